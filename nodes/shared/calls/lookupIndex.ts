import type { IDataObject } from 'n8n-workflow';
import type { OperationRow } from '../catalogue/types';
import { valueAt } from './responseItems';
import type { JamfClient } from '../transport/client';
import type { Settings } from '../transport/types';

/** Rows of one list by what they say in a field: a thousand names in a list of thousands must not be compared one by one. */
type LookupIndex = (field: string, value: string) => IDataObject[];

/** Lists that no server filters, for the items of one run: a thousand names must not cost a thousand lists. */
const indexCache = new WeakMap<Settings, Map<OperationRow, Promise<LookupIndex>>>();

/** Rows with this value in a list, which an earlier item may have read; what is not there exactly once is looked for again. */
export async function findInIndex(
	jamf: JamfClient,
	operation: OperationRow,
	read: () => Promise<IDataObject[]>,
	field: string,
	value: string,
): Promise<IDataObject[]> {
	const known = indexCache.get(jamf.settings) ?? new Map<OperationRow, Promise<LookupIndex>>();
	indexCache.set(jamf.settings, known);
	const earlier = known.get(operation);
	if (earlier !== undefined) {
		const found = (await earlier.catch(() => undefined))?.(field, value) ?? [];
		if (found.length === 1) return found;
	}
	const list = read().then(createLookupIndex);
	known.set(operation, list);
	return (await list)(field, value);
}

function createLookupIndex(rows: readonly IDataObject[]): LookupIndex {
	const fields = new Map<string, Map<string, IDataObject[]>>();
	return (field, value) => {
		let values = fields.get(field);
		if (values === undefined) {
			fields.set(field, (values = new Map<string, IDataObject[]>()));
			for (const row of rows) {
				const key = normalizeKey(fieldText(row, field));
				const same = values.get(key);
				if (same === undefined) values.set(key, [row]);
				else same.push(row);
			}
		}
		return preferExactMatch(values.get(normalizeKey(value)) ?? [], (row) => fieldText(row, field), value);
	};
}

/** Names by which texts are the same whatever their case, and however much white space is around them, which nobody types. */
export function normalizeKey(value: unknown): string {
	return String(value ?? '')
		.trim()
		.toLowerCase();
}

/** White space and case only count when they decide. */
export function preferExactMatch<T>(rows: T[], textOf: (row: T) => string, value: string): T[] {
	if (rows.length < 2) return rows;
	const same = rows.filter((row) => textOf(row).toLowerCase() === value.toLowerCase());
	const exact = same.filter((row) => textOf(row) === value);
	return [exact, same, rows].find(({ length }) => length > 0) ?? [];
}

/** Filters can call a field of a section by its last name alone: `serialNumber` for `hardware.serialNumber`. */
export function fieldText(row: IDataObject, field: string): string {
	const sections = [row, ...Object.values(row)];
	return sections.map((section) => valueAt(section, field)).find((value) => value !== '') ?? '';
}
