import type { NodeNumber } from './cluster';

export interface Stats {
	/** Tokens issued. */
	tokens: number;
	requests: number;
	/** Sockets accepted. */
	connections: number;
	openConnections: number;
	peakConnections: number;
	/** Simultaneous requests. */
	inFlight: number;
	peakInFlight: number;
	/** 401 responses. */
	unauthorized: number;
	requestBytes: number;
	responseBytes: number;
	/** By `METHOD /path/{template}`; unknown paths count as `METHOD *`. */
	byRoute: Record<string, number>;
}

export interface JournalEntry {
	at: number;
	method: string;
	/** Relative to the context path. */
	path: string;
	query: string;
	/** 0: no response was sent. */
	status: number;
	/** The status from the handler, even if the response was lost; 0: it did not run. */
	handled: number;
	/** The privileges for lack of which it was rejected, whatever the status. */
	lacked: readonly string[];
	/** The client ID of the token, never the token. */
	client: string | undefined;
	node: NodeNumber;
	/** Names only. */
	requestHeaders: string[];
	/** Without parameters such as a boundary; `undefined` without a body. */
	contentType: string | undefined;
	requestBytes: number;
	/** The match of the option `mark` in the body. */
	mark: string | undefined;
	/** Only with the option `keepBodies`. */
	body?: string;
}

const JOURNAL_LENGTH = 50_000;

export class Recorder {
	readonly stats: Stats = freshStats(0, 0);
	readonly journal: JournalEntry[] = [];

	connected(): void {
		const { stats } = this;
		stats.connections++;
		stats.openConnections++;
		stats.peakConnections = Math.max(stats.peakConnections, stats.openConnections);
	}

	disconnected(): void {
		this.stats.openConnections--;
	}

	began(): void {
		const { stats } = this;
		stats.requests++;
		stats.inFlight++;
		stats.peakInFlight = Math.max(stats.peakInFlight, stats.inFlight);
	}

	ended(): void {
		this.stats.inFlight--;
	}

	record(entry: JournalEntry, route: string): void {
		const { stats, journal } = this;
		stats.byRoute[route] = (stats.byRoute[route] ?? 0) + 1;
		stats.requestBytes += entry.requestBytes;
		if (entry.status === 401) stats.unauthorized++;
		journal.push(entry);
		if (journal.length > JOURNAL_LENGTH) journal.splice(0, JOURNAL_LENGTH / 10);
	}

	reset(): void {
		Object.assign(this.stats, freshStats(this.stats.openConnections, this.stats.inFlight));
		this.journal.length = 0;
	}
}

const freshStats = (openConnections: number, inFlight: number): Stats => ({
	tokens: 0,
	requests: 0,
	connections: 0,
	openConnections,
	peakConnections: openConnections,
	inFlight,
	peakInFlight: inFlight,
	unauthorized: 0,
	requestBytes: 0,
	responseBytes: 0,
	byRoute: {},
});
