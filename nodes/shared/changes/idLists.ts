// IDs in ascending order, each once. A set of 100,000 IDs takes ten times as long to build as such a list takes to merge.

/** Sorts IDs that may be in any order and repeat. */
export function sortIds(ids: readonly number[]): readonly number[] {
	const isSorted = ids.every((id, index) => index === 0 || id > (ids[index - 1] as number));
	return isSorted ? ids : [...new Set(ids)].sort((a, b) => a - b);
}

export function hasId(ids: readonly number[], id: number): boolean {
	let low = 0;
	let high = ids.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((ids[middle] as number) < id) low = middle + 1;
		else high = middle;
	}
	return ids[low] === id;
}

/** The IDs of either list. */
export function uniteIds(a: readonly number[], b: readonly number[]): readonly number[] {
	if (a.length === 0) return b;
	if (b.length === 0) return a;
	const united: number[] = [];
	let other = 0;
	for (const id of a) {
		while (other < b.length && (b[other] as number) < id) united.push(b[other++] as number);
		if (b[other] === id) other++;
		united.push(id);
	}
	while (other < b.length) united.push(b[other++] as number);
	return united;
}

/** The IDs of the first list that the second one lacks. */
export function subtractIds(from: readonly number[], ids: readonly number[]): readonly number[] {
	if (ids.length === 0) return from;
	let other = 0;
	return from.filter((id) => {
		while (other < ids.length && (ids[other] as number) < id) other++;
		return ids[other] !== id;
	});
}
