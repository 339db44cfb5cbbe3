/** A small generator of random numbers (mulberry32): the same numbers for the same seed. */
export function createRandom(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** @throws if there is none */
export function pick<T>(random: () => number, from: readonly T[]): T {
	const picked = from[Math.floor(random() * from.length)];
	if (picked === undefined) throw new Error('there is nothing to pick from');
	return picked;
}

export function shuffle<T>(random: () => number, values: readonly T[]): T[] {
	return values
		.map((value) => ({ value, order: random() }))
		.sort((a, b) => a.order - b.order)
		.map(({ value }) => value);
}
