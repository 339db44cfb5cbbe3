import { once } from 'node:events';
import { Readable } from 'node:stream';

/** Waits for the beginning of a body without consuming it. `body`: the same content, because the stream of an empty body has ended by then. */
export async function peekBody(body: Readable): Promise<{ start: Buffer; body: Readable }> {
	if (body.readableLength === 0 && !body.readableEnded) {
		const stop = new AbortController();
		const { signal } = stop;
		// `once` rejects when the body fails.
		await Promise.race([once(body, 'readable', { signal }), once(body, 'end', { signal })]).finally(() => stop.abort());
	}
	const start: unknown = body.readableLength === 0 ? undefined : body.read();
	if (!Buffer.isBuffer(start)) return { start: Buffer.alloc(0), body: body.readableEnded ? Readable.from([]) : body };
	body.unshift(start);
	return { start, body };
}
