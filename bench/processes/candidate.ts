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
let idleServer: RawClient | undefined;

async function work({ server, idleServer: idleServerUrl }: Address['direct'], size: number): Promise<unknown[]> {
	engine.signIn(server, task.address);
	if (rawClient?.server !== server) rawClient = new RawClient(server);
	if (idleServer?.server !== idleServerUrl) idleServer = new RawClient(idleServerUrl);
	return await CANDIDATES[task.candidate]({ engine, rawClient, idleServer, server, client: task.address }, size);
}

serve(
	async (given: CandidateTask) => {
		task = given;
		engine = new BenchEngine(loadBuilt(), task.httpRequest);
		await work(task.keepWarm ? task.address : task.address.direct, task.warmUp);
	},
	async () => {
		const { address, size, profiles, candidate } = task;
		const run = async () => await work(address, size);
		return await measure(profiles === undefined ? run : async () => await recordProfile(profiles, candidate, run));
	},
);
