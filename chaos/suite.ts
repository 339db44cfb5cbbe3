import type { SecretSearch } from './secrets';

/** Options of every suite. The same seed produces the same run. */
export interface SuiteOptions {
	seed: number;
	/** A smaller run, as in `npm test`. */
	quick: boolean;
	secrets: SecretSearch;
}

/** The result of a suite. */
export interface SuiteResult {
	/** Printed at the end, and written to RESULTS.md. */
	figures: Array<[what: string, value: number | string]>;
	/** Markdown. */
	table?: string;
	/** Each describes what was observed and what was expected. */
	failures: string[];
}

export interface Suite {
	/** Value of `--only`. */
	name: string;
	title: string;
	run: (options: SuiteOptions) => Promise<SuiteResult>;
}

/** The command that repeats a run. */
export function formatRepeatCommand({ name }: Suite, seed: number, quick: boolean): string {
	return `npm run chaos -- --only ${name} --seed ${seed}${quick ? ' --quick' : ''}`;
}
