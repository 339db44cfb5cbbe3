/** What the node does about one statement of docs/jamf-behavior-classic.md. */
export interface NodeRule {
	section: string;
	rule: string;
	resource: string;
	/** Default: `update`. */
	operation?: 'create' | 'send' | 'update';
	/** The value of the form. */
	given: object;
	/** What a GET of the stored object returns, if the node reads it. */
	stored?: string;
	/** The body, exactly. */
	sends?: string;
	/** The body of the request before it, exactly. */
	first?: string;
	/** Whether an update with the same body follows. */
	isRepeated?: true;
	/** The start of the error, if nothing is sent. */
	rejects?: string;
	/** A part of the hint that is shown. */
	hint?: string;
}
