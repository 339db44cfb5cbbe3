/** The elements of Classic objects: what XML is read and written by. Data only, like the rows. */

/** Elements of Classic objects by `resource`, or by `resource.operation` where an operation has others, of a list those of one of its entries; a text stands for another key. */
export type Elements = Record<string, ElementRow[] | string>;

/** One element below the root, in the order that the server's parsers want (jamf-behavior 5.2). */
export interface ElementRow {
	name: string;
	/** Of an entry when it is a list. Text unless said otherwise. `digits`: a number too long for JavaScript, kept as text (jamf-behavior 5.3). */
	type?: 'boolean' | 'digits' | 'number';
	/** Elements inside of it, or inside of each entry of the list. */
	of?: ElementRow[];
	/** It is a list: name of the element that is repeated inside of it. JSON has an array of the entries. */
	item?: string;
	/** It is repeated itself, without an element around: JSON has an array. */
	repeated?: true;
	/** Values that the server takes; others it replaces silently. */
	options?: Array<string | number>;
	required?: true;
	/** Sent by the server, of no effect in a write: left out when an object that was read is written. */
	readOnly?: true;
	/** It says the same as this other element, of which it is left out when both are given: Jamf takes one of them. */
	unless?: string;
	/** Text that must not be shown: passwords. */
	secret?: true;
}
