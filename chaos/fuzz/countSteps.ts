import { setImmediate as nextTurn } from 'node:timers/promises';

/** More than any operation needs: none reads or writes more than a few objects here. */
export const MAX_REQUESTS = 1_000;
/** Turns of the event loop without a request. The fake server answers within a few, and no attempt waits for a clock. */
const MAX_IDLE_TURNS = 1_000_000;

/**
 * The result of an operation on a fake server, judged by what it does instead of by the clock.
 *
 * @param sent the requests so far
 * @throws Error when it sends requests without end, or does nothing and does not end
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
