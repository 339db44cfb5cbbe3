import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Ends a check whose condition never becomes true. No healthy run waits this long, even on the slowest machine. */
export const MAX_WAIT_MS = 1_200_000;

/** Waits until a condition holds, which `what` names in the error. */
export async function waitUntil(what: string, holds: () => boolean | Promise<boolean>, pollMs = 50): Promise<void> {
	const end = performance.now() + MAX_WAIT_MS;
	while (!(await holds())) {
		assert.ok(performance.now() < end, `not within ${MAX_WAIT_MS / 60_000} minutes: ${what}`);
		await sleep(pollMs);
	}
}
