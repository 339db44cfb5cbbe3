import { constants } from 'node:buffer';
import { addAbortSignal, Readable } from 'node:stream';
import { ConnectionError, UnreadableResponseError } from '../errors/errors';
import type { HttpResponse, RequestBody } from '../types';

/**
 * Reads a body as text, at most `maxBytes` bytes of it.
 *
 * @throws ConnectionError when it is longer than a text can be: making one of more than 2 GB ends the process
 */
export async function readText(body: Readable, maxBytes = Infinity): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of body as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > constants.MAX_STRING_LENGTH) throw tooLong();
		chunks.push(chunk);
		if (length >= maxBytes) break; // leaving the loop destroys the stream
	}
	return Buffer.concat(chunks).toString('utf8');
}

function tooLong(): ConnectionError {
	return new ConnectionError(
		'TOO_LONG',
		'The answer of the server is too long to be read.',
		'Ask for less: fewer sections, a smaller page, a narrower filter. For a large file choose File as Response Format.',
		true,
		false,
	);
}

/**
 * Reads a body as JSON, `undefined` when it is empty. The content type is not asked: the Classic API calls its JSON text/plain (jamf-behavior 5.1).
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
export function discardBody({ body }: HttpResponse): void {
	body.on('error', () => {}).destroy();
}

/** Closes the file of a request that failed, and passes its error on: one that was never sent would stay open. */
export function destroyOnError(body?: RequestBody): (error: unknown) => never {
	return (error) => {
		if (body instanceof Readable) body.destroy();
		throw error;
	};
}

/** A body that is handed on as a stream keeps its place until it is read, and ends with the execution. */
export function releaseOnClose(body: Readable, release: () => void, signal?: AbortSignal): void {
	body.once('close', release);
	if (signal !== undefined) addAbortSignal(signal, body);
}
