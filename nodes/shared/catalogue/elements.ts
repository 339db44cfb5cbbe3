/** The elements of Classic objects, by which XML is read and written. Data only, like the rows. */

/** Elements by `resource`, or by `resource.operation` where an operation has its own; of a list those of an entry. A string refers to another key. */
export type Elements = Record<string, ElementRow[] | string>;

/** One element, in the order that the server's parsers require (jamf-behavior 5.2). */
export interface ElementRow {
	name: string;
	/**
	 * Of an entry when it is a list; text when absent. `digits`: a number too long for JavaScript, kept as text (jamf-behavior 5.3).
	 * `dateTime`, `time` and `utc`: text in a form of its own (jamf-behavior 11.53).
	 */
	type?: 'boolean' | 'dateTime' | 'digits' | 'number' | 'time' | 'utc';
	/** Elements inside it, or inside each entry of the list. */
	of?: ElementRow[];
	/** A list: the name of the element that is repeated inside it. JSON has an array of the entries. */
	item?: string;
	/** Repeated without an element around it: JSON has an array. */
	repeated?: true;
	/** Values that the server accepts. It replaces others silently. */
	options?: Array<string | number>;
	/** Options that the server also spells in another way, by that spelling (jamf-behavior 11.4). */
	aliases?: Record<string, string>;
	/** An empty element is a value too, beside the options. */
	canBeEmpty?: true;
	required?: true;
	/** Returned by the server. Left out of a write, where it has no effect or is rejected. */
	readOnly?: true;
	/** Accepted by the server, but never returned. */
	writeOnly?: true;
	/** The element whose value this one gets in a write that does not contain it: the server reads and writes it by different names. */
	from?: string;
	/** Left out of a write that contains this other element with the same meaning. */
	unless?: string;
	/** Written when the value is absent: in entries of lists always, elsewhere when the object is created. */
	default?: boolean | string;
	/** What the server returns whatever it stores: left out when an object is written back. */
	returned?: string;
	/** Lost or changed when it is written back as it was read: left out of an update that does not change it. */
	isProtected?: true;
	/** The server resets what a write leaves out of it: an update is completed with the stored values. */
	isMerged?: true;
	/** Left out of a write when all of it is empty. */
	omitEmpty?: true;
	/** A list that is stored only while the stored one is empty: an update clears it first. */
	clearFirst?: true;
	/** Members of static groups, or criteria of smart ones: left out of a write of the other kind. */
	only?: 'smart' | 'static';
	/** How whether and where Self Service notifies are written; as two elements when absent (jamf-behavior 11.11). */
	notification?: 'single' | 'typed';
	/** Written, empty if need be, when the element beside it has this value. */
	companion?: { name: string; value: string };
	/** The server keeps it only while another element has this value, and resets it otherwise. `name`: beside it, or a path from the root. */
	keptWhile?: { name: string; value: string };
	/** The only value that the server stores, whatever is written. */
	fixed?: string;
	/** Stored by an update only: a new object is updated with the same body. */
	storedByUpdate?: true;
	/** Values that need a confirmation: they erase or lock. */
	confirm?: string[];
	/** Must not be shown: passwords. */
	secret?: true;
}
