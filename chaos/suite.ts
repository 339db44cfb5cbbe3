import type { SecretSearch } from './secrets';

/** What every suite is options. The same seed does the same. */
export interface SuiteOptions {
	seed: number;
	/** A smaller run of the same, as inside `npm test`. */
	quick: boolean;
	secrets: SecretSearch;
}

/** What a suite found. */
export interface SuiteResult {
	/** Shown at the end, and kept in RESULTS.md. */
	figures: Array<[what: string, value: number | string]>;
	/** Markdown. */
	table?: string;
	/** Each says what was seen and what should have been. */
	failures: string[];
}

export interface Suite {
	/** What `--only` takes. */
	name: string;
	title: string;
	run: (options: SuiteOptions) => Promise<SuiteResult>;
}

/** The one command that does a run again. */
export function formatRepeatCommand({ name }: Suite, seed: number, quick: boolean): string {
	return `npm run chaos -- --only ${name} --seed ${seed}${quick ? ' --quick' : ''}`;
}
