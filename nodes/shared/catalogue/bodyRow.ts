/** The request body of an operation. */
export interface BodyRow {
	/** `json` unless said otherwise. `multipart`: a file under `field`. `text`: text such as PEM or CSV. */
	kind?: 'multipart' | 'text';
	/** Content type when it is not `application/json` (jamf-behavior 4.2). */
	contentType?: string;
	/** Form field of the file; `file` unless said otherwise. */
	field?: string;
	/** Whether the body may be left out. */
	optional?: true;
	/** The JSON is an array or free: fields cannot be offered. */
	free?: true;
	/** PUT replaces the whole object: what the workflow does not give is read first and sent along, by this operation of the resource. */
	merge?: string;
	/** An object that is not there is made: there is nothing to read first. */
	creates?: true;
	/** What is not given stays as it is, so nothing is required (jamf-behavior 5.2). */
	partial?: true;
	/** Section of the object that a PUT replaces as a whole: what is not given of it is read first and sent along (jamf-behavior 5.2). */
	keeps?: string;
	/** Optimistic lock: every `versionLock` of the object is read and sent along, and a 409 is retried once (jamf-behavior 4.1). */
	versionLock?: true;
	/** Operation of the resource whose answer has the locks, where it is not `merge`. */
	lockFrom?: string;
	/** Values the server cannot do without although its document says so: `{ ldapServerId: -1 }` (jamf-behavior 4.5). Dots lead into objects. */
	defaults?: Record<string, unknown>;
	/** Paths of the object that a PUT with `merge` does not accept, `[]` for the entries of an array: removed from what was read. */
	unwritable?: string[];
	/**
	 * Secrets that no response contains and a PUT without them clears, by path; the value is the path of the field that shows whether the
	 * object uses the secret, with `=` and a value where it must have that one; several are joined by `&`.
	 */
	secrets?: Record<string, string>;
	/** Groups of fields of which the server accepts only one (jamf-behavior 4.2). */
	exclusive?: string[][];
}
