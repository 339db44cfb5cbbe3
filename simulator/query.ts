import type { Collection } from './collection';
import { badRequest, invalidField } from './failure';
import type { Json } from './json';
import { comparable, compareOrdered, compile, type Fields } from './predicate';
import type { ApiRequest } from './request';
import { parseRsql } from './rsql';

interface Listing<T> {
	fields: Fields<T>;
	defaultSort: string;
	/** The fields depend only on the rows, so a selection is cached until a row is written. */
	lasting?: true;
}

interface SortKey<T> {
	read: (row: T) => string | number | null;
	direction: 1 | -1;
}

const DEFAULT_PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 2000;

export function page<T>(
	request: ApiRequest,
	collection: Collection<T>,
	listing: Listing<T>,
	where?: (row: T) => boolean,
): { totalCount: number; rows: T[] } {
	const number = wholeNumber(request, 'page', 0, 0);
	// jamf-behavior 3.1: silently limited to the maximum.
	const size = Math.min(wholeNumber(request, 'page-size', DEFAULT_PAGE_SIZE, 1), MAX_PAGE_SIZE);
	const ids = selectIds(request, collection, listing, where);
	const rows = ids.slice(number * size, (number + 1) * size).map((id) => collection.read(id, request.node) as T);
	return { totalCount: ids.length, rows };
}

function selectIds<T>(
	{ query, node }: ApiRequest,
	collection: Collection<T>,
	listing: Listing<T>,
	where?: (row: T) => boolean,
): number[] {
	const filter = query.get('filter') ?? '';
	const sort = sortParameter(query) || listing.defaultSort;
	const keys = sortKeys(sort, listing.fields);
	const matches = filter.trim() === '' ? undefined : compile(parseRsql(filter), listing.fields);
	if (!matches && !where && sort === 'id:asc') return collection.ids(node);

	const select = () => {
		const rows = collection.ids(node).map((id) => ({ id, row: collection.read(id, node) as T }));
		const kept = rows.filter(({ row }) => (where?.(row) ?? true) && (matches?.(row) ?? true));
		return sorted(kept, keys);
	};
	return listing.lasting ? collection.memoised(`${sort}\n${filter}`, node, select) : select();
}

function sorted<T>(rows: { id: number; row: T }[], keys: SortKey<T>[]): number[] {
	const decorated = rows.map(({ id, row }) => ({ id, values: keys.map((key) => key.read(row)) }));
	decorated.sort((a, b) => {
		for (const [index, key] of keys.entries()) {
			const order = compareNullable(a.values[index] ?? null, b.values[index] ?? null);
			if (order !== 0) return order * key.direction;
		}
		return a.id - b.id;
	});
	return decorated.map(({ id }) => id);
}

function compareNullable(a: string | number | null, b: string | number | null): number {
	if (a === null || b === null) return Number(a !== null) - Number(b !== null);
	return compareOrdered(a, b);
}

// jamf-behavior 3.3: one comma-joined parameter; a repeated one is rejected here to expose the mistake.
function sortParameter(query: URLSearchParams): string {
	const given = query.getAll('sort');
	if (given.length > 1) throw badRequest('sort is one comma-joined parameter');
	return given[0] ?? '';
}

function sortKeys<T>(text: string, fields: Fields<T>): SortKey<T>[] {
	return text.split(',').map((part) => {
		const [, name = '', direction] = /^\s*([\w.]+)(?::(asc|desc))?\s*$/i.exec(part) ?? [];
		const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
		if (!field?.sortable) throw invalidField(name || part, 'no such field to sort by');
		return {
			read: (row: T) => sortValue(field.read(row), field.kind, name),
			direction: direction?.toLowerCase() === 'desc' ? -1 : 1,
		};
	});
}

const sortValue = (value: Json | undefined, kind: Parameters<typeof comparable>[1], name: string) =>
	value === null || value === undefined ? null : comparable(String(value), kind, name, true);

function wholeNumber({ query }: ApiRequest, name: string, fallback: number, least: number): number {
	const text = query.get(name);
	if (text === null || text === '') return fallback;
	if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw invalidField(name, 'not a whole number in range');
	return Number(text);
}
