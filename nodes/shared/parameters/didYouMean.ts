/** The candidates most similar to the text, best first: Sørensen–Dice coefficient over bigrams. */
export function closestMatches(text: string, candidates: readonly string[], limit = 3): string[] {
	const textBigrams = bigrams(text);
	return candidates
		.map((candidate) => ({ candidate, score: diceCoefficient(textBigrams, bigrams(candidate)) }))
		.filter((entry) => entry.score > 0.3)
		.sort((a, b) => b.score - a.score)
		.slice(0, limit)
		.map((entry) => entry.candidate);
}

/** Unlike an edit distance, bigrams tolerate swapped words ("Computers Read"). */
function bigrams(text: string): Set<string> {
	const letters = ` ${text.toLowerCase().replace(/\s+/g, ' ').trim()} `;
	return new Set(Array.from({ length: letters.length - 1 }, (_, start) => letters.slice(start, start + 2)));
}

function diceCoefficient(a: Set<string>, b: Set<string>): number {
	const common = [...a].filter((pair) => b.has(pair)).length;
	return (2 * common) / (a.size + b.size);
}
