import { ConnectionError, ResponseError } from '../../transport/errors/errors';
import { type PageRequest, choosePage } from './choosePage';
import type { Page } from '../responseItems';

interface Paging {
	/** Reads the rows from `page * size` on. `callerHandlesTimeout`: a page that is too slow is better given up than repeated. */
	fetchPage: (page: number, size: number, callerHandlesTimeout: boolean) => Promise<Page>;
	pageSize: number;
	/** Rows of a page at most, where some more than `pageSize` do no harm. */
	largestPage?: number;
	/** Page 0 when it is there already. */
	first?: Page;
	/** Rows that the list had when it was last read: so many are asked for at once instead of when page 0 has told. */
	expected?: number | undefined;
	/** Rows wanted at most; `Infinity` for all. */
	limit: number;
	/** Pages in flight at the same time. */
	concurrency: number;
	/** What tells a row from all others, where the list is sorted so that every row keeps its place between its neighbours. */
	keyOf?: ((row: unknown) => string) | undefined;
}

/** The server cuts larger pages to this size without a word (jamf-behavior 3.1). */
export const MAX_PAGE_SIZE = 2000;
const MIN_PAGE_SIZE = 25;
/** Pages that overlap may be so much larger: then they are as many as without. */
const MAX_OVERSIZE_FACTOR = 1.1;
/** Pages that are there, or on their way, for each one in flight: a slow page must not keep those behind it from being read. */
const PREFETCH_FACTOR = 3;
/** A server that keeps no order would be read for ever. */
const MAX_GAPS = 100;
/** Empty pages in a row, after which a count of more rows than there are is not believed. */
const MAX_EMPTY_PAGES = 3;

/**
 * Reads a list to its end, in order, with the pages behind the first fetched ahead.
 * The end is `totalCount` or an empty page, never a short one. A page that takes the server too long is read again in halves.
 * With `keyOf` every page begins with a row that is known already, which proves that nothing is missing between the two: where
 * objects were deleted meanwhile the rows behind them have moved up, and are read again from further back (ADR 0010).
 */
export async function readPages(paging: Paging): Promise<unknown[]> {
	return await new Paginator(paging).read();
}

class Paginator {
	private readonly rows: unknown[] = [];
	private readonly seenKeys = new Set<string>();
	private readonly pending = new Set<Promise<Page>>();
	private prefetched: Array<{ place: PageRequest; answer: Promise<Page> }> = [];
	private keyOf: Paging['keyOf'];
	private size: number;
	private maxSize: number;
	private total = 0;
	/** Whether further pages are fetched as places become free. */
	private isReading = false;
	/** Rows of the list that have been read, and that will have been when all pages are there. */
	private consumedUpTo = 0;
	private requestedUpTo = 0;
	private gapCount = 0;
	private emptyPages = 0;

	constructor(private readonly paging: Paging) {
		const { pageSize, largestPage = pageSize, limit, keyOf } = paging;
		this.size = Math.min(pageSize, MAX_PAGE_SIZE, Math.max(limit, 1));
		this.maxSize = Math.max(
			this.size,
			Math.min(Math.ceil(this.size * MAX_OVERSIZE_FACTOR), largestPage, MAX_PAGE_SIZE),
		);
		this.keyOf = this.size < MIN_PAGE_SIZE ? undefined : keyOf;
	}

	async read(): Promise<unknown[]> {
		const { limit, first, expected = 0 } = this.paging;
		this.total = expected;
		this.fetchAhead();
		if (first !== undefined) this.acceptPage(first, { page: 0, size: first.results.length });
		else await this.nextPage();
		this.isReading = true;
		try {
			while (this.rows.length > 0 && this.rows.length < limit && this.consumedUpTo < this.total) {
				this.fetchAhead();
				if (!(await this.nextPage())) break;
			}
		} finally {
			this.isReading = false;
		}
		await Promise.allSettled(this.pending);
		return this.rows.length > limit ? this.rows.slice(0, limit) : this.rows;
	}

	private fetchAhead(): void {
		const { limit, concurrency } = this.paging;
		const isFree = () => this.pending.size < concurrency && this.prefetched.length < concurrency * PREFETCH_FACTOR;
		while (isFree() && this.requestedUpTo < Math.min(limit, this.total)) this.fetch();
	}

	private fetch(): void {
		const overlaps = this.keyOf !== undefined && this.requestedUpTo > 0;
		const place = choosePage(this.requestedUpTo, this.size, overlaps ? 1 : 0, overlaps ? this.maxSize : this.size);
		const answer = this.paging.fetchPage(place.page, place.size, place.size > MIN_PAGE_SIZE);
		this.pending.add(answer);
		const settle = () => this.pending.delete(answer);
		const proceed = () => {
			settle();
			if (this.isReading) this.fetchAhead();
		};
		answer.then(proceed, settle); // an earlier page may fail first; its error is the one that is thrown
		this.prefetched.push({ place, answer });
		this.requestedUpTo = (place.page + 1) * place.size;
	}

	/** Takes the next page, `false` at the end of the list. */
	private async nextPage(): Promise<boolean> {
		if (this.prefetched.length === 0) this.fetch();
		const { place, answer } = this.prefetched.shift() as (typeof this.prefetched)[number];
		const page = await answer.catch((error: unknown) => {
			if (place.size <= MIN_PAGE_SIZE || !isTooSlow(error)) throw error;
			return undefined;
		});
		if (page !== undefined) return this.acceptPage(page, place);
		this.resize(Math.max(MIN_PAGE_SIZE, Math.floor(Math.min(this.size, place.size) / 2)));
		this.readFrom(this.consumedUpTo);
		return await this.nextPage();
	}

	private acceptPage({ totalCount, results }: Page, { page, size }: PageRequest): boolean {
		const start = page * size;
		this.total = totalCount;
		if (start === 0 && this.rows.length === 0) return this.acceptFirstPage(results, size);
		if (start > 0 && totalCount === Infinity && this.isFirstAgain(results)) return false;
		const newRows = this.fresh(results, start);
		if (newRows === undefined) {
			this.gapCount++;
			if (results.length === 0 && ++this.emptyPages > MAX_EMPTY_PAGES) return false;
			this.readFrom(Math.max(0, Math.min(start - this.size, totalCount - 1)));
			return totalCount > 0;
		}
		if (newRows.length > 0) this.emptyPages = 0;
		for (const row of newRows) this.add(row);
		this.consumedUpTo = start + size;
		return results.length > 0;
	}

	private acceptFirstPage(results: unknown[], size: number): boolean {
		const keys = this.keyOf === undefined ? [] : results.map(this.keyOf);
		if (keys.includes('') || new Set(keys).size < keys.length) this.keyOf = undefined;
		for (const row of results) this.add(row);
		// A server with a lower ceiling of its own (jamf-behavior 3.1) counts its pages in that size.
		const isCut = this.paging.first !== undefined || (results.length < size && results.length < this.total);
		if (isCut && results.length > 0) this.resize(results.length);
		if (isCut) this.readFrom(results.length);
		// More rows than were asked for: a server that does not page sends all of them.
		this.consumedUpTo = isCut ? results.length : Math.max(size, results.length);
		this.requestedUpTo = Math.max(this.requestedUpTo, this.consumedUpTo);
		return results.length > 0;
	}

	/**
	 * The rows that are not known, `undefined` when none is known: then rows may be missing before them. A row that changed may have
	 * moved to the end of its list: those before it stay wanted.
	 */
	private fresh(results: unknown[], start: number): unknown[] | undefined {
		const { keyOf, seenKeys } = this;
		if (keyOf === undefined) return results.slice(Math.max(0, this.consumedUpTo - start));
		const fresh = results.filter((row) => !seenKeys.has(keyOf(row)));
		if (fresh.length < results.length) return fresh;
		return start === 0 || this.gapCount >= MAX_GAPS ? results : undefined;
	}

	/** A server that does not page after all answers every page with all rows: without a count that would never end. */
	private isFirstAgain([first]: unknown[]): boolean {
		return first !== undefined && JSON.stringify(first) === JSON.stringify(this.rows[0]);
	}

	private add(row: unknown): void {
		this.rows.push(row);
		const key = this.keyOf?.(row) ?? '';
		if (key !== '') this.seenKeys.add(key);
	}

	private resize(size: number): void {
		this.size = size;
		this.maxSize = size;
		if (size < MIN_PAGE_SIZE) this.keyOf = undefined; // hardly any size is left to choose from
	}

	private readFrom(row: number): void {
		this.prefetched = [];
		this.consumedUpTo = row;
		this.requestedUpTo = row;
	}
}

function isTooSlow(error: unknown): boolean {
	return (
		(error instanceof ResponseError && error.status === 504) ||
		(error instanceof ConnectionError && error.code === 'TIMEOUT')
	);
}
