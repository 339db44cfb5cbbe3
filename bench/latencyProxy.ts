import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

const TIMER_SLACK_MS = 0.5;

/**
 * A TCP proxy with latency: bytes arrive half a round trip later, in both directions. A local connection is accepted at once, a
 * distant one after a round trip, so what the client sends before that counts as sent then. The TLS handshake is delayed like
 * other bytes. Bandwidth and TCP slow start are not simulated.
 *
 * @returns the port of the proxy
 */
export async function startLatencyProxy(port: number, roundTripMs: number): Promise<number> {
	const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
		const distant = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
		const openAt = performance.now() + roundTripMs;
		forward(client, distant, () => Math.max(performance.now(), openAt) + roundTripMs / 2);
		forward(distant, client, () => performance.now() + roundTripMs / 2);
	});
	server.listen(0, '127.0.0.1').unref();
	await once(server, 'listening');
	return (server.address() as AddressInfo).port;
}

type Event = Buffer | 'end' | 'close';

/** Forwards the bytes of one end to the other when they are due, in order. */
function forward(from: Socket, to: Socket, dueNow: () => number): void {
	const queue: Array<{ due: number; event: Event }> = [];
	let timer: NodeJS.Timeout | undefined;
	const deliver = () => {
		timer = undefined;
		for (let next = queue[0]; next !== undefined; next = queue[0]) {
			const left = next.due - performance.now();
			if (left > TIMER_SLACK_MS) {
				timer = setTimeout(deliver, left);
				return;
			}
			queue.shift();
			// Bytes that were sent before the close are still delivered.
			if (next.event === 'close') to.destroySoon();
			else if (next.event === 'end') to.end();
			else if (to.writable) to.write(next.event);
		}
	};
	const later = (event: Event) => {
		queue.push({ due: dueNow(), event });
		timer ??= setTimeout(deliver, 0);
	};
	from.on('data', later);
	from.on('end', () => later('end'));
	from.on('close', () => later('close'));
	from.on('error', () => {}); // 'close' follows
}
