/** A hand-written object as a server sends it, and what an update without changes must and must not contain. */
export interface WireDocument {
	resource: string;
	/** What is special about the object. */
	what: string;
	xml: string;
	sent?: string[];
	notSent?: string[];
	/** The number of reads before the update; 0 unless something depends on the stored object. */
	reads?: number;
	/** Paths that hints name. */
	hints?: string[];
}
