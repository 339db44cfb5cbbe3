import { createHash } from 'node:crypto';
import type { Settings } from '../types';

/** An access token. Times are milliseconds of the cache's clock; `scope` lists the roles: `api-role:1 api-role:2`. */
export interface Token {
	value: string;
	scope: string;
	issuedAt: number;
	lifetimeMs: number;
}

const MAX_MARGIN_MS = 30_000;
const MARGIN_SHARE = 0.2;

/** Milliseconds for which a token is still handed out: it ends before the server's end, so that no request meets a dying token. */
export function remainingLifetimeMs(token: Token, now: number): number {
	const margin = Math.min(MAX_MARGIN_MS, token.lifetimeMs * MARGIN_SHARE);
	return token.issuedAt + token.lifetimeMs - margin - now;
}

interface Entry {
	token?: Token | undefined;
	pending?: Promise<Token> | undefined;
	generation: number;
}

/**
 * Tokens of the whole process, one exchange in flight for each sign-in. `now` is a clock that never jumps, as the lifetime
 * counts from the exchange and not from the wall clock.
 */
export class TokenCache {
	private readonly entries = new Map<string, Entry>();

	constructor(readonly now: () => number = () => performance.now()) {}

	/** The cached token, or one from `exchange`, which runs once however many ask. A failed exchange is not remembered. */
	async get(settings: Settings, exchange: () => Promise<Token>): Promise<Token> {
		const entry = this.entry(settings);
		if (entry.token !== undefined && remainingLifetimeMs(entry.token, this.now()) > 0) return entry.token;
		entry.pending ??= this.renew(entry, exchange);
		return await entry.pending;
	}

	/** Drops the token that a server refused. Does nothing when it was replaced meanwhile. */
	invalidate(settings: Settings, refused: Token): void {
		const entry = this.entry(settings);
		if (entry.token?.value !== refused.value) return;
		entry.token = undefined;
		entry.pending = undefined;
		entry.generation++;
	}

	private async renew(entry: Entry, exchange: () => Promise<Token>): Promise<Token> {
		const { generation } = entry;
		try {
			const token = await exchange();
			// An answer that was asked for before an invalidation must not bring back what was dropped.
			if (entry.generation === generation) entry.token = token;
			return token;
		} finally {
			if (entry.generation === generation) entry.pending = undefined;
		}
	}

	private entry({ server, clientId, clientSecret, scope }: Settings): Entry {
		const secret = createHash('sha256').update(clientSecret).digest('hex');
		const key = JSON.stringify([server.root, clientId, secret, scope]);
		const entry = this.entries.get(key) ?? { generation: 0 };
		this.entries.set(key, entry);
		return entry;
	}
}

/** The cache that every node of the process shares. */
export const tokens = new TokenCache();
