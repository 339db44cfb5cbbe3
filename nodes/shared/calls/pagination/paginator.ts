import type { Page } from '../responseItems';
import type { PageRequest } from './choosePage';
import { type CollectedRows, collectRows } from './collectedRows';
import { type FetchPage, PageQueue } from './pageQueue';
import { RowCount } from './rowCount';

export interface Paging {
	fetchPage: FetchPage;
	pageSize: number;
	/** Maximum page size, if it can be slightly larger than `pageSize`. */
	largestPage?: number;
	/** Page 0, if it has already been read. */
	first?: Page;
	/** Number of rows when the list was last read. Pages for that many rows are requested before page 0 has arrived. */
	expected?: number | undefined;
	/** Maximum number of rows to return, or `Infinity` for all. */
	limit: number;
	/** Maximum number of concurrent page requests. */
	concurrency: number;
	/** Identifies a row in a list with a stable order. */
	keyOf?: ((row: unknown) => string) | undefined;
}

/**
 * Maximum number of consecutive gaps without a new row, and of gaps in total in addition to two per page, so that a faulty server cannot
 * cause endless requests.
 */
const MAX_GAPS_IN_A_ROW = 6;
const MAX_GAPS = 100;
/** Number of rows to go back after a gap. Multiplied by four after each further gap. */
const MIN_STEP_BACK = 10;
/** One pass over a list. See `readPages`. */
export class Paginator {
	private readonly queue: PageQueue;
	private rows: CollectedRows = collectRows([]);
	/** Position of the first unknown row. */
	private consumedUpTo = 0;
	private readonly count = new RowCount();
	private isFirstPageFull = false;
	private isPageFull = false;
	private isEndProven = false;
	private isProofRequested = false;
	private gapsInARow = 0;
	private gapCount = 0;

	constructor(private readonly paging: Paging) {
		const { fetchPage, concurrency, pageSize, limit, largestPage = pageSize } = paging;
		this.queue = new PageQueue(fetchPage, concurrency, Math.min(pageSize, Math.max(limit, 1)), largestPage);
	}

	get results(): unknown[] {
		return this.rows.all.slice(0, this.paging.limit);
	}

	/** Returns `false` if rows are missing. */
	async readAll(first: Page | undefined): Promise<boolean> {
		const { limit, expected = 0 } = this.paging;
		this.queue.fetchAhead(Math.min(limit, expected));
		if (first !== undefined) this.acceptPage(first, { page: 0, size: first.results.length }, true);
		try {
			while (!this.isComplete() && !this.isFaulty()) {
				if (this.gapsInARow === 0) this.queue.fetchAhead(Math.min(limit, this.prefetchLimit()));
				const { page, place } = await this.queue.next(this.consumedUpTo);
				this.acceptPage(page, place);
			}
		} finally {
			this.queue.stop();
		}
		await this.queue.settled();
		return this.isComplete();
	}

	/** The number of rows that were read, and the number of rows wanted. */
	get progress(): [read: number, wanted: number] {
		return [this.rows.all.length, Math.min(this.count.total, this.paging.limit)];
	}

	private isFaulty(): boolean {
		const pages = this.rows.all.length / this.queue.pageSize;
		return this.gapsInARow > MAX_GAPS_IN_A_ROW || this.gapCount > MAX_GAPS + 2 * pages;
	}

	/** Without a count, only a full page suggests that there are more. */
	private prefetchLimit(): number {
		if (this.count.isKnown) return this.count.total;
		return this.isPageFull ? this.consumedUpTo + this.paging.concurrency * this.queue.pageSize : 0;
	}

	private isComplete(): boolean {
		const { length } = this.rows.all;
		// After a gap the known rows may include deleted ones, so their number is no evidence.
		const isCounted = length > 0 && length >= this.count.max && this.gapCount === 0;
		return this.isEndProven || length >= this.paging.limit || isCounted;
	}

	private acceptPage({ totalCount, results }: Page, place: PageRequest, isCut = false): void {
		const start = place.page * place.size;
		this.isPageFull = results.length >= place.size;
		this.count.update(totalCount, results.length === 0 ? 0 : start + results.length);
		if (this.rows.all.length === 0) this.acceptFirstPage(results, place, isCut);
		else this.acceptFurtherPage(results, place, start);
	}

	private acceptFirstPage(results: unknown[], place: PageRequest, isCut: boolean): void {
		const { length } = results;
		if (length === 0) {
			if (this.count.total === 0 || !this.count.isKnown) this.isEndProven = true;
			else this.retryFrom(0, place);
			return;
		}
		this.rows = collectRows(results, this.paging.keyOf);
		this.consumedUpTo = length;
		this.gapsInARow = 0;
		this.count.markNewRow();
		this.isFirstPageFull = this.isPageFull;
		// More rows than requested: a server that does not paginate returns all of them.
		this.queue.skipTo(length);
		// A server with a lower maximum page size (jamf-behavior 3.1) numbers its pages in that size.
		if (!isCut && (this.isPageFull || this.isComplete())) return;
		this.queue.resize(length);
		this.queue.continueAt(length);
	}

	private acceptFurtherPage(results: unknown[], place: PageRequest, start: number): void {
		const at = this.rows.locate(results, start);
		if (at === undefined) {
			const isEmptied = start === 0 && results.length === 0 && this.count.total === 0;
			if (isEmptied || this.isUnpagedList(results, place)) this.isEndProven = true;
			else this.stepBack(place);
			return;
		}
		const hasNewRows = this.rows.append(results, start) > 0;
		const isProof = !hasNewRows || (this.isProofRequested && this.count.isKnown);
		if (isProof && this.reachesEnd(results, place)) this.isEndProven = true;
		else if (hasNewRows) this.acceptNewRows(start + results.length, place);
		else this.rereadAfter(start + this.rows.all.length - at, place);
	}

	/** Whether a page starts with a known row and reaches the end of the list. */
	private reachesEnd(results: unknown[], { page, size }: PageRequest): boolean {
		const { all } = this.rows;
		const start = page * size;
		const next = start + all.length - (this.rows.locate(results, start) ?? 0);
		const isLast = start + results.length >= (this.count.isKnown ? this.count.total : next);
		const isCounted = !this.count.isKnown || (all.length >= this.count.min && next <= this.count.max);
		return results.length < size && isLast && isCounted;
	}

	private acceptNewRows(end: number, place: PageRequest): void {
		this.gapsInARow = 0;
		this.count.markNewRow();
		this.consumedUpTo = end;
		this.isProofRequested = end >= this.count.total;
		if (this.isPageFull && !this.isProofRequested) return;
		if (!this.isProofRequested) this.gapCount++;
		this.queue.continueAt(Math.min(end, this.count.total), place);
	}

	/** @param next expected position of the first unknown row. The count limits how many rows can have been added */
	private rereadAfter(next: number, place: PageRequest): void {
		if (next <= this.consumedUpTo + this.count.added) this.consumedUpTo = next;
		this.retryFrom(this.consumedUpTo, place);
	}

	/** Rows may have moved up because others were deleted, so a known one is further back. */
	private stepBack(place: PageRequest): void {
		const step = Math.max(MIN_STEP_BACK, this.count.deleted + 1) * 4 ** this.gapsInARow;
		this.queue.widenOverlap();
		this.retryFrom(Math.max(0, Math.min(this.consumedUpTo, this.count.total) - step), place);
	}

	private retryFrom(row: number, place: PageRequest): void {
		this.gapsInARow++;
		this.gapCount++;
		this.isProofRequested = false;
		this.queue.continueAt(row, place);
	}

	/**
	 * A server that does not paginate returns all rows for every page, which is more than requested. A repeated full first page is not such a
	 * list, because it can come from a cache.
	 */
	private isUnpagedList(results: unknown[], { size }: PageRequest): boolean {
		const { all } = this.rows;
		if (this.count.isKnown || this.isFirstPageFull || results.length <= size) return false;
		return JSON.stringify(results) === JSON.stringify(all);
	}
}
