/** Filters often change from item to item: only so many lists are remembered, those read last. */
const MAX_LISTS = 200;

const lengths = new Map<string, number>();

/** How many rows a list of several pages had when this process last read it, `undefined` when it did not. No more than a guess. */
export function cachedLength(list: string): number | undefined {
	return lengths.get(list);
}

/**
 * @param list address with everything that decides which rows are in it
 * @param rows `Infinity` when the server does not count them
 * @param onPage rows of one page; a list that is all on it is forgotten, as nothing could be fetched ahead
 */
export function cacheLength(list: string, rows: number, onPage: number): void {
	lengths.delete(list);
	if (rows <= onPage || rows === Infinity) return;
	lengths.set(list, rows);
	const [oldest] = lengths.keys();
	if (lengths.size > MAX_LISTS && oldest !== undefined) lengths.delete(oldest);
}
