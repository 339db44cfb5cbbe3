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
	/** How much of the same work warms the process up, on the direct way. */
	warmUp: number;
	/** Warms up on the way that is measured instead. */
	keepWarm: boolean;
	address: Address;
	httpRequest?: string | undefined;
	/** A folder for profiles; without it there are none. */
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
