/** The candidates that look most like what was typed, best first. */
export function closestMatches(typed: string, candidates: readonly string[], most = 3): string[] {
	const wanted = bigrams(typed);
	return candidates
		.map((candidate) => ({ candidate, likeness: diceCoefficient(wanted, bigrams(candidate)) }))
		.filter((entry) => entry.likeness > 0.3)
		.sort((a, b) => b.likeness - a.likeness)
		.slice(0, most)
		.map((entry) => entry.candidate);
}

/** Neighbouring letters: unlike an edit distance they forgive swapped words ("Computers Read"). */
function bigrams(text: string): Set<string> {
	const letters = ` ${text.toLowerCase().replace(/\s+/g, ' ').trim()} `;
	return new Set(Array.from({ length: letters.length - 1 }, (_, start) => letters.slice(start, start + 2)));
}

function diceCoefficient(a: Set<string>, b: Set<string>): number {
	const common = [...a].filter((pair) => b.has(pair)).length;
	return (2 * common) / (a.size + b.size);
}
