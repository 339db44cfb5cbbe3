/** The request body of an operation. */
export interface BodyRow {
	/** Default: JSON. `multipart`: a file in the form field `field`. `text`: text such as PEM or CSV. */
	kind?: 'multipart' | 'text';
	/** Content type, if it is not `application/json` (jamf-behavior 4.2). */
	contentType?: string;
	/** Name of the form field for the file. Default: `file`. */
	field?: string;
	/** Whether the body can be omitted. */
	optional?: true;
	/** Whether the body is an array or has no documented fields, so that the form cannot list them. */
	free?: true;
	/**
	 * For a PUT that replaces the whole object, or a PATCH that requires unchanged fields too: the operation that reads the fields the
	 * workflow does not set, so that they are kept.
	 */
	merge?: string;
	/** Whether the request creates the object if it does not exist. In that case there is nothing to read first. */
	creates?: true;
	/** Whether omitted fields are left unchanged, so that none is required (jamf-behavior 5.2). */
	partial?: true;
	/** Section of the object that a PUT replaces as a whole. Its omitted fields are read first and sent unchanged (jamf-behavior 5.2). */
	keeps?: string;
	/**
	 * Optimistic locking: every `versionLock` of the object is read and included in the request. A 409 is retried once (jamf-behavior 4.1).
	 */
	versionLock?: true;
	/** Operation of the resource that returns the locks, if it is not `merge`. */
	lockFrom?: string;
	/**
	 * Default values for fields that are documented as optional but that the server requires: `{ ldapServerId: -1 }` (jamf-behavior 4.5).
	 * Dots separate nested fields.
	 */
	defaults?: Record<string, unknown>;
	/**
	 * Paths of fields that a PUT with `merge` does not accept and that are removed from the object that was read. `[]` means the entries of
	 * an array.
	 */
	unwritable?: string[];
	/**
	 * Secrets that no response contains and that a PUT without them clears, by path. The value is the path of a field that is set if the
	 * object uses the secret, or a condition `path=value`. `&` joins several conditions.
	 */
	secrets?: Record<string, string>;
	/** Groups of mutually exclusive fields (jamf-behavior 4.2). */
	exclusive?: string[][];
}
