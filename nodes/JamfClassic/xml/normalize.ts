import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { ElementRow } from '../../shared/catalogue/elements';
import { isObject } from '../../shared/parameters/propertyPath';
import { NormalizedList } from './lists';
import { indexRows, isScalarRow } from './rowIndex';
import { shapeScalar, shapeUntypedScalar } from './scalars';

type Json = Record<string, unknown>;

/** Work that pauses after each list entry. The value passed to `next` is whether to release the raw entries. */
type Steps<T> = Generator<void, T, boolean>;

/** Entries to normalize before yielding to other work of n8n, which takes a few milliseconds. */
const MAX_ENTRIES_PER_TURN = 250;

/**
 * Normalizes an object: lists are arrays without their `size`, numbers and booleans are typed. An empty element becomes empty text, `{}`,
 * `[]` or, if it has a type, `null`. A missing one remains missing (jamf-behavior 5.3). Elements without a row are normalized by their
 * structure. Long lists do not block the event loop.
 *
 * @param isReleased whether to release list entries in `raw` as they are normalized, so that both are not in memory at the same time
 */
export async function normalizeObject(raw: unknown, rows: readonly ElementRow[], isReleased = false): Promise<Json> {
	return await runInTurns(shapeObject(raw, rows), isReleased);
}

/**
 * Normalizes the entries of a list and releases the raw ones. JSON contains an array, XML a wrapper element, and JSON that lost entries
 * only the last one.
 */
export async function normalizeEntries(
	raw: unknown,
	item: string,
	row: Pick<ElementRow, 'of' | 'type'>,
): Promise<unknown[]> {
	return await runInTurns(shapeEntries(raw, item, row), true);
}

/**
 * Normalizes a value without a row. A list is recognized by its `size` or by repeated children with the same name. Only IDs and booleans
 * are typed, because other text can be a name or a version.
 */
export async function normalizeUntyped(raw: unknown): Promise<unknown> {
	return await runInTurns(shapeUntyped(raw), false);
}

/** The same without yielding, for a part of an object. */
export function normalizePart(raw: unknown, name: string): unknown {
	return runNow(shapeUntyped(raw, name));
}

/** Normalizes an entry of a list without yielding. */
export function normalizeEntry(raw: unknown, row: Pick<ElementRow, 'of' | 'type'>): unknown {
	return runNow(shapeValue(raw, row));
}

function runNow<T>(steps: Steps<T>): T {
	for (;;) {
		const { done, value } = steps.next(false);
		if (done === true) return value;
	}
}

async function runInTurns<T>(steps: Steps<T>, isReleased: boolean): Promise<T> {
	for (let entries = 1; ; entries++) {
		const { done, value } = steps.next(isReleased);
		if (done === true) return value;
		if (entries % MAX_ENTRIES_PER_TURN === 0) await yieldToEventLoop();
	}
}

function* shapeObject(raw: unknown, rows: readonly ElementRow[]): Steps<Json> {
	const { byName, repeated } = indexRows(rows);
	const shaped: Json = {};
	if (isObject(raw)) {
		for (const name of Object.keys(raw)) {
			const value = raw[name];
			const row = byName.get(name);
			// Most elements are scalars: a generator for each of them would take most of the time.
			if (row === undefined) {
				if (name !== 'size') {
					shaped[name] = isScalar(value) ? shapeUntypedScalar(value, name) : yield* shapeUntyped(value, name);
				}
			} else if (isScalar(value) && isScalarRow(row)) shaped[name] = shapeScalar(value, row.type);
			else shaped[name] = yield* shapeElement(value, row);
		}
	}
	for (const name of repeated) if (!Object.hasOwn(shaped, name)) shaped[name] = [];
	return shaped;
}

function* shapeEntries(raw: unknown, item: string, row: Pick<ElementRow, 'of' | 'type'>): Steps<unknown[]> {
	if (raw instanceof NormalizedList) {
		for (const [index, pending] of raw.pending) raw.entries[index] = yield* shapeValue(pending, row);
		return raw.entries;
	}
	if (Array.isArray(raw) && raw.some((each) => each instanceof NormalizedList)) {
		const lists: unknown[][] = [];
		for (const each of raw) lists.push(yield* shapeEntries(each, item, row));
		return lists.flat();
	}
	return yield* shapeEach(entriesOf(raw, item, row), (entry) => shapeValue(entry, row));
}

function* shapeEach(entries: unknown[], shape: (entry: unknown) => Steps<unknown>): Steps<unknown[]> {
	const shaped: unknown[] = [];
	for (const [index, entry] of entries.entries()) {
		shaped.push(yield* shape(entry));
		if (yield) entries[index] = undefined;
	}
	return shaped;
}

function* shapeElement(raw: unknown, row: ElementRow): Steps<unknown> {
	if (row.item !== undefined) return yield* shapeEntries(raw, row.item, row);
	if (row.repeated !== true) {
		// A single element that occurs several times: all values are kept.
		return Array.isArray(raw) && raw.length !== 1
			? yield* shapeEach(raw, (each) => shapeValue(each, row))
			: yield* shapeValue(asArray(raw)[0], row);
	}
	const entries = isObject(raw) && Object.keys(raw).length === 0 ? [] : asArray(raw);
	return yield* shapeEach(
		entries.filter((entry) => !isSize(entry, row)),
		(entry) => shapeValue(entry, row),
	);
}

function entriesOf(raw: unknown, item: string, row: Pick<ElementRow, 'of'>): unknown[] {
	if (Array.isArray(raw)) {
		return raw.filter((entry) => !isSize(entry, row)).flatMap((entry) => unwrap(entry, item, row));
	}
	if (!isObject(raw)) return raw === undefined || raw === null || String(raw).trim() === '' ? [] : [raw];
	if (Object.hasOwn(raw, item)) return asArray(raw[item]);
	const [name, ...others] = Object.keys(raw).filter((each) => each !== 'size');
	if (name === undefined) return [];
	const isEntry = [name, ...others].some((each) => row.of?.some((inner) => inner.name === each));
	// If the entries of a list have a different name, they are kept.
	return isEntry || others.length > 0 ? [raw] : asArray(raw[name]);
}

function unwrap(entry: unknown, item: string, { of }: Pick<ElementRow, 'of'>): unknown {
	if (!isObject(entry) || Object.keys(entry).length !== 1 || !Object.hasOwn(entry, item)) return entry;
	return of?.some(({ name }) => name === item) ? entry : entry[item];
}

function isSize(entry: unknown, { of }: Pick<ElementRow, 'of'>): boolean {
	if (!isObject(entry) || !Object.hasOwn(entry, 'size') || Object.keys(entry).length !== 1) return false;
	return of?.some(({ name }) => name === 'size') !== true;
}

function* shapeValue(raw: unknown, { of, type }: Pick<ElementRow, 'of' | 'type'>): Steps<unknown> {
	if (of !== undefined) return yield* shapeObject(raw, of);
	if (typeof raw === 'object' && raw !== null) return yield* shapeUntyped(raw);
	return shapeScalar(raw, type);
}

function* shapeUntyped(raw: unknown, name = ''): Steps<unknown> {
	if (Array.isArray(raw)) {
		return yield* shapeEach(
			raw.filter((entry) => !isSize(entry, {})),
			(entry) => shapeUntyped(entry, name),
		);
	}
	if (!isObject(raw)) return shapeUntypedScalar(raw, name);
	const names = Object.keys(raw).filter((each) => each !== 'size');
	const [only] = names;
	if (names.length === 0 && Object.hasOwn(raw, 'size')) return [];
	if (names.length === 1 && only !== undefined && (Object.hasOwn(raw, 'size') || Array.isArray(raw[only]))) {
		return yield* shapeEach(asArray(raw[only]), (entry) => shapeUntyped(entry, only));
	}
	const shaped: [string, unknown][] = [];
	for (const each of names) {
		const value = raw[each];
		shaped.push([each, isScalar(value) ? shapeUntypedScalar(value, each) : yield* shapeUntyped(value, each)]);
	}
	return Object.fromEntries(shaped);
}

function isScalar(value: unknown): boolean {
	return typeof value !== 'object' || value === null;
}

function asArray(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [value];
}
