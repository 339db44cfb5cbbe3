/** What a removed device is called, and a hash of what a feed emits of it. */
export interface Content {
	hash: string;
	/** A digest of which fields and sections were hashed. Hashes with different scopes cannot be compared. */
	scope: string;
	name: string;
	serialNumber: string;
}

/** A row of a list, as far as the changes depend on it. */
export interface DeviceRow {
	id: number;
	/** When the device last submitted inventory; missing for a record that never did (jamf-behavior 10.2). */
	date?: string | null | undefined;
	/** Only if the feed remembers content. */
	content?: Content | undefined;
}

/** A row with everything that a feed emits of the device. */
export interface FullRow extends DeviceRow {
	device: Record<string, unknown>;
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
	/** The filter that selected the known devices. */
	filter: string;
	/** By ID. Without a scope, the hash counts as comparable. */
	content?: Record<string, [hash: string, name: string, serialNumber: string, scope?: string]>;
}

/** Rows read from the server, in any order. */
export interface ReadRows<Row extends DeviceRow> {
	/** The time of the server (its `Date` header) before the first row was read, never that of n8n. */
	startedAt: string;
	rows: readonly Row[];
}

/** The rows of all devices. */
export interface ReadAll<Row extends DeviceRow> extends ReadRows<Row> {
	/** Whether there are as many rows as the server counted. */
	isComplete: boolean;
	/** Further devices to look for: emitted by executions that did not commit. */
	orphans?: readonly number[];
	/** Whether to accept a list with fewer than half of the known devices. */
	acceptsMany?: boolean;
}

export interface Change<Row extends DeviceRow> {
	change: 'added' | 'changed';
	row: Row;
}

/** A known device that is gone. Name and serial number are empty unless the feed remembers content. */
export interface Removal {
	id: number;
	name: string;
	serialNumber: string;
}

export interface Round<Row extends DeviceRow> {
	changes: Array<Change<Row>>;
	state: FeedState;
}

/** Why no device counts as missing, although the list lacks some or may lack some. */
export type Refusal = 'incomplete' | 'tooFew';

export interface Comparison<Row extends DeviceRow> extends Round<Row> {
	startedAt: string;
	/** The date of the latest report in the list. */
	latest: number;
	/** Whether the fields or sections that are hashed have changed, so that edits could not be found. */
	isRehashed: boolean;
	/** Known devices that the list lacks. They stay known until their removal is confirmed. */
	missing: readonly number[];
	refused?: Refusal;
}
