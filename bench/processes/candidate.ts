import { serve } from '../child';
import { measure } from '../measure';
import { loadBuilt } from '../ownPackage';
import { profiled } from '../profile';
import type { Address } from '../environment';
import { Stage, Wire } from '../engine';
import { SUBJECTS, type SubjectName } from '../candidates';

export interface SubjectTask {
	subject: SubjectName;
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

let task: SubjectTask;
let stage: Stage;
let wire: Wire | undefined;

async function work(server: string, replay: string, size: number): Promise<unknown[]> {
	stage.signIn(server, task.address);
	if (wire?.server !== replay) wire = new Wire(replay);
	return await SUBJECTS[task.subject]({ stage, wire, server, client: task.address }, size);
}

serve(
	async (given: SubjectTask) => {
		task = given;
		stage = new Stage(loadBuilt(), task.httpRequest);
		const { server, replay } = task.keepWarm ? task.address : task.address.direct;
		await work(server, replay, task.warmUp);
	},
	async () => {
		const { address, size, profiles, subject } = task;
		const run = async () => await work(address.server, address.replay, size);
		return await measure(profiles === undefined ? run : async () => await profiled(profiles, subject, run));
	},
);
