import type { Readable } from 'node:stream';
import { parse } from 'content-disposition';
import { isHtml } from '../../transport/errors/errorBody';
import { assertNoFault } from '../../transport/http/faults';
import { peekBody } from '../../transport/http/peekBody';
import { readJson, readText, webPageError } from '../../transport/http/responseBody';
import type { Api, HttpResponse } from '../../transport/types';

/** A response body, decoded as requested. A file is still a stream. */
export type DecodedResponse =
	| { kind: 'json'; value: unknown }
	| { kind: 'text'; value: string }
	| { kind: 'file'; stream: Readable; mimeType: string; fileName: string };

export type ResponseFormat = 'autodetect' | 'json' | 'text' | 'file';

/** Creates a reader for `JamfClient.send`. Autodetect uses the content type; `read` reads JSON. */
export function decodeResponse(
	api: Api,
	format: ResponseFormat,
	read: typeof readJson = readJson,
): (response: HttpResponse) => Promise<DecodedResponse> {
	return async (response) => {
		if (format !== 'text') rejectWebPage(response);
		switch (format === 'autodetect' ? detectFormat(api, readContentType(response)) : format) {
			case 'file':
				return {
					kind: 'file',
					stream: await openFile(response),
					mimeType: readContentType(response),
					fileName: readFileName(response),
				};
			case 'text': {
				const value = await readText(response.body);
				if (format === 'autodetect' && isHtml(value.slice(0, MAX_PAGE_START))) throw webPageError(response.status);
				return { kind: 'text', value };
			}
			default:
				return { kind: 'json', value: await read(response) };
		}
	};
}

/** The beginning of a file in which a web page is recognized, and the maximum length of an error object. */
const MAX_PAGE_START = 300;
const MAX_FAULT_BYTES = 4096;
const WEB_PAGE = /^\s*(<\?xml[^<>]*>\s*)?<(!doctype html|html)\b/i;

/**
 * The body of a file.
 *
 * @throws UnreadableResponseError when it is a web page or an error object with the content type of a file
 */
async function openFile({ body: sent, status }: HttpResponse): Promise<Readable> {
	const { start, body } = await peekBody(sent);
	rejectErrorText(start.length > MAX_FAULT_BYTES ? '' : start.toString('utf8'), status);
	if (WEB_PAGE.test(start.subarray(0, MAX_PAGE_START).toString('latin1'))) {
		throw webPageError(status);
	}
	return body;
}

/** Rejects an error object in a file or a text. @throws UnreadableResponseError */
export function rejectErrorText(text: string, status: number): void {
	if (!text.trimStart().startsWith('{')) return;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return;
	}
	assertNoFault(value, status);
}

/**
 * Rejects a web page: neither API returns any, so it comes from a login page or a proxy.
 *
 * @throws UnreadableResponseError
 */
export function rejectWebPage(response: HttpResponse): void {
	if (readContentType(response) === 'text/html') throw webPageError(response.status);
}

function detectFormat(api: Api, type: string): Exclude<ResponseFormat, 'autodetect'> {
	if (type === '' || /\bjson\b/.test(type)) return 'json';
	// jamf-behavior 5.1: the Classic API sends JSON as text/plain.
	if (type === 'text/plain' && api === 'classic') return 'json';
	return /^text\/|[/+]xml$/.test(type) ? 'text' : 'file';
}

function readContentType({ headers }: HttpResponse): string {
	return ([headers['content-type']].flat()[0] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The file name of a download (RFC 6266), without folders and control characters. */
function readFileName({ headers }: HttpResponse): string {
	const header = [headers['content-disposition']].flat()[0] ?? '';
	// Some servers omit the disposition type.
	const { filename = '' } = parse(/^\s*filename/i.test(header) ? `attachment; ${header}` : header).parameters;
	return decodeUtf8(filename)
		.replace(/^.*[/\\]/, '')
		.replace(/\p{Cc}/gu, '')
		.trim();
}

/** undici decodes this header as Latin-1, but servers also send UTF-8. */
function decodeUtf8(text: string): string {
	if (/[^\0-\xff]/.test(text)) return text;
	const decoded = Buffer.from(text, 'latin1').toString('utf8');
	return decoded.includes('\ufffd') ? text : decoded;
}
