import type { Simulator } from '../../simulator';
import { FAULT_CASES } from '../matrix/faultCases';

/** Faults that change all later requests to a server, because the versions of its routes are cached. */
const EXCLUDED = new Set(['404', 'redirect loop', 'slow body']);

/** Reads whose response the node knows; a generic request accepts any. */
const TYPED_READS = /\/v1\/buildings|\/computers-inventory/;

/** Arms every fault, so that this share of all requests, including token exchanges, meets one of them. */
export function armAtRandom(simulator: Simulator, share: number): void {
	const faultCases = FAULT_CASES.filter(({ name, jsonOnly }) => !EXCLUDED.has(name) && !jsonOnly);
	const probability = 1 - (1 - share) ** (1 / faultCases.length);
	for (const { rule, readsOnly } of faultCases) {
		simulator.fault({ ...rule, ...(readsOnly && { method: 'GET', path: TYPED_READS }), probability });
	}
}
