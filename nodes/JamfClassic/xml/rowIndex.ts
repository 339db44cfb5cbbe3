import type { ElementRow } from '../../shared/catalogue/elements';

/** The elements of an object by their names. */
export interface RowIndex {
	byName: ReadonlyMap<string, ElementRow>;
	/** Names of the elements that are lists without a wrapper. */
	repeated: string[];
}

const indexes = new WeakMap<readonly ElementRow[], RowIndex>();

export function indexRows(rows: readonly ElementRow[]): RowIndex {
	const known = indexes.get(rows);
	if (known !== undefined) return known;
	const repeated = rows.flatMap((row) => (row.repeated === true ? [row.name] : []));
	const index = { byName: new Map(rows.map((row) => [row.name, row])), repeated };
	indexes.set(rows, index);
	return index;
}

export function isScalarRow({ of, item, repeated }: ElementRow): boolean {
	return of === undefined && item === undefined && repeated !== true;
}
