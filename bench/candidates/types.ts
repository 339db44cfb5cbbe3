import type { Address } from '../environment';
import type { Stage, Wire } from '../engine';

/** Where a subject works. */
export interface Place {
	stage: Stage;
	wire: Wire;
	server: string;
	client: Pick<Address, 'clientId' | 'clientSecret'>;
}

/** What is measured: does `size` of its work, and returns what n8n would keep. */
export type Subject = (place: Place, size: number) => Promise<unknown[]>;
