import type { SecretSearch } from './secrets';

/** What every part is given. The same seed does the same. */
export interface Given {
	seed: number;
	/** A smaller run of the same, as inside `npm test`. */
	quick: boolean;
	secrets: SecretSearch;
}

/** What a part found. */
export interface Outcome {
	/** Shown at the end, and kept in RESULTS.md. */
	figures: Array<[what: string, value: number | string]>;
	/** Markdown. */
	table?: string;
	/** Each says what was seen and what should have been. */
	failures: string[];
}

export interface Part {
	/** What `--only` takes. */
	name: string;
	title: string;
	run: (given: Given) => Promise<Outcome>;
}

/** The one command that does a run again. */
export function repeatBy({ name }: Part, seed: number, quick: boolean): string {
	return `npm run chaos -- --only ${name} --seed ${seed}${quick ? ' --quick' : ''}`;
}
