/** A page as the API numbers it: its rows start at `page * size`. */
export interface PageRequest {
	page: number;
	size: number;
}

/** Sizes from this share of the wanted one on are tried: less would cost more requests than it saves rows. */
const MIN_SIZE_FACTOR = 0.8;

/**
 * The page that brings most rows from `row` on, of about `size` rows and `most` at most. Pages only start at multiples of their
 * size: the right size lets one start at `row`, or with `overlap` at the row before it, or little earlier.
 */
export function choosePage(row: number, size: number, overlap: 0 | 1, most = size): PageRequest {
	let best: PageRequest & { gain: number } = { page: 0, size, gain: 0 };
	for (let each = most; each > 0 && (each >= size * MIN_SIZE_FACTOR || best.gain <= 0); each--) {
		const page = Math.max(0, Math.floor((row - overlap) / each));
		const gain = (page + 1) * each - row;
		if (gain > best.gain) best = { page, size: each, gain };
		if (best.gain >= each - overlap) break;
	}
	return { page: best.page, size: best.size };
}
