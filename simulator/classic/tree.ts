import type { WireElement } from './wire';
import { isObject, type Json, type JsonObject } from '../json';

export type ClassicValue = Json;

/** A Classic object as the simulator stores it: lists are always arrays, unlike in XML or JSON. */
export type ClassicObject = JsonObject;

/** Values that only Jamf Pro returns are stored under this name, which no element has. */
export const ONLY_PRO = 'only in Jamf Pro';

/** The sections with the ID and name of an object. Most objects have them at the root. */
const TITLE_SECTIONS = ['general', 'connection'];

/** The section with the ID and name, if they are not at the root. */
export function titleSection(object: ClassicObject): string | undefined {
	return object.id === undefined ? TITLE_SECTIONS.find((name) => isObject(object[name])) : undefined;
}

export function titlePart(object: ClassicObject): ClassicObject {
	const part = object[titleSection(object) ?? ''];
	return isObject(part) ? part : object;
}

export const nameOf = (object: ClassicObject): string => String(titlePart(object).name ?? '');

export const sameText = (a: unknown, b: unknown): boolean => String(a).toLowerCase() === String(b).toLowerCase();

/** Passwords and write-only names. */
export const isHidden = ({ access }: WireElement): boolean => access === 'write';

/** Each value with the row of its element; values without a row are not stored (jamf-behavior 5.2). */
export function* entriesOf(
	object: ClassicObject,
	rows: readonly WireElement[],
): Generator<{ row: WireElement; value: ClassicValue }> {
	for (const row of rows) {
		const value = object[row.name];
		if (value !== undefined && !isHidden(row)) yield { row, value };
	}
}
