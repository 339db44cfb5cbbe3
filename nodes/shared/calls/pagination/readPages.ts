import { incompleteList } from './incompleteList';
import { Paginator, type Paging } from './paginator';

/** Maximum number of times that a list is read from the beginning. */
const MAX_PASSES = 3;

/**
 * Reads a list in order, to its end or the limit. Pages after the first are prefetched.
 *
 * Every page starts with a known row, which proves that no row is missing before it (ADR 0010). Any other page, or one without new rows
 * before the end, is a gap: it is read again from an earlier row and with a different size. As a last resort the whole list is read again.
 * The list ends when `totalCount` rows are known. If the count changed or there is none, it ends with a page that starts with a known row
 * and contains no new one.
 *
 * @throws JamfError when rows are still missing after all attempts
 */
export async function readPages(paging: Paging): Promise<unknown[]> {
	let { first } = paging;
	let best: [read: number, wanted: number] = [-1, Infinity];
	for (let pass = 1; ; pass++) {
		const paginator = new Paginator({
			...paging,
			// Without prefetching, a list that changes quickly changes less between two pages.
			concurrency: pass === 1 ? paging.concurrency : 1,
			// The key may be the cause: it may not be unique.
			keyOf: pass < MAX_PASSES ? paging.keyOf : undefined,
		});
		if (await paginator.readAll(first)) return paginator.results;
		first = undefined;
		if (paginator.progress[0] > best[0]) best = paginator.progress;
		if (pass === MAX_PASSES) throw incompleteList(...best);
	}
}
