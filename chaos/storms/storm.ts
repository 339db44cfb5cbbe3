import type { Given } from '../suite';

/** One thing that goes wrong with tokens. */
export interface Storm {
	name: string;
	run: (given: Given) => Promise<{ saw: string; isRight: boolean }>;
}
