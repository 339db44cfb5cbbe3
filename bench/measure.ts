import { GCProfiler } from 'node:v8';

/** What one piece of work cost. Memory is in bytes. */
export interface Measured {
	wallMs: number;
	cpuMs: number;
	/** Entries of what it returned. */
	rows: number;
	/** Heap that what it returned needs. */
	heldBytes: number;
	/** The most that was in use after a full garbage collection while it ran or at its end, above the start. */
	liveBytes: number;
	/** The most that was in use at all, garbage included, above the start. */
	peakHeapBytes: number;
	/** Memory of the whole process: now, and the most since its start. */
	rssBeforeBytes: number;
	maxRssBytes: number;
}

/** Measures work in this process, which has done nothing else than to warm up. Needs `--expose-gc`. */
export async function measure(work: () => Promise<unknown[]>): Promise<Measured> {
	const collect = global.gc;
	if (collect === undefined) throw new Error('measuring needs node --expose-gc');
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
