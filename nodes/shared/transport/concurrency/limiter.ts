import { CancelledError } from '../errors/errors';

interface Waiting {
	max: number;
	grant: () => void;
}

/**
 * Counts the requests in flight to one server, for the whole process: pools of different TLS settings or caps add up here.
 * A caller enters when fewer than its own cap are in flight; first come, first served.
 */
export class ConcurrencyLimiter {
	private inFlight = 0;

	private readonly queue: Waiting[] = [];

	/** @param onEmpty called when nobody is in the gate or waits before it any more */
	constructor(private readonly onEmpty: () => void = () => {}) {}

	/** Waits for a place and returns how to leave it. Leaving twice counts once. */
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
			if (this.inFlight === 0) this.onEmpty();
		};
	}

	private async wait(max: number, signal?: AbortSignal): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const cancel = () => {
				this.queue.splice(this.queue.indexOf(waiting), 1);
				reject(new CancelledError());
				this.drain();
			};
			const waiting: Waiting = {
				max,
				grant: () => {
					signal?.removeEventListener('abort', cancel);
					resolve();
				},
			};
			this.queue.push(waiting);
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

/** The process-wide gate of a server or an object, to be entered at once: it is forgotten when nobody needs it. */
export function limiterFor(key: string): ConcurrencyLimiter {
	const limiter = limiters.get(key) ?? new ConcurrencyLimiter(() => limiters.delete(key));
	limiters.set(key, limiter);
	return limiter;
}
