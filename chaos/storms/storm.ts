import type { SuiteOptions } from '../suite';

/** One thing that goes wrong with tokens. */
export interface Storm {
	name: string;
	run: (given: SuiteOptions) => Promise<{ observed: string; isCorrect: boolean }>;
}
