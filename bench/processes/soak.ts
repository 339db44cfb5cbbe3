import { serve } from '../child';
import { loadBuilt } from '../ownPackage';
import type { Address } from '../environment';
import { Stage, Wire } from '../engine';
import { SUBJECTS } from '../candidates';

export interface LongRunTask {
	address: Address;
	/** Items of one execution. */
	items: number;
	ms: number;
}

export interface LongRun {
	ms: number;
	/** Executions of the node, and the items that came out. */
	executions: number;
	items: number;
	/** After a full garbage collection, now and then. */
	heapBytes: number[];
	rssBytes: number[];
}

const SAMPLES = 20;

let task: LongRunTask;
let stage: Stage;

serve(
	async (given: LongRunTask) => {
		task = given;
		stage = new Stage(loadBuilt());
	},
	async () => await runLong(task),
);

/** Update after update, each execution right behind the other, as long as is wanted. */
async function runLong({ address, items, ms }: LongRunTask): Promise<LongRun> {
	stage.signIn(address.server, address);
	const place = { stage, wire: new Wire(address.replay), server: address.server, client: address };
	const run: LongRun = { ms: 0, executions: 0, items: 0, heapBytes: [], rssBytes: [] };
	const start = performance.now();
	while (run.ms < ms) {
		run.items += (await SUBJECTS['updates.node'](place, items)).length;
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
