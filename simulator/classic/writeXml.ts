import type { WireElement } from './wire';
import { isObject } from '../json';
import { type ClassicObject, type ClassicValue, entriesOf } from './tree';

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	// A bare carriage return would be read as a line feed.
	'\r': '&#13;',
};

const escaped = (text: string): string => text.replace(/[&<>"\r]/g, (character) => ESCAPES[character]!);

export const xmlElement = (name: string, content: string): string =>
	content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;

/** The elements below a root, in the order of their rows. */
export function xmlContent(object: ClassicObject, rows: readonly WireElement[]): string {
	let text = '';
	for (const { row, value } of entriesOf(object, rows)) text += elementText(row, value);
	return text;
}

/** Elements without rows: those of a list. */
export const plainXml = (object: ClassicObject): string =>
	Object.entries(object)
		.map(([name, value]) => (value === undefined ? '' : xmlElement(name, plainContent(value))))
		.join('');

const plainContent = (value: ClassicValue): string =>
	isObject(value) ? plainXml(value) : escaped(Array.isArray(value) ? value.join() : String(value));

function elementText(row: WireElement, value: ClassicValue): string {
	if (row.repeated && Array.isArray(value)) {
		return value.map((entry) => xmlElement(row.name, valueContent(row, entry))).join('');
	}
	return xmlElement(row.name, valueContent(row, value));
}

function valueContent(row: WireElement, value: ClassicValue): string {
	if (Array.isArray(value)) {
		const item = row.item ?? 'item';
		const entries = value.map((entry) => xmlElement(item, entryContent(row, entry)));
		return `${row.item === undefined ? '' : sizeElement(row, value.length)}${entries.join('')}`;
	}
	return entryContent(row, value);
}

const entryContent = (row: WireElement, value: ClassicValue): string =>
	isObject(value) ? xmlContent(value, row.of ?? []) : escaped(String(value));

// jamf-behavior 5.3: some lists include their size, others do not.
const sizeElement = ({ name }: WireElement, size: number): string =>
	name.length % 2 === 0 ? `<size>${size}</size>` : '';
