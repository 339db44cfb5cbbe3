import { createHash } from 'node:crypto';
import type { Payload } from './simplify';

const MAX_KEYS = 500;
const MAX_NODES = 1_000;

/**
 * A key that identifies a delivery, because Jamf does not send a delivery ID (jamf-behavior 6.4). `undefined` for servers that do not send
 * a timestamp, because equal events at different times would have the same key.
 *
 * @param rawBody the body as received, if available: hashing it is much faster than serializing an event with thousands of IDs
 */
export function createKey({ webhook, event }: Payload, rawBody?: Buffer): string | undefined {
	const { id, webhookEvent, eventTimestamp } = webhook;
	if (eventTimestamp === undefined || eventTimestamp === null) return undefined;
	return createHash('sha256')
		.update(rawBody ?? JSON.stringify([id, webhookEvent, eventTimestamp, event]))
		.digest('base64url');
}

/**
 * The last deliveries of each node, in the memory of this process. Static data would not work: the execution that a webhook call starts
 * overwrites it.
 */
export class RepeatedDeliveries {
	/** Both are in order of last use. */
	private readonly nodes = new Map<string, Set<string>>();

	/** Remembers a delivery. Returns whether it was already known. */
	add(node: string, key: string): boolean {
		const keys = this.nodes.get(node) ?? new Set<string>();
		this.nodes.delete(node);
		this.nodes.set(node, keys);
		dropOldest(this.nodes, MAX_NODES);
		const isKnown = keys.delete(key);
		keys.add(key);
		dropOldest(keys, MAX_KEYS);
		return isKnown;
	}
}

function dropOldest(entries: Map<string, unknown> | Set<string>, max: number): void {
	if (entries.size <= max) return;
	const [oldest] = entries.keys();
	if (oldest !== undefined) entries.delete(oldest);
}
