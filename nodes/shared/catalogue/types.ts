/** A paged list of one kind of object, as pickers and lookups by name need it. */
export interface List {
	/** What one object is called in sentences: `API role`. */
	noun: string;
	path: string;
	/** The field that people know an object by; the server filters and sorts on it. */
	titleField: string;
	/** A field whose values never repeat, so that rows cannot move between pages (facts 3.3). */
	uniqueField: string;
}
