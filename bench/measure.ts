import { GCProfiler } from 'node:v8';

/** The cost of the work. Memory is in bytes. */
export interface Measured {
	wallMs: number;
	cpuMs: number;
	/** Number of returned entries. */
	rows: number;
	/** Heap of the returned entries. */
	heldBytes: number;
	/** Peak heap after a full garbage collection, during the work or at its end, minus the heap at the start. */
	liveBytes: number;
	/** Peak heap including garbage, minus the heap at the start. */
	peakHeapBytes: number;
	/** Memory of the whole process: before the work, and its peak. */
	rssBeforeBytes: number;
	maxRssBytes: number;
}

/** Measures work in this process, which must only have warmed up before. Requires `--expose-gc`. */
export async function measure(work: () => Promise<unknown[]>): Promise<Measured> {
	const collect = global.gc;
	if (collect === undefined) throw new Error('measuring requires node --expose-gc');
	collect();
	const before = process.memoryUsage();
	const profiler = new GCProfiler();
	profiler.start();
	const cpu = process.cpuUsage();
	const start = performance.now();
	const kept = await work();
	const wallMs = performance.now() - start;
	const { user, system } = process.cpuUsage(cpu);
	const endHeap = process.memoryUsage().heapUsed;
	const { statistics } = profiler.stop();
	const maxRssBytes = process.resourceUsage().maxRSS * 1024;
	collect();
	const heldHeap = process.memoryUsage().heapUsed;
	const full = statistics.filter(({ gcType }) => gcType === 'MarkSweepCompact');
	const used = ({ heapStatistics }: { heapStatistics: { usedHeapSize: number } }) => heapStatistics.usedHeapSize;
	return {
		wallMs,
		cpuMs: (user + system) / 1000,
		rows: kept.length,
		heldBytes: heldHeap - before.heapUsed,
		liveBytes: Math.max(heldHeap, ...full.map(({ afterGC }) => used(afterGC))) - before.heapUsed,
		peakHeapBytes: Math.max(endHeap, ...statistics.map(({ beforeGC }) => used(beforeGC))) - before.heapUsed,
		rssBeforeBytes: before.rss,
		maxRssBytes,
	};
}
