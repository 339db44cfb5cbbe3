/** Filters often change from item to item, so only the lists that were read last are cached. */
const MAX_LISTS = 200;

const lengths = new Map<string, number>();

/** The number of rows of a multi-page list when this process last read it, as an estimate. `undefined` if not cached. */
export function cachedLength(list: string): number | undefined {
	return lengths.get(list);
}

/**
 * @param list URL with all parameters that select rows
 * @param rows `Infinity` if the server does not report a count
 * @param onPage number of rows on one page. A list that fits on it is not cached, because only its first page is requested anyway. 0 to
 * cache every list
 */
export function cacheLength(list: string, rows: number, onPage: number): void {
	lengths.delete(list);
	if (rows <= onPage || rows === Infinity) return;
	lengths.set(list, rows);
	const [oldest] = lengths.keys();
	if (lengths.size > MAX_LISTS && oldest !== undefined) lengths.delete(oldest);
}
