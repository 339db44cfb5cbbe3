import { readFileSync } from 'node:fs';
import { type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Turns {
	/** The longest turn of the event loop. */
	maxMs: number;
	/** The longest one without the garbage collections in it. */
	maxWithoutGcMs: number;
	/** The longest pause for a garbage collection. */
	maxGcMs: number;
	/** The CPU time of the thread in its longest turn, without waits for a processor. Only on Linux, to about 4 ms. */
	maxCpuMs: number;
}

type Interval = Pick<PerformanceEntry, 'startTime' | 'duration'>;

/** Measures the turns of the event loop of this process, until `stop`. */
export function watchTurns(): { stop: () => Promise<Turns> } {
	const collections: Interval[] = [];
	const observer = new PerformanceObserver((list) => collections.push(...list.getEntries()));
	observer.observe({ entryTypes: ['gc'] });
	const turns: Interval[] = [];
	let last = performance.now();
	let lastCpu = readThreadCpuMs();
	let maxCpuMs = 0;
	const look = () => {
		const now = performance.now();
		if (now - last > 1) turns.push({ startTime: last, duration: now - last });
		const cpu = readThreadCpuMs();
		maxCpuMs = Math.max(maxCpuMs, cpu - lastCpu);
		lastCpu = cpu;
		// Without the time that this needs.
		last = performance.now();
		next = setImmediate(look);
	};
	let next = setImmediate(look);
	return {
		async stop() {
			clearImmediate(next);
			// The observer is called later.
			await sleep(20);
			observer.disconnect();
			const max = (values: number[]) => Math.max(0, ...values);
			return {
				maxMs: max(turns.map(({ duration }) => duration)),
				maxWithoutGcMs: max(turns.map((turn) => turn.duration - overlap(turn, collections))),
				maxGcMs: max(collections.map(({ duration }) => duration)),
				maxCpuMs,
			};
		},
	};
}

function overlap(turn: Interval, others: readonly Interval[]): number {
	return others.reduce((sum, { startTime, duration }) => {
		const end = Math.min(startTime + duration, turn.startTime + turn.duration);
		return sum + Math.max(0, end - Math.max(startTime, turn.startTime));
	}, 0);
}

/** The CPU time that the main thread of this process has used. `NaN` on other systems than Linux. */
function readThreadCpuMs(): number {
	try {
		return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
	} catch {
		return NaN;
	}
}
