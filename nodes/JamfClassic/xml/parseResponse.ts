import { assertNoFault } from '../../shared/transport/http/faults';
import { notJson, readText, webPageError } from '../../shared/transport/http/responseBody';
import { JamfError, UnreadableResponseError } from '../../shared/transport/errors/errors';
import type { HttpResponse } from '../../shared/transport/types';
import { decodeText } from './decodeText';
import { parseLosslessJson } from './losslessJson';
import type { Fail } from './fail';
import type { Outline } from './lists';
import { XmlStreamReader } from './parseXml';

const MAX_CHARACTERS = 128 * 1024 * 1024;

/**
 * Reads a response as a document whose only key is its root element, or `undefined` if it is empty. JSON and XML are distinguished by the
 * first character, because writes always return XML and JSON is labeled as text (jamf-behavior 5.1). XML is parsed as it arrives.
 *
 * @param outline lists whose entries are normalized as they arrive, if the response is XML
 * @throws JamfError when it is neither
 */
export async function readDocument(
	{ body, status }: HttpResponse,
	outline?: Outline,
): Promise<Record<string, unknown> | undefined> {
	const fail = failWith(status);
	const pieces: string[] = [];
	let length = 0;
	let xml: XmlStreamReader | undefined;
	for await (const piece of limitLength(decodeText(body, fail), fail)) {
		const text = pieces.length === 0 ? piece.trimStart() : piece;
		if (text === '') continue;
		if (pieces.length === 0) {
			if (WEB_PAGE.test(text)) throw webPageError(status);
			if (text.startsWith('<')) xml = new XmlStreamReader(fail, outline);
		}
		// Only the beginning of XML is kept: a declaration without a root element is an empty response.
		if (xml === undefined || length <= MAX_EMPTY_LENGTH) pieces.push(text.slice(0, xml && MAX_EMPTY_LENGTH + 1));
		length += text.length;
		await xml?.write(text);
	}
	const text = pieces.join('');
	if (text === '' || (length <= MAX_EMPTY_LENGTH && DECLARATION_ONLY.test(text))) return undefined;
	if (xml !== undefined) {
		const { root, value } = xml.end();
		if (root === 'html') throw webPageError(status);
		return assertNoFault({ [root]: value }, status);
	}
	const value = parseLosslessJson(text, fail);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fail('it is not an object');
	return assertNoFault(value as Record<string, unknown>, status);
}

const WEB_PAGE = /^<(!doctype html|html)\b/i;
/** Maximum length of a response that only contains a declaration. */
const MAX_EMPTY_LENGTH = 2000;
const DECLARATION_ONLY = /^<\?xml[^<>]*>\s*$/;

/** Reads any JSON, or `undefined` if it is empty. @throws UnreadableResponseError when it is not JSON */
export async function readLosslessJson({ body, status }: HttpResponse): Promise<unknown> {
	const text = await readText(body);
	return text.trim() === ''
		? undefined
		: assertNoFault(
				parseLosslessJson(text, () => notJson(status, text)),
				status,
			);
}

/** Reads a response as text. */
export async function readXmlText({ body, status }: HttpResponse): Promise<string> {
	const fail = failWith(status);
	let text = '';
	for await (const piece of limitLength(decodeText(body, fail), fail)) text += piece;
	return text;
}

function failWith(status: number): Fail {
	return (reason, hostile) => {
		const message = `The server's response cannot be read: ${reason}.`;
		const hint = 'Check the Server URL in the credential, and that no proxy changes the responses of Jamf Pro.';
		if (hostile === true) return new JamfError('UNREADABLE_RESPONSE', message, hint);
		return new UnreadableResponseError(message, hint, status);
	};
}

async function* limitLength(pieces: AsyncIterable<string>, fail: Fail): AsyncGenerator<string> {
	let length = 0;
	for await (const piece of pieces) {
		length += piece.length;
		if (length > MAX_CHARACTERS) throw fail('it is longer than 128 MB', true);
		yield piece;
	}
}
