/** An object as a server sends it, written by hand, and what its update must and must not contain when nothing was changed. */
export interface WireDocument {
	resource: string;
	/** What is special about it. */
	what: string;
	xml: string;
	sent?: string[];
	notSent?: string[];
	/** The number of reads before the update; 0 unless something depends on the stored object. */
	reads?: number;
	/** Paths that hints name. */
	hints?: string[];
}
