import { setTimeout as wait } from 'node:timers/promises';

interface Deadline {
	signal: AbortSignal;
	/** Rejects when the signal fires, for promises that do not support a signal themselves. */
	race: <T>(promise: Promise<T>) => Promise<T>;
	/** Stops the timer. The signal does not fire afterwards. */
	clear: () => void;
}

/**
 * A signal that fires on a `cancel` or after `timeoutMs` (`undefined`: no limit), whichever comes first.
 * Does not use `AbortSignal.any`, which leaks on Node 20 when the cancel signal outlives many requests.
 */
export function startDeadline(timeoutMs: number | undefined, ...cancels: Array<AbortSignal | undefined>): Deadline {
	const controller = new AbortController();
	const onCancel = () => controller.abort(cancels.find((cancel) => cancel?.aborted)?.reason);
	const onTimeout = () => controller.abort(new DOMException('The request took too long.', 'TimeoutError'));
	const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);
	const { signal } = controller;
	const aborted = new Promise<never>((_, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
	});
	aborted.catch(() => {}); // Without a pending race, nothing else would handle the rejection.
	if (cancels.some((cancel) => cancel?.aborted)) onCancel();
	for (const cancel of cancels) cancel?.addEventListener('abort', onCancel, { once: true });
	return {
		signal,
		async race(promise) {
			return await Promise.race([promise, aborted]);
		},
		clear() {
			clearTimeout(timer);
			for (const cancel of cancels) cancel?.removeEventListener('abort', onCancel);
		},
	};
}

/** Waits for `ms` milliseconds. Returns `false` at once if a signal fires, otherwise `true`. */
export async function pause(ms: number, ...cancels: Array<AbortSignal | undefined>): Promise<boolean> {
	const { signal, clear } = startDeadline(undefined, ...cancels);
	return await wait(ms, true, { signal })
		.catch(() => false)
		.finally(clear);
}
