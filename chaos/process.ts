import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { hashOf, mix } from '../simulator/random';

/** Unhandled rejections and errors of the whole process, while it watches. */
export class UnhandledErrors {
	readonly seen: string[] = [];

	private readonly note = (error: unknown) =>
		void this.seen.push(error instanceof Error ? (error.stack ?? '') : String(error));

	constructor() {
		process.on('unhandledRejection', this.note).on('uncaughtException', this.note);
	}

	stop(): string[] {
		process.off('unhandledRejection', this.note).off('uncaughtException', this.note);
		return this.seen;
	}
}

/** Bytes of living objects, after a collection of garbage. */
export async function measureHeap(): Promise<number> {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	for (let round = 0; round < 3; round++) {
		collect();
		await wait(5);
	}
	return process.memoryUsage().heapUsed;
}

/** Sockets that are open in this process, of clients and servers. */
export const countOpenSockets = (): number =>
	process.getActiveResourcesInfo().filter((kind) => /^(TCP|TLS)(Socket)?Wrap$/.test(kind)).length;

/** Waits between attempts become a fiftieth as long and follow the seed. Returns how to undo it. */
export function shortenBackOffs(seed: number): () => void {
	const { random } = Math;
	let index = 0;
	Math.random = () => mix(seed, hashOf('back-off'), index++) / 2 ** 32 / 50;
	return () => {
		Math.random = random;
	};
}
