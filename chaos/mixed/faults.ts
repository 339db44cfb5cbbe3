import type { Simulator } from '../../simulator';
import { FAULT_CASES } from '../matrix/faultCases';

/** What would make every further request of a server another one: it is remembered which versions of a route it has. */
const EXCLUDED = new Set(['404', 'redirect in a circle', 'slow body']);

/** Arms every fault so that a share of all requests, token exchanges too, meets one of them. */
export function armAtRandom(simulator: Simulator, share: number): void {
	const faultCases = FAULT_CASES.filter(({ name, jsonOnly }) => !EXCLUDED.has(name) && !jsonOnly);
	const probability = 1 - (1 - share) ** (1 / faultCases.length);
	for (const { rule } of faultCases) simulator.fault({ ...rule, probability });
}
