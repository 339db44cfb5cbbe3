import { setTimeout as wait } from 'node:timers/promises';

/** The clock of waits, in one object so that a test can replace it. */
export const clock = {
	/** Monotonic time in milliseconds. */
	now: (): number => performance.now(),
	sleep: async (ms: number, signal?: AbortSignal): Promise<void> => await wait(ms, undefined, { signal }),
};
