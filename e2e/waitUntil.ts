import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until it holds. */
export async function waitUntil(holds: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> {
	const end = performance.now() + timeoutMs;
	while (!(await holds())) {
		assert.ok(performance.now() < end, `not within ${timeoutMs} ms: ${holds}`);
		await sleep(20);
	}
}
