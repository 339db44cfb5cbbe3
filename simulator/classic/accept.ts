import type { WireElement } from './wire';
import { conflict } from '../failure';
import { isObject } from '../json';
import type { Orders } from './rules/scope';
import { REDACTED } from './sample';
import { type ClassicObject, type ClassicValue } from './tree';
import type { XmlElement } from './xml';

/**
 * Parses the children of an element as the server does: unknown elements are dropped and, where order matters, so are those
 * after an element that they should precede (jamf-behavior 5.2).
 */
export function accepted(parent: XmlElement, rows: readonly WireElement[], orders: Orders, path = ''): ClassicObject {
	const object: ClassicObject = {};
	const order = orders[path];
	let reached = 0;
	for (const element of parent.children) {
		const row = rows.find(({ name }) => name === element.name);
		const place = order?.indexOf(element.name) ?? reached;
		if (!row || row.access === 'read' || (place >= 0 && place < reached)) continue;
		reached = Math.max(reached, place);
		const value = acceptedValue(element, row, orders, path === '' ? row.name : `${path}.${row.name}`);
		const before = object[row.name];
		object[row.name] = row.repeated ? [...(Array.isArray(before) ? before : []), value] : value;
	}
	const { notification } = object;
	if (Array.isArray(notification)) object.notification = heard(notification);
	return object;
}

/** Duplicate elements: the last one decides "whether", and text in it means no (observed in Jamf's SDK for Go); read first. */
function heard(said: ClassicValue[]): ClassicValue[] {
	const isTruth = (value: ClassicValue | undefined) => value === 'true' || value === 'false';
	if (!said.some(isTruth)) return said;
	const last = said.at(-1);
	return [isTruth(last) ? last! : 'false', ...said.filter((value) => !isTruth(value))];
}

function acceptedValue(element: XmlElement, row: WireElement, orders: Orders, path: string): ClassicValue {
	if (row.item !== undefined) {
		return element.children
			.filter(({ name }) => name === row.item)
			.map((entry) => acceptedEntry(entry, row, orders, path));
	}
	return acceptedEntry(element, row, orders, path);
}

const acceptedEntry = (element: XmlElement, row: WireElement, orders: Orders, path: string): ClassicValue =>
	row.of ? accepted(element, row.of, orders, path) : scalar(element.text, row);

/** jamf-behavior 11.4: an unknown or empty enumeration value silently becomes the default. */
function scalar(text: string, { type, options }: WireElement): ClassicValue {
	if (options) return options.find((option) => String(option) === text.trim()) ?? options[0] ?? '';
	if (type === 'boolean') return text.trim().toLowerCase() === 'true';
	if (type !== 'number') return text;
	const number = Number(text);
	// For example `Unlimited` (jamf-behavior 5.3).
	if (Number.isNaN(number)) return /^[A-Z][a-z]+$/.test(text) ? text : 0;
	return text.trim() === '' ? 0 : number;
}

/** jamf-behavior 5.2: missing required elements are a conflict. */
export function checkRequired(object: ClassicObject, rows: readonly WireElement[]): void {
	for (const row of rows) {
		const value = object[row.name];
		if (row.required && !row.secret && (value === undefined || value === ''))
			throw conflict(`Problem with ${row.name}`);
		if (isObject(value) && row.of) checkRequired(value, row.of);
	}
}

/** The values that the server returns for elements that nobody has set. */
export function withDefaults(object: ClassicObject, rows: readonly WireElement[]): ClassicObject {
	const full: ClassicObject = {};
	for (const row of rows) {
		const value = object[row.name] ?? defaultOf(row);
		if (value !== undefined) full[row.name] = isObject(value) && row.of ? withDefaults(value, row.of) : value;
	}
	return full;
}

function defaultOf({ name, item, repeated, of, options, type }: WireElement): ClassicValue | undefined {
	if (/sha256$/.test(name)) return REDACTED;
	if (item !== undefined) return [];
	if (repeated || of?.some(({ name }) => name === 'id')) return undefined;
	if (of) return {};
	if (options) return options[0];
	return type === 'boolean' ? false : undefined;
}
