/** A page as numbered by the API: its rows start at `page * size`. */
export interface PageRequest {
	page: number;
	size: number;
}

/** Minimum size to try, as a share of the requested one. Smaller pages would cost more requests than they save rows. */
const MIN_SIZE_FACTOR = 0.8;

/**
 * Chooses the page with the most rows starting at `row`, of about `size` and at most `max` rows. Pages only start at multiples of their
 * size, so the size is chosen for a page to start at `row`, or `overlap` rows before it, or slightly earlier. Below 25 rows per page there
 * may be no such size. The page is then larger than `max` by a row or two.
 */
export function choosePage(row: number, size: number, overlap: number, max = size): PageRequest {
	let best: PageRequest & { gain: number } = { page: 0, size, gain: 0 };
	const consider = (each: number) => {
		const page = Math.max(0, Math.floor((row - overlap) / each));
		const gain = (page + 1) * each - row;
		if (gain > best.gain) best = { page, size: each, gain };
	};
	for (let each = max; each > 0 && (each >= size * MIN_SIZE_FACTOR || best.gain <= 0); each--) {
		consider(each);
		if (best.gain >= each - overlap) break;
	}
	for (let each = max + 1; best.gain <= 0; each++) consider(each);
	return { page: best.page, size: best.size };
}
