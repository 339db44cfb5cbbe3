/** Filters often change from item to item: only the lists that were read last are cached. */
const MAX_LISTS = 200;

const lengths = new Map<string, number>();

/** Number of rows that a list of several pages had when this process last read it, only as an estimate; `undefined` when it is not cached. */
export function cachedLength(list: string): number | undefined {
	return lengths.get(list);
}

/**
 * @param list address with every parameter that selects rows
 * @param rows `Infinity` when the server does not count them
 * @param onPage rows of one page; a list of one page is not cached, as there is nothing to prefetch
 */
export function cacheLength(list: string, rows: number, onPage: number): void {
	lengths.delete(list);
	if (rows <= onPage || rows === Infinity) return;
	lengths.set(list, rows);
	const [oldest] = lengths.keys();
	if (lengths.size > MAX_LISTS && oldest !== undefined) lengths.delete(oldest);
}
