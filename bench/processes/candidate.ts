import { serve } from '../child';
import { measure } from '../measure';
import { loadBuilt } from '../ownPackage';
import { recordProfile } from '../profile';
import type { Address } from '../environment';
import { BenchEngine, RawClient } from '../engine';
import { CANDIDATES, type CandidateName } from '../candidates';

export interface CandidateTask {
	candidate: CandidateName;
	size: number;
	/** Amount of the same work for warming up, over the direct route. */
	warmUp: number;
	/** Warms up over the measured route instead. */
	keepWarm: boolean;
	address: Address;
	httpRequest?: string | undefined;
	/** A folder for CPU profiles, if any. */
	profiles?: string | undefined;
}

let task: CandidateTask;
let engine: BenchEngine;
let rawClient: RawClient | undefined;

async function work(server: string, replay: string, size: number): Promise<unknown[]> {
	engine.signIn(server, task.address);
	if (rawClient?.server !== replay) rawClient = new RawClient(replay);
	return await CANDIDATES[task.candidate]({ engine, rawClient, server, client: task.address }, size);
}

serve(
	async (given: CandidateTask) => {
		task = given;
		engine = new BenchEngine(loadBuilt(), task.httpRequest);
		const { server, replay } = task.keepWarm ? task.address : task.address.direct;
		await work(server, replay, task.warmUp);
	},
	async () => {
		const { address, size, profiles, candidate } = task;
		const run = async () => await work(address.server, address.replay, size);
		return await measure(profiles === undefined ? run : async () => await recordProfile(profiles, candidate, run));
	},
);
