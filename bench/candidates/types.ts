import type { Address } from '../environment';
import type { BenchEngine, RawClient } from '../engine';

/** What candidates work with. */
export interface CandidateContext {
	engine: BenchEngine;
	rawClient: RawClient;
	server: string;
	client: Pick<Address, 'clientId' | 'clientSecret'>;
}

/** The work to measure: does it `size` times, and returns what n8n would keep. */
export type Candidate = (place: CandidateContext, size: number) => Promise<unknown[]>;
