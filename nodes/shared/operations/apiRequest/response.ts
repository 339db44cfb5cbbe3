import type { Readable } from 'node:stream';
import { parse } from 'content-disposition';
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
					stream: response.body,
					mimeType: readContentType(response),
					fileName: readFileName(response),
				};
			case 'text':
				return { kind: 'text', value: await readText(response.body) };
			default:
				return { kind: 'json', value: await read(response) };
		}
	};
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
