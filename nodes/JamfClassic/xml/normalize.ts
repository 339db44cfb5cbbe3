import type { ElementRow } from '../../shared/catalogue/elements';

type Json = Record<string, unknown>;

/**
 * An object in the one shape that the node gives, whatever came: lists are arrays also of one entry and of none, their `size` is
 * gone, numbers and truth values are typed. An empty element is an empty text, `{}`, `[]` or, of a number, `null`; one that is
 * missing stays missing (jamf-behavior 5.3).
 */
export function normalizeObject(raw: unknown, rows: readonly ElementRow[]): Json {
	const known = byName(rows);
	const shaped: Json = {};
	if (isObject(raw)) {
		for (const [name, value] of Object.entries(raw)) {
			const row = known.get(name);
			if (row !== undefined) shaped[name] = shapeElement(value, row);
			else if (name !== 'size') shaped[name] = normalizeUntyped(value, name);
		}
	}
	for (const { name, repeated } of rows) if (repeated === true && !Object.hasOwn(shaped, name)) shaped[name] = [];
	return shaped;
}

/** Entries of a list: JSON has an array, XML an element around them, and JSON that lost some the last one alone. */
export function normalizeEntries(raw: unknown, item: string, row: Pick<ElementRow, 'of' | 'type'>): unknown[] {
	return entriesOf(raw, item, row).map((entry) => shapeValue(entry, row));
}

const maps = new WeakMap<readonly ElementRow[], Map<string, ElementRow>>();

function byName(rows: readonly ElementRow[]): Map<string, ElementRow> {
	let map = maps.get(rows);
	if (map === undefined) maps.set(rows, (map = new Map(rows.map((row) => [row.name, row]))));
	return map;
}

function shapeElement(raw: unknown, row: ElementRow): unknown {
	if (row.item !== undefined) return normalizeEntries(raw, row.item, row);
	if (row.repeated !== true) return shapeValue(Array.isArray(raw) ? (raw as unknown[])[0] : raw, row);
	const entries = isObject(raw) && Object.keys(raw).length === 0 ? [] : [raw].flat();
	return entries.filter((entry) => !isSize(entry, row)).map((entry) => shapeValue(entry, row));
}

function entriesOf(raw: unknown, item: string, row: Pick<ElementRow, 'of'>): unknown[] {
	if (Array.isArray(raw)) {
		return raw.filter((entry) => !isSize(entry, row)).flatMap((entry) => unwrap(entry, item, row));
	}
	if (!isObject(raw)) return raw === undefined || raw === null || String(raw).trim() === '' ? [] : [raw];
	if (Object.hasOwn(raw, item)) return [raw[item]].flat();
	return Object.keys(raw).some((name) => row.of?.some((inner) => inner.name === name)) ? [raw] : [];
}

function unwrap(entry: unknown, item: string, { of }: Pick<ElementRow, 'of'>): unknown {
	if (!isObject(entry) || Object.keys(entry).length !== 1 || !Object.hasOwn(entry, item)) return entry;
	return of?.some(({ name }) => name === item) ? entry : entry[item];
}

function isSize(entry: unknown, { of }: Pick<ElementRow, 'of'>): boolean {
	return isObject(entry) && Object.keys(entry).join() === 'size' && of?.some(({ name }) => name === 'size') !== true;
}

function shapeValue(raw: unknown, { of, type }: Pick<ElementRow, 'of' | 'type'>): unknown {
	if (of !== undefined) return normalizeObject(raw, of);
	if (typeof raw === 'object' && raw !== null) return normalizeUntyped(raw);
	switch (type) {
		case 'boolean':
			return toBoolean(raw);
		case 'number':
			return toNumber(raw);
		default:
			return raw === null || raw === undefined ? '' : String(raw);
	}
}

function toBoolean(raw: unknown): unknown {
	const text = String(raw ?? '').trim();
	if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
	return text === '' ? null : raw;
}

/** Some numbers have words among their values: `Unlimited` stays, and so do zeros in front, as of account numbers and times. */
function toNumber(raw: unknown): unknown {
	const text = String(raw ?? '').trim();
	if (text === '') return null;
	const number = Number(text);
	return /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text) && (Number.isSafeInteger(number) || /[.e]/i.test(text))
		? number
		: raw;
}

/**
 * What no row knows: an element around a list is told by its `size` or by repeated children of one name; text stays text, as it
 * may be a name or a version, but for IDs and truth values.
 */
export function normalizeUntyped(raw: unknown, name = ''): unknown {
	if (Array.isArray(raw))
		return raw.filter((entry) => !isSize(entry, {})).map((entry) => normalizeUntyped(entry, name));
	if (!isObject(raw)) return looseScalar(raw, name);
	const names = Object.keys(raw).filter((each) => each !== 'size');
	const [only] = names;
	if (names.length === 0 && Object.hasOwn(raw, 'size')) return [];
	if (names.length === 1 && only !== undefined && (Object.hasOwn(raw, 'size') || Array.isArray(raw[only]))) {
		return [raw[only]].flat().map((entry) => normalizeUntyped(entry, only));
	}
	return Object.fromEntries(names.map((each) => [each, normalizeUntyped(raw[each], each)]));
}

function looseScalar(raw: unknown, name: string): unknown {
	if (raw === null || raw === undefined) return '';
	if ((raw === 'true' || raw === 'false') && !/name$/i.test(name)) return raw === 'true';
	return typeof raw === 'string' && /(^|_)id$/.test(name) && /^-?\d{1,15}$/.test(raw) ? Number(raw) : raw;
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
