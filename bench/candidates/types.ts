import type { Address } from '../environment';
import type { BenchEngine, RawClient } from '../engine';

/** Where a subject works. */
export interface CandidateContext {
	engine: BenchEngine;
	rawClient: RawClient;
	server: string;
	client: Pick<Address, 'clientId' | 'clientSecret'>;
}

/** What is measured: does `size` of its work, and returns what n8n would keep. */
export type Candidate = (place: CandidateContext, size: number) => Promise<unknown[]>;
