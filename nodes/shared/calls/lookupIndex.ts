import type { IDataObject } from 'n8n-workflow';
import type { OperationRow } from '../catalogue/types';
import { valueAt } from './responseItems';
import type { JamfClient } from '../transport/client';
import type { Settings } from '../transport/types';

/** Finds rows of one list by the value of a field, in constant time: both rows and lookups can be in the thousands. */
type LookupIndex = (field: string, value: string) => IDataObject[];

/** Lists that the server cannot filter, read once for all items of a run. */
const indexCache = new WeakMap<Settings, Map<OperationRow, Promise<LookupIndex>>>();

/** Rows with this value: from the cached list if it has exactly one, otherwise from a list that is read again. */
export async function findInIndex(
	jamf: JamfClient,
	operation: OperationRow,
	read: () => Promise<IDataObject[]>,
	field: string,
	value: string,
): Promise<IDataObject[]> {
	const lists = indexCache.get(jamf.settings) ?? new Map<OperationRow, Promise<LookupIndex>>();
	indexCache.set(jamf.settings, lists);
	const cached = lists.get(operation);
	if (cached !== undefined) {
		const found = (await cached.catch(() => undefined))?.(field, value) ?? [];
		if (found.length === 1) return found;
	}
	const list = read().then(createLookupIndex);
	lists.set(operation, list);
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

/** Normalizes a value, so that case and surrounding white space do not matter. */
export function normalizeKey(value: unknown): string {
	return String(value ?? '')
		.trim()
		.toLowerCase();
}

/** Narrows down several matches by white space, then by case, unless that leaves none. */
export function preferExactMatch<T>(rows: T[], readText: (row: T) => string, value: string): T[] {
	if (rows.length < 2) return rows;
	const same = rows.filter((row) => readText(row).toLowerCase() === value.toLowerCase());
	const exact = same.filter((row) => readText(row) === value);
	return [exact, same, rows].find(({ length }) => length > 0) ?? [];
}

/** The text of a field, even if its path omits the section: `serialNumber` for `hardware.serialNumber`. */
export function fieldText(row: IDataObject, field: string): string {
	const sections = [row, ...Object.values(row)];
	return sections.map((section) => valueAt(section, field)).find((value) => value !== '') ?? '';
}
