import { assertComparable, type RowFilter } from '../../parameters/listFilter';

/** Minimum number of rows to read first, even if fewer are wanted, because most may not match. */
const MIN_ROWS_READ = 100;
/** Factor by which more rows are read while too few match. */
const GROWTH_FACTOR = 4;

/**
 * Reads a list until enough rows match the filter of the node.
 *
 * @param toComparable converts a row to the form that the filter compares
 * @throws InputError when the rows do not have a field of the filter
 */
export async function readFiltered(
	read: (limit: number) => Promise<unknown[]>,
	limit: number,
	filter: RowFilter | undefined,
	toComparable: (row: unknown) => unknown,
): Promise<unknown[]> {
	if (filter === undefined) return await read(limit);
	for (let count = Math.max(limit, MIN_ROWS_READ); ; count *= GROWTH_FACTOR) {
		const rows = await read(count);
		const comparable = rows.map(toComparable);
		assertComparable(filter, comparable);
		const matching = rows.filter((_row, index) => filter.matches(comparable[index]));
		if (matching.length >= limit || rows.length < count) return matching.slice(0, limit);
	}
}
