import { isObject } from '../../shared/parameters/propertyPath';
import { element } from './untypedXml';
import { escapeText } from './escape';
import { normalizePart } from './normalize';

/** An object stored on the server, or a part of it. */
export interface Stored {
	/** Normalized, as returned by Get. */
	value: unknown;
	/** In the structure of its XML. */
	raw: unknown;
}

/** The part with this name. */
export function storedChild(stored: Stored | undefined, name: string): Stored | undefined {
	if (stored === undefined) return undefined;
	return { value: ownValue(stored.value, name), raw: ownValue(stored.raw, name) };
}

/** The stored entry that a given entry refers to: the one with the same ID or name, otherwise the one at the same position. */
export function storedEntry(list: Stored | undefined, entry: unknown, index: number, item: string | undefined) {
	if (list === undefined || !Array.isArray(list.value)) return undefined;
	const key = keyOf(entry);
	const values: unknown[] = list.value;
	const at = key === undefined ? index : values.findIndex((each) => keyOf(each) === key);
	const raw = item === undefined ? list.raw : ownValue(list.raw, item);
	return { value: values[at], raw: [raw].flat()[at] };
}

/** Whether two values are equivalent, regardless of types and key order. Empty values equal missing ones. */
export function isSame(one: unknown, other: unknown, inAnyOrder = false): boolean {
	return canonical(one, inAnyOrder) === canonical(other, inAnyOrder);
}

/** Whether a value is empty. */
export function isEmpty(value: unknown): boolean {
	return canonical(value, false) === '';
}

/** Whether the server stores this value in an element without a row. */
export function isStoredUnknown(value: unknown, { raw }: Stored, name: string): boolean {
	if (raw === undefined) return false;
	if (isSame(value, normalizePart(raw, name))) return true;
	// XML of a list with one entry looks like an object; JSON has an array.
	const [item, ...others] = isObject(raw) ? Object.keys(raw).filter((child) => child !== 'size') : [];
	if (item === undefined || others.length > 0 || !isObject(raw)) return false;
	return isSame(value, normalizePart([raw[item]].flat(), item));
}

/** Serializes an element as returned by the server. */
export function serializeRaw(name: string, raw: unknown, path: string): string {
	if (Array.isArray(raw)) return raw.map((each) => serializeRaw(name, each, path)).join('');
	if (!isObject(raw)) return element(name, escapeText(String(raw ?? ''), path));
	const children = Object.entries(raw).filter(([child], _, all) => child !== 'size' || all.length > 2);
	return element(name, children.map(([child, inner]) => serializeRaw(child, inner, `${path}.${child}`)).join(''));
}

function canonical(value: unknown, inAnyOrder: boolean): string {
	if (value === null || value === undefined || value === '') return '';
	if (typeof value !== 'object') return JSON.stringify(String(value));
	if (Array.isArray(value)) {
		const entries = value.map((each) => canonical(each, inAnyOrder));
		return entries.length === 0 ? '' : `[${(inAnyOrder ? entries.sort() : entries).join()}]`;
	}
	const fields = Object.entries(value)
		.map(([name, each]) => [name, canonical(each, inAnyOrder)] as const)
		.filter(([, text]) => text !== '')
		.map(([name, text]) => `${JSON.stringify(name)}:${text}`);
	return fields.length === 0 ? '' : `{${fields.sort().join()}}`;
}

function keyOf(entry: unknown): string | undefined {
	if (!isObject(entry)) return undefined;
	const key = ['id', 'username', 'name'].map((name) => entry[name]).find((each) => each !== undefined && each !== '');
	return key === undefined ? undefined : String(key);
}

function ownValue(value: unknown, name: string): unknown {
	return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
