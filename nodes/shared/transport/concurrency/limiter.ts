import { CancelledError } from '../errors/errors';

interface Waiting {
	most: number;
	enter: () => void;
}

/**
 * Counts the requests in flight to one server, for the whole process: pools of different TLS settings or caps add up here.
 * A caller enters when fewer than its own cap are in flight; first come, first served.
 */
export class Gate {
	private inFlight = 0;

	private readonly queue: Waiting[] = [];

	/** @param onEmpty called when nobody is in the gate or waits before it any more */
	constructor(private readonly onEmpty: () => void = () => {}) {}

	/** Waits for a place and returns how to leave it. Leaving twice counts once. */
	async enter(most: number, signal?: AbortSignal): Promise<() => void> {
		if (signal?.aborted) throw new CancelledError();
		if (this.queue.length > 0 || this.inFlight >= most) await this.wait(most, signal);
		else this.inFlight++;
		let left = false;
		return () => {
			if (left) return;
			left = true;
			this.inFlight--;
			this.admit();
			if (this.inFlight === 0) this.onEmpty();
		};
	}

	private async wait(most: number, signal?: AbortSignal): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const cancel = () => {
				this.queue.splice(this.queue.indexOf(waiting), 1);
				reject(new CancelledError());
				this.admit();
			};
			const waiting: Waiting = {
				most,
				enter: () => {
					signal?.removeEventListener('abort', cancel);
					resolve();
				},
			};
			this.queue.push(waiting);
			signal?.addEventListener('abort', cancel, { once: true });
		});
	}

	private admit(): void {
		for (let next = this.queue[0]; next !== undefined && this.inFlight < next.most; next = this.queue[0]) {
			this.queue.shift();
			this.inFlight++;
			next.enter();
		}
	}
}

const gates = new Map<string, Gate>();

/** The process-wide gate of a server or an object, to be entered at once: it is forgotten when nobody needs it. */
export function gateFor(key: string): Gate {
	const gate = gates.get(key) ?? new Gate(() => gates.delete(key));
	gates.set(key, gate);
	return gate;
}
