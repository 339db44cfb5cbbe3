import { ConnectionError, ResponseError } from '../../transport/errors/errors';
import { type Place, placePage } from './choosePage';
import type { Page } from '../responseItems';

interface Paging {
	/** Reads the rows from `page * size` on. `shrinkable`: a page that is too slow is better given up than repeated. */
	fetchPage: (page: number, size: number, shrinkable: boolean) => Promise<Page>;
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

/** The server cuts larger pages to this size without a word (facts 3.1). */
export const LARGEST_PAGE = 2000;
const SMALLEST_PAGE = 25;
/** Pages that overlap may be so much larger: then they are as many as without. */
const STRETCH = 1.1;
/** Pages that are there, or on their way, for each one in flight: a slow page must not keep those behind it from being read. */
const AHEAD = 3;
/** A server that keeps no order would be read for ever. */
const MOST_GAPS = 100;
/** Empty pages in a row, after which a count of more rows than there are is not believed. */
const MOST_EMPTY = 3;

/**
 * Reads a list to its end, in order, with the pages behind the first fetched ahead.
 * The end is `totalCount` or an empty page, never a short one. A page that takes the server too long is read again in halves.
 * With `keyOf` every page begins with a row that is known already, which proves that nothing is missing between the two: where
 * objects were deleted meanwhile the rows behind them have moved up, and are read again from further back (ADR 0010).
 */
export async function readPages(paging: Paging): Promise<unknown[]> {
	return await new Reader(paging).read();
}

class Reader {
	private readonly rows: unknown[] = [];
	private readonly known = new Set<string>();
	private readonly pending = new Set<Promise<Page>>();
	private ahead: Array<{ place: Place; answer: Promise<Page> }> = [];
	private keyOf: Paging['keyOf'];
	private size: number;
	private most: number;
	private total = 0;
	/** Whether further pages are fetched as places become free. */
	private isReading = false;
	/** Rows of the list that have been read, and that will have been when all pages are there. */
	private covered = 0;
	private planned = 0;
	private gaps = 0;
	private empty = 0;

	constructor(private readonly paging: Paging) {
		const { pageSize, largestPage = pageSize, limit, keyOf } = paging;
		this.size = Math.min(pageSize, LARGEST_PAGE, Math.max(limit, 1));
		this.most = Math.max(this.size, Math.min(Math.ceil(this.size * STRETCH), largestPage, LARGEST_PAGE));
		this.keyOf = this.size < SMALLEST_PAGE ? undefined : keyOf;
	}

	async read(): Promise<unknown[]> {
		const { limit, first, expected = 0 } = this.paging;
		this.total = expected;
		this.fetchAhead();
		if (first !== undefined) this.take(first, { page: 0, size: first.results.length });
		else await this.advance();
		this.isReading = true;
		try {
			while (this.rows.length > 0 && this.rows.length < limit && this.covered < this.total) {
				this.fetchAhead();
				if (!(await this.advance())) break;
			}
		} finally {
			this.isReading = false;
		}
		await Promise.allSettled(this.pending);
		return this.rows.length > limit ? this.rows.slice(0, limit) : this.rows;
	}

	private fetchAhead(): void {
		const { limit, concurrency } = this.paging;
		const isFree = () => this.pending.size < concurrency && this.ahead.length < concurrency * AHEAD;
		while (isFree() && this.planned < Math.min(limit, this.total)) this.fetch();
	}

	private fetch(): void {
		const overlaps = this.keyOf !== undefined && this.planned > 0;
		const place = placePage(this.planned, this.size, overlaps ? 1 : 0, overlaps ? this.most : this.size);
		const answer = this.paging.fetchPage(place.page, place.size, place.size > SMALLEST_PAGE);
		this.pending.add(answer);
		const settle = () => this.pending.delete(answer);
		const proceed = () => {
			settle();
			if (this.isReading) this.fetchAhead();
		};
		answer.then(proceed, settle); // an earlier page may fail first; its error is the one that is thrown
		this.ahead.push({ place, answer });
		this.planned = (place.page + 1) * place.size;
	}

	/** Takes the next page, `false` at the end of the list. */
	private async advance(): Promise<boolean> {
		if (this.ahead.length === 0) this.fetch();
		const { place, answer } = this.ahead.shift() as (typeof this.ahead)[number];
		const page = await answer.catch((error: unknown) => {
			if (place.size <= SMALLEST_PAGE || !isTooSlow(error)) throw error;
			return undefined;
		});
		if (page !== undefined) return this.take(page, place);
		this.resize(Math.max(SMALLEST_PAGE, Math.floor(Math.min(this.size, place.size) / 2)));
		this.readFrom(this.covered);
		return await this.advance();
	}

	private take({ totalCount, results }: Page, { page, size }: Place): boolean {
		const start = page * size;
		this.total = totalCount;
		if (start === 0 && this.rows.length === 0) return this.takeFirst(results, size);
		if (start > 0 && totalCount === Infinity && this.isFirstAgain(results)) return false;
		const fresh = this.fresh(results, start);
		if (fresh === undefined) {
			this.gaps++;
			if (results.length === 0 && ++this.empty > MOST_EMPTY) return false;
			this.readFrom(Math.max(0, Math.min(start - this.size, totalCount - 1)));
			return totalCount > 0;
		}
		if (fresh.length > 0) this.empty = 0;
		for (const row of fresh) this.add(row);
		this.covered = start + size;
		return results.length > 0;
	}

	private takeFirst(results: unknown[], size: number): boolean {
		const keys = this.keyOf === undefined ? [] : results.map(this.keyOf);
		if (keys.includes('') || new Set(keys).size < keys.length) this.keyOf = undefined;
		for (const row of results) this.add(row);
		// A server with a lower ceiling of its own (facts 3.1) counts its pages in that size.
		const isCut = this.paging.first !== undefined || (results.length < size && results.length < this.total);
		if (isCut && results.length > 0) this.resize(results.length);
		if (isCut) this.readFrom(results.length);
		// More rows than were asked for: a server that does not page sends all of them.
		this.covered = isCut ? results.length : Math.max(size, results.length);
		this.planned = Math.max(this.planned, this.covered);
		return results.length > 0;
	}

	/**
	 * The rows that are not known, `undefined` when none is known: then rows may be missing before them. A row that changed may have
	 * moved to the end of its list: those before it stay wanted.
	 */
	private fresh(results: unknown[], start: number): unknown[] | undefined {
		const { keyOf, known } = this;
		if (keyOf === undefined) return results.slice(Math.max(0, this.covered - start));
		const fresh = results.filter((row) => !known.has(keyOf(row)));
		if (fresh.length < results.length) return fresh;
		return start === 0 || this.gaps >= MOST_GAPS ? results : undefined;
	}

	/** A server that does not page after all answers every page with all rows: without a count that would never end. */
	private isFirstAgain([first]: unknown[]): boolean {
		return first !== undefined && JSON.stringify(first) === JSON.stringify(this.rows[0]);
	}

	private add(row: unknown): void {
		this.rows.push(row);
		const key = this.keyOf?.(row) ?? '';
		if (key !== '') this.known.add(key);
	}

	private resize(size: number): void {
		this.size = size;
		this.most = size;
		if (size < SMALLEST_PAGE) this.keyOf = undefined; // hardly any size is left to choose from
	}

	private readFrom(row: number): void {
		this.ahead = [];
		this.covered = row;
		this.planned = row;
	}
}

function isTooSlow(error: unknown): boolean {
	return (
		(error instanceof ResponseError && error.status === 504) ||
		(error instanceof ConnectionError && error.code === 'TIMEOUT')
	);
}
