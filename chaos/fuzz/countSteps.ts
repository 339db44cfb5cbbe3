import { setImmediate as nextTurn } from 'node:timers/promises';

/** More than any operation needs, because none reads or writes more than a few objects here. */
export const MAX_REQUESTS = 1_000;
/** Turns of the event loop without a request. The longest pause between two reads, 3 s, has up to a few million. */
const MAX_IDLE_TURNS = 10_000_000;

/**
 * Returns the result of an operation on a fake server. Detects endless work by counting steps instead of measuring time.
 *
 * @param sent the requests so far
 * @throws Error when it sends endless requests, or neither sends requests nor ends
 */
export async function countSteps<T>(work: Promise<T>, sent: () => number): Promise<T> {
	let isSettled = false;
	const settle = () => {
		isSettled = true;
	};
	work.then(settle, settle);
	let requests = sent();
	for (let idle = 0; !isSettled; idle++) {
		await nextTurn();
		if (sent() !== requests) [requests, idle] = [sent(), 0];
		if (requests > MAX_REQUESTS) throw new Error(`hangs: more than ${MAX_REQUESTS} requests`);
		if (idle > MAX_IDLE_TURNS) throw new Error(`hangs: nothing happens after ${requests} requests`);
	}
	return await work;
}
