import type { Reply } from '../reply';
import type { ApiRequest } from '../request';

type ClassicValue = string | number | boolean | null | ClassicList | ClassicObject;

export interface ClassicObject {
	[element: string]: ClassicValue;
}

/** Repeated elements, which JSON and XML show differently. */
export class ClassicList {
	constructor(
		readonly item: string,
		readonly entries: ClassicValue[],
		/** facts 5.3: XML lists carry their size; in JSON only some do. */
		readonly sizeInJson = false,
	) {}
}

/** JSON only for those who ask (facts 5.1), and then labelled as text. */
export function classicReply(request: ApiRequest, root: string, value: ClassicValue): Reply {
	if (/\bapplication\/json\b/.test(request.headers.accept ?? '')) {
		const body = JSON.stringify({ [root]: jsonOf(value) });
		return { status: 200, contentType: 'text/plain;charset=UTF-8', body };
	}
	return xmlReply(200, xmlOf(root, value));
}

/** facts 5.1: POST and PUT answer 201 with the id, whatever was accepted; DELETE 200. */
export const idReply = (root: string, id: number, status: 200 | 201 = 201): Reply =>
	xmlReply(status, xmlOf(root, { id }));

const xmlReply = (status: number, xml: string): Reply => ({
	status,
	contentType: 'text/xml;charset=UTF-8',
	body: `<?xml version="1.0" encoding="UTF-8"?>${xml}`,
});

function jsonOf(value: ClassicValue): unknown {
	if (value instanceof ClassicList) {
		const entries = value.entries.map(jsonOf);
		return value.sizeInJson ? [{ size: entries.length }, ...entries] : entries;
	}
	if (value === null) return '';
	if (typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, jsonOf(inner)]));
}

function xmlOf(name: string, value: ClassicValue): string {
	const content = xmlContent(value);
	return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function xmlContent(value: ClassicValue): string {
	if (value === null) return '';
	if (value instanceof ClassicList) {
		const entries = value.entries.map((entry) => xmlOf(value.item, entry));
		return `<size>${entries.length}</size>${entries.join('')}`;
	}
	if (typeof value !== 'object') return escaped(String(value));
	return Object.entries(value)
		.map(([inner, content]) => xmlOf(inner, content))
		.join('');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);
