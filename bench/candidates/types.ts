import type { Address } from '../environment';
import type { BenchEngine, RawClient } from '../engine';

/** What candidates work with. */
export interface CandidateContext {
	engine: BenchEngine;
	/** Plain undici, connected with the server. */
	rawClient: RawClient;
	/** The same, connected with a server that does no work. */
	idleServer: RawClient;
	server: string;
	client: Pick<Address, 'clientId' | 'clientSecret'>;
}

/** The work to measure: does it `size` times, and returns what n8n would keep. */
export type Candidate = (place: CandidateContext, size: number) => Promise<unknown[]>;
