import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { hashOf, mix } from '../simulator/random';

/** Collects unhandled rejections and exceptions of the whole process. */
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

/** Heap in use after garbage collection, in bytes. */
export async function measureHeap(): Promise<number> {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	for (let round = 0; round < 3; round++) {
		collect();
		await wait(5);
	}
	return process.memoryUsage().heapUsed;
}

/** Open sockets of this process, of clients and servers. */
export const countOpenSockets = (): number =>
	process.getActiveResourcesInfo().filter((kind) => /^(TCP|TLS)(Socket)?Wrap$/.test(kind)).length;

/** Makes back-offs fifty times shorter and deterministic for a seed. Returns a function that undoes it. */
export function shortenBackOffs(seed: number): () => void {
	const { random } = Math;
	let index = 0;
	Math.random = () => mix(seed, hashOf('back-off'), index++) / 2 ** 32 / 50;
	return () => {
		Math.random = random;
	};
}
