import type { Readable } from 'node:stream';
import { UnreadableResponseError } from './errors';
import type { HttpResponse } from './types';

/** Reads a body as text, at most `most` bytes of it. */
export async function readText(body: Readable, most = Infinity): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of body as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		length += chunk.length;
		if (length >= most) break; // leaving the loop destroys the stream
	}
	return Buffer.concat(chunks).toString('utf8');
}

/**
 * Reads a body as JSON, `undefined` when it is empty. The content type is not asked: the Classic API calls its JSON text/plain (facts 5.1).
 *
 * @throws UnreadableResponseError
 */
export async function readJson({ body, status }: HttpResponse): Promise<unknown> {
	const text = await readText(body);
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw notJson(status);
	}
}

/** The error of a success that brought something else than JSON. */
export function notJson(status: number): UnreadableResponseError {
	return new UnreadableResponseError(
		'The answer of the server is not JSON.',
		'Check the path. For an answer in another form choose Text or File as Response Format.',
		status,
	);
}

/** Drops a body that nobody wants, so that its connection is free again. */
export function discard({ body }: HttpResponse): void {
	body.on('error', () => {}).destroy();
}
