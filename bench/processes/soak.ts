import { serve } from '../child';
import { loadBuilt } from '../ownPackage';
import type { Address } from '../environment';
import { BenchEngine, RawClient } from '../engine';
import { CANDIDATES } from '../candidates';

export interface SoakTask {
	address: Address;
	/** Items of one execution. */
	items: number;
	ms: number;
}

export interface SoakResult {
	ms: number;
	/** Executions of the node, and items they returned. */
	executions: number;
	items: number;
	/** Samples after a full garbage collection. */
	heapBytes: number[];
	rssBytes: number[];
}

const SAMPLES = 20;

let task: SoakTask;
let engine: BenchEngine;

serve(
	async (given: SoakTask) => {
		task = given;
		engine = new BenchEngine(loadBuilt());
	},
	async () => await runSoak(task),
);

/** Runs updates, one execution after the other, for the given time. */
async function runSoak({ address, items, ms }: SoakTask): Promise<SoakResult> {
	engine.signIn(address.server, address);
	const place = {
		engine,
		rawClient: new RawClient(address.server),
		idleServer: new RawClient(address.idleServer),
		server: address.server,
		client: address,
	};
	const run: SoakResult = { ms: 0, executions: 0, items: 0, heapBytes: [], rssBytes: [] };
	const start = performance.now();
	while (run.ms < ms) {
		run.items += (await CANDIDATES['updates.node'](place, items)).length;
		run.executions++;
		run.ms = performance.now() - start;
		if (run.ms < (run.heapBytes.length * ms) / SAMPLES) continue;
		global.gc?.();
		const { heapUsed, rss } = process.memoryUsage();
		run.heapBytes.push(heapUsed);
		run.rssBytes.push(rss);
	}
	return run;
}
