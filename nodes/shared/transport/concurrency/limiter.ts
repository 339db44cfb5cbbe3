import { CancelledError } from '../errors/errors';

interface Waiter {
	max: number;
	grant: () => void;
}

/**
 * A process-wide semaphore for the requests to one server, across connection pools with different TLS settings or limits.
 * A caller acquires a slot when fewer requests than its own limit are in flight. First come, first served.
 */
export class ConcurrencyLimiter {
	private inFlight = 0;

	private readonly queue: Waiter[] = [];

	/** @param onIdle called when no slot is in use and nothing is queued */
	constructor(private readonly onIdle: () => void = () => {}) {}

	/** Waits for a slot and returns the function that releases it. Releasing twice has no further effect. */
	async acquire(max: number, signal?: AbortSignal): Promise<() => void> {
		if (signal?.aborted) throw new CancelledError();
		if (this.queue.length > 0 || this.inFlight >= max) await this.wait(max, signal);
		else this.inFlight++;
		let released = false;
		return () => {
			if (released) return;
			released = true;
			this.inFlight--;
			this.drain();
			if (this.inFlight === 0) this.onIdle();
		};
	}

	private async wait(max: number, signal?: AbortSignal): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const cancel = () => {
				this.queue.splice(this.queue.indexOf(waiter), 1);
				reject(new CancelledError());
				this.drain();
			};
			const waiter: Waiter = {
				max,
				grant: () => {
					signal?.removeEventListener('abort', cancel);
					resolve();
				},
			};
			this.queue.push(waiter);
			signal?.addEventListener('abort', cancel, { once: true });
		});
	}

	private drain(): void {
		for (let next = this.queue[0]; next !== undefined && this.inFlight < next.max; next = this.queue[0]) {
			this.queue.shift();
			this.inFlight++;
			next.grant();
		}
	}
}

const limiters = new Map<string, ConcurrencyLimiter>();

/** The process-wide limiter for a key. Acquire a slot right away: idle limiters are removed. */
export function limiterFor(key: string): ConcurrencyLimiter {
	const limiter = limiters.get(key) ?? new ConcurrencyLimiter(() => limiters.delete(key));
	limiters.set(key, limiter);
	return limiter;
}
