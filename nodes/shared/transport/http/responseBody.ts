import { constants } from 'node:buffer';
import { addAbortSignal, Readable } from 'node:stream';
import { ConnectionError, UnreadableResponseError } from '../errors/errors';
import type { HttpResponse, RequestBody } from '../types';

/**
 * Reads a body as text, at most `maxBytes` bytes of it.
 *
 * @throws ConnectionError when the body exceeds the maximum length of a string: decoding more than 2 GB crashes the process
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
		"The server's response is too large.",
		'Request less data: fewer sections, a smaller page size or a narrower filter. For a large file, set Response Format to File.',
		true,
		false,
	);
}

/**
 * Reads a body as JSON; `undefined` when it is empty. Ignores the content type, because the Classic API labels its JSON as
 * text/plain (jamf-behavior 5.1).
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

/** The error for a successful response that is not JSON. */
export function notJson(status: number): UnreadableResponseError {
	return new UnreadableResponseError(
		"The server's response is not JSON.",
		'Check the path. For other formats, set Response Format to Text or File.',
		status,
	);
}

/** Destroys an unread body to free its connection. */
export function discardBody({ body }: HttpResponse): void {
	body.on('error', () => {}).destroy();
}

/** Destroys the body of a failed request and rethrows its error. The file of an upload that was never sent would stay open. */
export function destroyOnError(body?: RequestBody): (error: unknown) => never {
	return (error) => {
		if (body instanceof Readable) body.destroy();
		throw error;
	};
}

/** Holds the slot of a response until its body is closed, and destroys the body when the execution is cancelled. */
export function releaseOnClose(body: Readable, release: () => void, signal?: AbortSignal): void {
	body.once('close', release);
	if (signal !== undefined) addAbortSignal(signal, body);
}
