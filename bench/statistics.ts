/** A figure that was measured several times. */
export interface Spread {
	median: number;
	min: number;
	max: number;
}

export function spread(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (index: number) => sorted[index] ?? NaN;
	const middle = (sorted.length - 1) / 2;
	return {
		median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
		min: at(0),
		max: at(sorted.length - 1),
	};
}

/** How many times as much the first is as the second, pair by pair: what was measured in one round belongs together. */
export function ratios(these: readonly number[], those: readonly number[]): Spread {
	return spread(these.map((value, index) => value / (those[index] ?? NaN)));
}
