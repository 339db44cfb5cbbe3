import { notJson, readText, webPageError } from '../../shared/transport/http/responseBody';
import { JamfError, UnreadableResponseError } from '../../shared/transport/errors/errors';
import type { HttpResponse } from '../../shared/transport/types';
import { type Fail, parseXml } from './parseXml';
import { parseLosslessJson } from './losslessJson';

const MAX_CHARACTERS = 128 * 1024 * 1024;

/**
 * Reads a response as a document whose only key is its root element, `undefined` when it is empty. The first character tells JSON from
 * XML: writes are answered in XML whatever was requested, and JSON is labelled as text (jamf-behavior 5.1).
 *
 * @throws JamfError when it is neither
 */
export async function readDocument({ body, status }: HttpResponse): Promise<Record<string, unknown> | undefined> {
	const fail = failWith(status);
	const text = (await readUtf8(body, fail)).trimStart();
	if (text === '' || /^<\?xml[^>]*>\s*$/.test(text)) return undefined;
	if (/^<(!doctype html|html)\b/i.test(text)) throw webPageError(status);
	if (text.startsWith('<')) {
		const { root, value } = parseXml(text, fail);
		return { [root]: value };
	}
	const value = parseLosslessJson(text, fail);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fail('it is not an object');
	return value as Record<string, unknown>;
}

/** Reads any JSON, `undefined` when it is empty. @throws UnreadableResponseError when it is not JSON */
export async function readLosslessJson({ body, status }: HttpResponse): Promise<unknown> {
	const text = await readText(body);
	return text.trim() === '' ? undefined : parseLosslessJson(text, () => notJson(status, text));
}

/** Reads a response as text. */
export async function readXmlText({ body, status }: HttpResponse): Promise<string> {
	return await readUtf8(body, failWith(status));
}

function failWith(status: number): Fail {
	return (reason, hostile) => {
		const message = `The server's response cannot be read: ${reason}.`;
		const hint = 'Check that the server URL is that of Jamf Pro and that no proxy changes its responses.';
		if (hostile === true) return new JamfError('UNREADABLE_RESPONSE', message, hint);
		return new UnreadableResponseError(message, hint, status);
	};
}

/** Decodes chunk by chunk, so that a large response is not in memory twice. */
async function readUtf8(body: HttpResponse['body'], fail: Fail): Promise<string> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let text = '';
	try {
		for await (const chunk of body as AsyncIterable<Buffer>) {
			text += decoder.decode(chunk, { stream: true });
			if (text.length > MAX_CHARACTERS) throw fail('it is longer than 128 MB', true);
		}
		return text + decoder.decode();
	} catch (error) {
		const undecodable =
			error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
		throw undecodable ? fail('it is not valid UTF-8') : error;
	}
}
