import type { WireElement } from './wire';
import type { Reply } from '../reply';
import type { ApiRequest } from '../request';
import type { ClassicObject } from './tree';
import { jsonObject, type Losses } from './writeJson';
import { plainXml, xmlContent, xmlElement } from './writeXml';

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';
const NO_LOSSES: Losses = new Set();
/** Characters that are joined before they are encoded. */
const CHUNK = 1 << 16;

/** jamf-behavior 5.1: JSON only on request. */
const wantsJson = ({ headers }: ApiRequest): boolean => /\bapplication\/json\b/.test(headers.accept ?? '');

const xmlReply = (status: number, body: string | Buffer): Reply => ({
	status,
	contentType: 'text/xml;charset=UTF-8',
	body,
});

// jamf-behavior 5.1: JSON is labeled as text.
const jsonReply = (body: string | Buffer): Reply => ({ status: 200, contentType: 'text/plain;charset=UTF-8', body });

/** One object under its root. */
export function objectReply(
	request: ApiRequest,
	root: string,
	object: ClassicObject,
	rows: readonly WireElement[],
	losses: Losses = NO_LOSSES,
): Reply {
	if (wantsJson(request)) return jsonReply(`{${JSON.stringify(root)}:${jsonObject(object, rows, losses)}}`);
	return xmlReply(200, PROLOG + xmlElement(root, xmlContent(object, rows)));
}

/** A list of short rows, rendered row by row because there may be very many. */
export function listReply(
	request: ApiRequest,
	root: string,
	item: string,
	count: number,
	rows: Iterable<ClassicObject>,
	lossy = false,
): Reply {
	if (!wantsJson(request)) {
		const [outer = root, ...inner] = root.split('.');
		const open = inner.map((name) => `<${name}>`).join('');
		const close = inner.map((name) => `</${name}>`).join('');
		const head = `${PROLOG}<${outer}><size>${count}</size>${open}`;
		return xmlReply(200, bytesOf(head, xmlRows(item, rows), `${close}</${outer}>`));
	}
	const name = JSON.stringify(root);
	if (lossy) return jsonReply(`{${name}:${lastRow(item, rows)}}`);
	return jsonReply(bytesOf(`{${name}:[`, jsonRows(rows), ']}'));
}

/** jamf-behavior 5.1: POST and PUT return 201 with the ID, whatever was accepted; DELETE returns 200. */
export const idReply = (root: string, id: number, status: 200 | 201 | 400 = 201): Reply =>
	xmlReply(status, `${PROLOG}<${root}><id>${id}</id></${root}>`);

/** jamf-behavior 5.1: some responses are empty. */
export const emptyReply = (): Reply => xmlReply(200, PROLOG);

export const plainReply = (root: string, object: ClassicObject, status = 201): Reply =>
	xmlReply(status, PROLOG + xmlElement(root, plainXml(object)));

function* xmlRows(item: string, rows: Iterable<ClassicObject>): Generator<string> {
	for (const row of rows) yield xmlElement(item, plainXml(row));
}

function* jsonRows(rows: Iterable<ClassicObject>): Generator<string> {
	let separator = '';
	for (const row of rows) {
		yield separator + rowText(row);
		separator = ',';
	}
}

/** jamf-behavior 5.3: 39 digits are a number. */
const rowText = (row: ClassicObject): string =>
	'invitation' in row ? JSON.stringify(row).replace(/:"(\d{39})"/g, ':$1') : JSON.stringify(row);

/** jamf-behavior 5.3. */
function lastRow(item: string, rows: Iterable<ClassicObject>): string {
	const last = [...rows].at(-1);
	return last === undefined ? '{}' : `{${JSON.stringify(item)}:${rowText(last)}}`;
}

function bytesOf(head: string, parts: Iterable<string>, tail: string): Buffer {
	const chunks: Buffer[] = [];
	let text = head;
	for (const part of parts) {
		text += part;
		if (text.length < CHUNK) continue;
		chunks.push(Buffer.from(text));
		text = '';
	}
	chunks.push(Buffer.from(text + tail));
	return Buffer.concat(chunks);
}
