import type { SuiteOptions } from '../suite';

/** One fault of tokens. */
export interface Storm {
	name: string;
	run: (given: SuiteOptions) => Promise<{ observed: string; isCorrect: boolean }>;
}
