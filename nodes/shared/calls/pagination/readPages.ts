import { incompleteList } from './incompleteList';
import { Paginator, type Paging } from './paginator';

/** Times that a list is read from its beginning. */
const MAX_PASSES = 3;

/**
 * Reads a list to its end or its limit, in order, with the pages behind the first fetched ahead.
 *
 * Every page begins with a row that is known already, which proves that nothing is missing between the two (ADR 0010). A page that
 * proves nothing, or brings nothing new before the end, is a gap: it is read again from further back, with another size, and in
 * the end the whole list is read again. The end is where `totalCount` rows are known. Where the count changed meanwhile, or there is
 * none, it is a page that begins with a known row and ends without a new one.
 *
 * @throws JamfError when rows are missing in the end
 */
export async function readPages(paging: Paging): Promise<unknown[]> {
	let { first } = paging;
	let best: [read: number, wanted: number] = [-1, Infinity];
	for (let pass = 1; ; pass++) {
		const paginator = new Paginator({
			...paging,
			// A list that changes quickly moves less between two pages when nothing is fetched ahead.
			concurrency: pass === 1 ? paging.concurrency : 1,
			// The key may be at fault: it may repeat after all.
			keyOf: pass < MAX_PASSES ? paging.keyOf : undefined,
		});
		if (await paginator.readAll(first)) return paginator.results;
		first = undefined;
		if (paginator.progress[0] > best[0]) best = paginator.progress;
		if (pass === MAX_PASSES) throw incompleteList(...best);
	}
}
