import { serve } from '../child';
import { measure } from '../measure';
import { profiled } from '../profile';
import type { Address } from '../site';
import { Stage, Wire } from '../stage';
import { SUBJECTS, type SubjectName } from '../subjects';

export interface SubjectTask {
	subject: SubjectName;
	size: number;
	/** How much of the same work warms the process up, on the direct way. */
	warmUp: number;
	address: Address;
	httpRequest?: string | undefined;
	/** A folder for profiles; without it there are none. */
	profiles?: string | undefined;
}

let task: SubjectTask;
let stage: Stage;

async function work(server: string, replay: string, size: number): Promise<unknown[]> {
	stage.signIn(server, task.address);
	return await SUBJECTS[task.subject]({ stage, wire: new Wire(replay), server, client: task.address }, size);
}

serve(
	async (given: SubjectTask) => {
		task = given;
		stage = new Stage(task.httpRequest);
		const { server, replay } = task.address.direct;
		await work(server, replay, task.warmUp);
	},
	async () => {
		const { address, size, profiles, subject } = task;
		const run = async () => await work(address.server, address.replay, size);
		return await measure(profiles === undefined ? run : async () => await profiled(profiles, subject, run));
	},
);
