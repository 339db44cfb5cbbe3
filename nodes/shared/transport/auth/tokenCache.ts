import { createHash } from 'node:crypto';
import type { Settings } from '../types';

/** An access token. Times are in milliseconds of the cache's clock; `scope` lists the roles: `api-role:1 api-role:2`. */
export interface Token {
	value: string;
	scope: string;
	issuedAt: number;
	lifetimeMs: number;
}

const MAX_EXPIRY_MARGIN_MS = 30_000;
const EXPIRY_MARGIN_RATIO = 0.2;
/** How long a new token counts as valid although the Classic API rejects it. Shorter than it takes to add a privilege and run the workflow again. */
const TRUST_MS = 10_000;

/** Milliseconds for which a token may still be used. Ends a little before the token expires, so that it does not expire in transit. */
export function remainingLifetimeMs(token: Token, now: number): number {
	const margin = Math.min(MAX_EXPIRY_MARGIN_MS, token.lifetimeMs * EXPIRY_MARGIN_RATIO);
	return token.issuedAt + token.lifetimeMs - margin - now;
}

interface Entry {
	token?: Token | undefined;
	pending?: Promise<Token> | undefined;
	generation: number;
	/** When a token was last dropped for each kind of Classic request. */
	dropped: Map<string, number>;
}

/**
 * Caches tokens for the process, with at most one exchange in flight per credential. `now` must be a monotonic clock, because
 * the lifetime counts from the exchange, not by the wall clock.
 */
export class TokenCache {
	private readonly entries = new Map<string, Entry>();

	constructor(readonly now: () => number = () => performance.now()) {}

	/** Returns the cached token, or a new one from `exchange`. Concurrent callers share one exchange; a failed one is not cached. */
	async get(settings: Settings, exchange: () => Promise<Token>): Promise<Token> {
		const entry = this.entry(settings);
		if (entry.token !== undefined && remainingLifetimeMs(entry.token, this.now()) > 0) return entry.token;
		entry.pending ??= this.renew(entry, exchange);
		return await entry.pending;
	}

	/**
	 * Drops a token that the server rejected. Does nothing if the token was replaced in the meantime, or if it just replaced one that was
	 * rejected for the same kind of Classic request: that request lacks a privilege (jamf-behavior 1.5), and a new token does not help.
	 */
	invalidate(settings: Settings, rejected: Token, classicKind?: string): void {
		const entry = this.entry(settings);
		if (entry.token?.value !== rejected.value) return;
		if (classicKind !== undefined) {
			if (this.now() - (entry.dropped.get(classicKind) ?? -Infinity) < TRUST_MS) return;
			entry.dropped.set(classicKind, this.now());
		}
		entry.token = undefined;
		entry.pending = undefined;
		entry.generation++;
	}

	private async renew(entry: Entry, exchange: () => Promise<Token>): Promise<Token> {
		const { generation } = entry;
		try {
			const token = await exchange();
			// An exchange started before an invalidation must not restore what was dropped.
			if (entry.generation === generation) entry.token = token;
			return token;
		} finally {
			if (entry.generation === generation) entry.pending = undefined;
		}
	}

	private entry({ server, clientId, clientSecret, scope }: Settings): Entry {
		const secret = createHash('sha256').update(clientSecret).digest('hex');
		const key = JSON.stringify([server.root, clientId, secret, scope]);
		const entry = this.entries.get(key) ?? { generation: 0, dropped: new Map() };
		this.entries.set(key, entry);
		return entry;
	}
}

/** The cache shared by all nodes of the process. */
export const tokens = new TokenCache();
