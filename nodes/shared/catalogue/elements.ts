/** The elements of Classic objects, which define how XML is read and written. Data only, like the rows. */

/**
 * Elements by `resource`, or by `resource.operation` for operations with different ones. For a list, the elements of an entry. A string
 * refers to another key.
 */
export type Elements = Record<string, ElementRow[] | string>;

/** One element, in the order that the server's parsers require (jamf-behavior 5.2). */
export interface ElementRow {
	name: string;
	/**
	 * Type of the element, or of each entry of a list. Default: text. `digits`: a number too long for JavaScript, kept as text (jamf-behavior
	 * 5.3).
	 * `dateTime`, `time` and `utc`: text in a specific format (jamf-behavior 11.53).
	 */
	type?: 'boolean' | 'dateTime' | 'digits' | 'number' | 'time' | 'utc';
	/** Elements inside it, or inside each entry of the list. */
	of?: ElementRow[];
	/** For a list: the name of the repeated element inside it. In JSON, the list is an array of these entries. */
	item?: string;
	/** Whether the element repeats without a wrapper. In JSON, it is an array. */
	repeated?: true;
	/** Values that the server accepts. It silently replaces others. */
	options?: Array<string | number>;
	/** Options with an alternative spelling, by that spelling (jamf-behavior 11.4). */
	aliases?: Record<string, string>;
	/** Whether the element can also be empty, in addition to the options. */
	canBeEmpty?: true;
	required?: true;
	/** Returned by the server. Omitted from writes, where it has no effect or is rejected. */
	readOnly?: true;
	/** Accepted by the server, but never returned. */
	writeOnly?: true;
	/** The element whose value is used if a write does not contain this one, because the server reads and writes it under different names. */
	from?: string;
	/** Omitted from a write that contains this other element with the same meaning. */
	unless?: string;
	/** Written if the value is absent: always in entries of lists, otherwise only when creating the object. */
	default?: boolean | string;
	/** The value that the server returns regardless of what it stores. Omitted when an object is written back. */
	returned?: string;
	/** Lost or changed if it is written back as it was read. Omitted from updates that do not change it. */
	isProtected?: true;
	/** The server resets parts of it that a write omits, so updates are completed with the stored values. */
	isMerged?: true;
	/** Omitted from a write if it is entirely empty. */
	omitEmpty?: true;
	/** A list that the server only stores if the current one is empty. An update clears it first. */
	clearFirst?: true;
	/** Members of static groups, or criteria of smart groups. Omitted from writes of the other kind. */
	only?: 'smart' | 'static';
	/** How the notification settings of Self Service are written. Default: as two elements (jamf-behavior 11.11). */
	notification?: 'single' | 'typed';
	/** Written, even if empty, when its sibling `name` has this value. */
	companion?: { name: string; value: string };
	/**
	 * The server only keeps the element while another one has this value, and otherwise resets it. `name`: a sibling, or a path from the
	 * root.
	 */
	keptWhile?: { name: string; value: string };
	/** The only value that the server stores, regardless of what is written. */
	fixed?: string;
	/** Only stored by an update, so a new object is updated with the same body. */
	storedByUpdate?: true;
	/** Destructive values, such as erase or lock, which require a confirmation. */
	confirm?: string[];
	/** Sensitive, such as a password. Must not be shown. */
	secret?: true;
}
