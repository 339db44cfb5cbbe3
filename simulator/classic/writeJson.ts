import type { WireElement } from './wire';
import { isObject } from '../json';
import { type ClassicObject, type ClassicValue, entriesOf } from './tree';

/** Which lists lose entries in JSON: dotted paths below the root, `*` for all (jamf-behavior 5.3). */
export type Losses = ReadonlySet<string>;

/** One object as the server's JSON, as text: JSON.stringify cannot write numbers of 39 digits. */
export const jsonObject = (object: ClassicObject, rows: readonly WireElement[], losses: Losses, path = ''): string => {
	const members: string[] = [];
	for (const { row, value } of entriesOf(object, rows)) {
		const here = path === '' ? row.name : `${path}.${row.name}`;
		members.push(`${JSON.stringify(row.name)}:${valueText(row, value, losses, here)}`);
	}
	return `{${members.join()}}`;
};

function valueText(row: WireElement, value: ClassicValue, losses: Losses, path: string): string {
	if (!Array.isArray(value)) return entryText(row, value, losses, path);
	const entries = value.map((entry) => entryText(row, entry, losses, path));
	if (losses.has(path) || losses.has('*')) return lossy(row, entries);
	return row.repeated ? `[${entries.join()}]` : listText(row, entries);
}

/** jamf-behavior 5.3: an object with the last entry, or nothing. */
function lossy(row: WireElement, entries: string[]): string {
	const last = entries.at(-1);
	if (row.repeated) return last ?? '{}';
	return last === undefined ? '{}' : `{${JSON.stringify(row.item ?? 'item')}:${last}}`;
}

/** jamf-behavior 5.3: some lists include their size, and a list of one may be an object, depending on the element. */
function listText(row: WireElement, entries: string[]): string {
	const size = `{"size":${entries.length}}`;
	switch (row.name.length % 4) {
		case 0:
			return `[${[size, ...entries].join()}]`;
		case 1:
			return entries.length === 1 && row.of ? entries[0]! : `[${entries.join()}]`;
		case 2:
			return entries.length === 1 ? `{${JSON.stringify(row.item ?? 'item')}:${entries[0]}}` : `[${entries.join()}]`;
		default:
			return `[${entries.join()}]`;
	}
}

function entryText(row: WireElement, value: ClassicValue, losses: Losses, path: string): string {
	if (isObject(value)) return jsonObject(value, row.of ?? [], losses, path);
	// jamf-behavior 5.3: 39 digits as a JSON number.
	if (row.type === 'digits' && /^\d+$/.test(String(value))) return String(value);
	return JSON.stringify(value);
}
