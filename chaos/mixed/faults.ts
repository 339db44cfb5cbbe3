import type { Simulator } from '../../simulator';
import { STRIKES } from '../matrix/faultCases';

/** What would make every further request of a server another one: it is remembered which versions of a route it has. */
const NOT_BY_CHANCE = new Set(['404', 'redirect in a circle', 'slow body']);

/** Arms every fault so that a share of all requests, token exchanges too, meets one of them. */
export function armAtRandom(simulator: Simulator, share: number): void {
	const strikes = STRIKES.filter(({ name, inJson }) => !NOT_BY_CHANCE.has(name) && !inJson);
	const probability = 1 - (1 - share) ** (1 / strikes.length);
	for (const { rule } of strikes) simulator.fault({ ...rule, probability });
}
