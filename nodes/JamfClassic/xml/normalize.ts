import type { ElementRow } from '../../shared/catalogue/elements';

type Json = Record<string, unknown>;

/**
 * An object in the normalized shape of the node: lists are arrays without their `size`, numbers and booleans are typed. An empty element
 * is empty text, `{}`, `[]` or, when it has a type, `null`; a missing one stays missing (jamf-behavior 5.3).
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

/** The entries of a list. JSON has an array, XML an element around them, and JSON that lost entries only the last one. */
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
	if (row.repeated !== true) {
		// A single element that came several times: nothing of it is dropped.
		return Array.isArray(raw) && raw.length !== 1
			? raw.map((each) => shapeValue(each, row))
			: shapeValue([raw].flat()[0], row);
	}
	const entries = isObject(raw) && Object.keys(raw).length === 0 ? [] : [raw].flat();
	return entries.filter((entry) => !isSize(entry, row)).map((entry) => shapeValue(entry, row));
}

function entriesOf(raw: unknown, item: string, row: Pick<ElementRow, 'of'>): unknown[] {
	if (Array.isArray(raw)) {
		return raw.filter((entry) => !isSize(entry, row)).flatMap((entry) => unwrap(entry, item, row));
	}
	if (!isObject(raw)) return raw === undefined || raw === null || String(raw).trim() === '' ? [] : [raw];
	if (Object.hasOwn(raw, item)) return [raw[item]].flat();
	const [name, ...others] = Object.keys(raw).filter((each) => each !== 'size');
	if (name === undefined) return [];
	const isEntry = [name, ...others].some((each) => row.of?.some((inner) => inner.name === each));
	// A list whose entries have another name keeps them.
	return isEntry || others.length > 0 ? [raw] : [raw[name]].flat();
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

/** Text that is not a plain number is kept: words such as `Unlimited`, and leading zeros of account numbers and times. */
function toNumber(raw: unknown): unknown {
	const text = String(raw ?? '').trim();
	if (text === '') return null;
	const number = Number(text);
	return /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text) && (Number.isSafeInteger(number) || /[.e]/i.test(text))
		? number
		: raw;
}

/**
 * A value without a row. A list is recognized by its `size` or by repeated children of one name. Text is kept, as it can be a name or a
 * version; only IDs and booleans are typed.
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
