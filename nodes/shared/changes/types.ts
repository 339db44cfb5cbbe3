/** A row of a list, as far as the changes depend on it. */
export interface DeviceRow {
	id: number;
	/** When the device last submitted inventory; missing for a record that never did (jamf-behavior 10.2). */
	date?: string | null | undefined;
}

/** What is known of the devices of one feed. It is plain JSON, has no secret, and is never changed in place. */
export interface FeedState {
	version: 1;
	/** Every report before this time of the server has been emitted. */
	since: string;
	/** The devices with reports within the overlap window that were emitted: packed IDs by date. */
	edge: Record<string, string>;
	/** Packed IDs of all known devices. */
	known: string;
	count: number;
	/** Time of the server at the last full comparison; null when the last one was not complete. */
	comparedAt: string | null;
}

/** Rows read from the server, in any order. */
export interface ReadRows<Row extends DeviceRow> {
	/** The time of the server (its `Date` header) when the first request was sent, never that of n8n. */
	startedAt: string;
	rows: readonly Row[];
}

export interface Change<Row extends DeviceRow> {
	change: 'added' | 'changed';
	row: Row;
}

export interface Round<Row extends DeviceRow> {
	changes: Array<Change<Row>>;
	state: FeedState;
}

export interface Comparison<Row extends DeviceRow> extends Round<Row> {
	startedAt: string;
	/** Known devices that the list lacks. They stay known until their removal is confirmed. */
	missing: number[];
	/** Why no device counts as missing, although the list lacks some or may lack some. */
	refused?: 'incomplete' | 'tooFew';
}
