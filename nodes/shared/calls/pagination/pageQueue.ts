import { setMaxListeners } from 'node:events';
import { ConnectionError, ResponseError } from '../../transport/errors/errors';
import { choosePage, type PageRequest } from './choosePage';
import type { Page } from '../responseItems';

/**
 * Reads the rows starting at `page * size`. `callerHandlesTimeout`: a page that times out is not retried, because a smaller one follows.
 * `retrySignal`: aborted when the list is complete or has failed, so that no page is retried any longer.
 */
export type FetchPage = (
	page: number,
	size: number,
	callerHandlesTimeout: boolean,
	retrySignal: AbortSignal,
) => Promise<Page>;

/** The server silently limits larger pages to this size (jamf-behavior 3.1). */
export const MAX_PAGE_SIZE = 2000;
const MIN_PAGE_SIZE = 25;
/** Pages that overlap can be larger by this factor, so that their number stays the same. */
const MAX_OVERSIZE_FACTOR = 1.1;
/** Prefetched pages, received or in flight, per concurrent request: a slow page must not delay those after it. */
const PREFETCH_FACTOR = 3;
/**
 * Overlap of pages in a list that changes, so that a deleted row does not always cause a gap: number of rows, and maximum share of a page.
 */
const WIDE_OVERLAP = 8;
const MAX_OVERLAP_FACTOR = 0.1;

/** Pages of a list in order, each starting with the last row of the previous one. Prefetches pages as far as allowed. */
export class PageQueue {
	private readonly pending = new Set<Promise<Page>>();
	private readonly end = new AbortController();
	private prefetched: Array<{ place: PageRequest; response: Promise<Page> }> = [];
	private requestedUpTo = 0;
	private wantedUpTo = 0;
	private size: number;
	private maxSize: number;
	private overlap = 1;
	/** Maximum size of the next page, if it must have a different size to bypass a cache. */
	private retrySize: number | undefined;

	constructor(
		private readonly fetchPage: FetchPage,
		private readonly concurrency: number,
		size: number,
		largestPage: number,
	) {
		// Every page that waits for a retry adds a listener.
		setMaxListeners(0, this.end.signal);
		this.size = Math.min(size, MAX_PAGE_SIZE);
		this.maxSize = Math.max(
			this.size,
			Math.min(Math.ceil(this.size * MAX_OVERSIZE_FACTOR), largestPage, MAX_PAGE_SIZE),
		);
	}

	get pageSize(): number {
		return this.size;
	}

	/** Prefetches pages until all rows before `row` are requested. */
	fetchAhead(row: number): void {
		this.wantedUpTo = row;
		const isFree = () =>
			this.pending.size < this.concurrency && this.prefetched.length < this.concurrency * PREFETCH_FACTOR;
		while (isFree() && this.requestedUpTo < this.wantedUpTo) this.fetch();
	}

	/** Returns the next page. If the server times out, reads it again in halves, starting at `row`. */
	async next(row: number): Promise<{ place: PageRequest; page: Page }> {
		if (this.prefetched.length === 0) this.fetch();
		const { place, response } = this.prefetched.shift() as (typeof this.prefetched)[number];
		const page = await response.catch((error: unknown) => {
			if (place.size <= MIN_PAGE_SIZE || !isTooSlow(error)) throw error;
			return undefined;
		});
		if (page !== undefined) return { place, page };
		this.resize(Math.floor(Math.min(this.size, place.size) / 2));
		this.continueAt(row);
		return await this.next(row);
	}

	/** Discards prefetched pages. With `unlike`, the next page has a different size and therefore a different URL. */
	continueAt(row: number, unlike?: PageRequest): void {
		this.prefetched = [];
		this.requestedUpTo = row;
		this.wantedUpTo = row;
		this.retrySize = unlike === undefined ? undefined : Math.max(1, Math.min(this.maxSize, unlike.size) - 1);
	}

	/** For a list that changes while it is being read. */
	widenOverlap(): void {
		this.overlap = WIDE_OVERLAP;
	}

	/** Rows before this one have already been read. */
	skipTo(row: number): void {
		this.requestedUpTo = Math.max(this.requestedUpTo, row);
	}

	resize(size: number): void {
		this.size = Math.max(Math.min(this.size, MIN_PAGE_SIZE), size);
		this.maxSize = this.size;
	}

	/** Requests no further pages, and ends the retries of those that are no longer needed. */
	stop(): void {
		this.wantedUpTo = 0;
		this.end.abort();
	}

	/** Waits for the requests that are still in flight. */
	async settled(): Promise<void> {
		await Promise.allSettled(this.pending);
	}

	private fetch(): void {
		const { requestedUpTo: row, retrySize } = this;
		const max = retrySize ?? (row > 0 ? this.maxSize : this.size);
		const overlap = Math.max(1, Math.min(this.overlap, Math.floor(max * MAX_OVERLAP_FACTOR)));
		const place = choosePage(row, Math.min(this.size, max), Math.min(overlap, row), max);
		const response = this.fetchPage(place.page, place.size, place.size > MIN_PAGE_SIZE, this.end.signal);
		this.retrySize = undefined;
		this.pending.add(response);
		const settle = () => this.pending.delete(response);
		const proceed = () => {
			settle();
			this.fetchAhead(this.wantedUpTo);
		};
		response.then(proceed, settle); // an earlier page may fail first, and its error is thrown
		this.prefetched.push({ place, response });
		this.requestedUpTo = (place.page + 1) * place.size;
	}
}

function isTooSlow(error: unknown): boolean {
	return (
		(error instanceof ResponseError && error.status === 504) ||
		(error instanceof ConnectionError && error.code === 'TIMEOUT')
	);
}
