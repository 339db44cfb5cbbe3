import { addAbortSignal, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { isHtml } from '../errors/errorBody';
import { ConnectionError, UnreadableResponseError } from '../errors/errors';
import { assertNoFault } from './faults';
import type { HttpResponse, RequestBody } from '../types';

/** Parsed JSON takes several times its size in memory, and text of more than 512 MB cannot be decoded at all. */
const MAX_BODY_BYTES = 128 * 1024 * 1024;

/**
 * Reads a body as text, at most `maxBytes` bytes of it.
 *
 * @throws ConnectionError when the body exceeds 128 MB
 */
export async function readText(body: Readable, maxBytes = Infinity): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	// A listener costs less CPU time than an asynchronous iterator, which counts for large lists.
	body.on('data', (chunk: Buffer) => {
		length += chunk.length;
		chunks.push(chunk);
		if (length > MAX_BODY_BYTES) body.destroy(tooLong());
		else if (length >= maxBytes) body.destroy();
	});
	await finished(body, { writable: false }).catch((error: unknown) => {
		if (length < maxBytes) throw error;
	});
	return Buffer.concat(chunks).toString('utf8');
}

function tooLong(): ConnectionError {
	return new ConnectionError(
		'TOO_LONG',
		"The server's response is larger than 128 MB.",
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
	return text.trim() === '' ? undefined : assertNoFault(parseJson(text, status), status);
}

function parseJson(text: string, status: number): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw notJson(status, text);
	}
}

/** The error for a successful response that is a web page. Neither API has any, so it is not from the API. */
export function webPageError(status: number): UnreadableResponseError {
	return new UnreadableResponseError(
		'The server returned a web page.',
		'Jamf Pro may be starting, upgrading or in maintenance: try again in a few minutes. Otherwise check the Server URL and any proxy or login page in front of the server.',
		status,
	);
}

/** The error for a successful response that is not JSON. */
export function notJson(status: number, text: string): UnreadableResponseError {
	if (isHtml(text)) return webPageError(status);
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

/** Whether the body of a request is a stream, which can only be sent once. */
export function isStream(body?: RequestBody): body is Readable {
	return body instanceof Readable;
}

/** Destroys the body of a failed request and rethrows its error. The file of an upload that was never sent would stay open. */
export function destroyOnError(body?: RequestBody): (error: unknown) => never {
	return (error) => {
		if (isStream(body)) body.destroy();
		throw error;
	};
}

/** Slower downloads are aborted, because they would occupy one of the server's few slots for hours. */
const MIN_PROGRESS_BYTES = 16 * 1024;
const PROGRESS_WINDOW_MS = 60_000;

/**
 * Hands a body over to a caller that reads it as a stream. Holds the slot of the response until the body is closed, and destroys
 * the body when the execution is cancelled or when the server sends less than 16 KB a minute.
 */
export function handOver(body: Readable, server: string, release: () => void, signal?: AbortSignal): void {
	let received = 0;
	const push = body.push.bind(body);
	// A `data` listener would start the stream before its reader is attached.
	body.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
		received += chunk?.length ?? 0;
		return push(chunk, encoding);
	};
	const timer = setInterval(() => {
		// If the buffer contains data, it is the reader that is slow.
		const isSlow = received < MIN_PROGRESS_BYTES && body.readableLength === 0;
		received = 0;
		if (isSlow) body.destroy(tooSlow(server));
	}, PROGRESS_WINDOW_MS);
	body.once('close', () => {
		clearInterval(timer);
		release();
	});
	if (signal !== undefined) addAbortSignal(signal, body);
}

function tooSlow(server: string): ConnectionError {
	return new ConnectionError(
		'TOO_SLOW',
		`The download from ${server} was aborted because it received less than 16 KB in a minute.`,
		'Try again. If it happens often, check the network and the proxies between n8n and the server.',
		true,
		false,
	);
}
