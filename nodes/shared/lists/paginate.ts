import { ConnectionError, ResponseError } from '../transport/errors';
import type { Page } from './read';

interface Paging {
	/** Reads the rows from `page * size` on. `shrinkable`: a page that is too slow is better given up than repeated. */
	fetchPage: (page: number, size: number, shrinkable: boolean) => Promise<Page>;
	pageSize: number;
	/** Page 0 when it is there already. */
	first?: Page;
	/** Rows wanted at most; `Infinity` for all. */
	limit: number;
	/** Pages in flight at the same time. */
	concurrency: number;
}

/** The server cuts larger pages to this size without a word (facts 3.1). */
export const LARGEST_PAGE = 2000;
const SMALLEST_PAGE = 25;

/**
 * Reads a list to its end, in order, with the pages behind the first fetched ahead.
 * The end is `totalCount` or an empty page, never a short one. A page that takes the server too long is read again in halves.
 */
export async function readPages({ fetchPage, pageSize, limit, concurrency, ...given }: Paging): Promise<unknown[]> {
	let size = Math.min(pageSize, LARGEST_PAGE, Math.max(limit, 1));
	const fetchRange = async (offset: number, length: number): Promise<Page> => {
		const half = length / 2;
		const shrinkable = half >= SMALLEST_PAGE && Number.isInteger(half);
		return await fetchPage(offset / length, length, shrinkable).catch(async (error: unknown) => {
			if (!shrinkable || !isTooSlow(error)) throw error;
			size = Math.min(size, half);
			const { results } = await fetchRange(offset, half);
			if (results.length === 0) return { totalCount: 0, results };
			const second = await fetchRange(offset + half, half);
			return { totalCount: second.totalCount, results: [...results, ...second.results] };
		});
	};
	const first = given.first ?? (await fetchRange(0, size));
	const rows = [...first.results];
	let wanted = Math.min(limit, first.totalCount);
	if (rows.length === 0) return [];
	// A server with a lower ceiling of its own (facts 3.1) counts its pages in that size.
	if (given.first !== undefined || (rows.length < size && rows.length < first.totalCount)) size = rows.length;
	let next = rows.length;
	const ahead: Array<Promise<Page>> = [];
	while (rows.length < wanted) {
		while (ahead.length < concurrency && next < wanted) {
			const page = fetchRange(next, size);
			page.catch(() => {}); // an earlier page may fail first; its error is the one that is thrown
			ahead.push(page);
			next += size;
		}
		const page = await ahead.shift();
		if (page === undefined || page.results.length === 0) break;
		for (const row of page.results) rows.push(row);
		wanted = Math.min(limit, page.totalCount);
	}
	await Promise.allSettled(ahead);
	return rows.length > limit ? rows.slice(0, limit) : rows;
}

function isTooSlow(error: unknown): boolean {
	return (
		(error instanceof ResponseError && error.status === 504) ||
		(error instanceof ConnectionError && error.code === 'TIMEOUT')
	);
}
