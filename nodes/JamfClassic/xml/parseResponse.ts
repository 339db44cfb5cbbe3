import { notJson, readText, webPageError } from '../../shared/transport/http/responseBody';
import { JamfError, UnreadableResponseError } from '../../shared/transport/errors/errors';
import type { HttpResponse } from '../../shared/transport/types';
import { type Fail, parseXml } from './parseXml';
import { parseLosslessJson } from './losslessJson';

const MAX_CHARACTERS = 128 * 1024 * 1024;

/**
 * An answer as a document with its root element as the only key, `undefined` when it is empty. Writes are answered in XML whatever
 * was asked for, and JSON calls itself text (jamf-behavior 5.1): what it is shows its first character.
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
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fail('it is no object');
	return value as Record<string, unknown>;
}

/** JSON of any kind, `undefined` when it is empty. @throws UnreadableResponseError when it is something else */
export async function readLosslessJson({ body, status }: HttpResponse): Promise<unknown> {
	const text = await readText(body);
	return text.trim() === '' ? undefined : parseLosslessJson(text, () => notJson(status, text));
}

/** An answer as the text that it is. */
export async function readXmlText({ body, status }: HttpResponse): Promise<string> {
	return await readUtf8(body, failWith(status));
}

function failWith(status: number): Fail {
	return (reason, hostile) => {
		const message = `The server's response cannot be read: ${reason}.`;
		const hint = 'Check that the server address leads to Jamf Pro and that no proxy changes what it sends.';
		if (hostile === true) return new JamfError('UNREADABLE_RESPONSE', message, hint);
		return new UnreadableResponseError(message, hint, status);
	};
}

/** Decoded as it comes, so that a large answer is not held twice. */
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
