/** A page as the API numbers it: its rows start at `page * size`. */
export interface PageRequest {
	page: number;
	size: number;
}

/** Sizes from this share of the requested one on are tried: less would cost more requests than it saves rows. */
const MIN_SIZE_FACTOR = 0.8;

/**
 * The page that brings most rows from `row` on, with about `size` rows and `max` at most. Pages only start at multiples of their
 * size: the right size lets one start at `row`, or with an `overlap` that many rows before it, or a little earlier. Below 25 rows a page
 * there may be no such size; then the page is larger than `max` by a row or two.
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
