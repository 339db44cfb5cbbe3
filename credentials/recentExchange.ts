import { createHash } from 'node:crypto';
import type { Settings } from '../nodes/shared/transport/types';

const RECENT_MS = 10_000;

/** Times of recent token exchanges, keyed by a hash of settings and token. */
const exchanges = new Map<string, number>();

function exchangeKey({ server, clientId, clientSecret, scope, tls }: Settings, accessToken: string): string {
	return createHash('sha256')
		.update(JSON.stringify([server.root, clientId, clientSecret, scope, tls, accessToken]))
		.digest('hex');
}

/** Remembers for a few seconds that these settings were exchanged for this token. */
export function recordExchange(settings: Settings, accessToken: string): void {
	for (const [key, at] of exchanges) if (at + RECENT_MS < performance.now()) exchanges.delete(key);
	exchanges.set(exchangeKey(settings, accessToken), performance.now());
}

/** Whether this token was just issued for exactly these settings, which proves that the secret is valid. */
export function wasJustExchanged(settings: Settings, accessToken: string): boolean {
	const at = exchanges.get(exchangeKey(settings, accessToken));
	return at !== undefined && at + RECENT_MS >= performance.now();
}
