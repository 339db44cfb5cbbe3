import { assertComparable, type RowFilter } from '../../parameters/listFilter';

/** Rows that are read first, where fewer are wanted: most of them may not match. */
const MIN_ROWS_READ = 100;
/** As long as too few rows match, so many times as many are read. */
const GROWTH_FACTOR = 4;

/**
 * Reads a list until as many rows as wanted match the filter of the node.
 *
 * @param toComparable the row as the filter sees it
 * @throws InputError when the rows lack a field of the filter
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
