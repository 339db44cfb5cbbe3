/** Statistics of repeated measurements. */
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

/** The ratios of the first values to the second ones, pair by pair, as each pair was measured in one round. */
export function ratios(these: readonly number[], those: readonly number[]): Spread {
	return spread(these.map((value, index) => value / (those[index] ?? NaN)));
}
