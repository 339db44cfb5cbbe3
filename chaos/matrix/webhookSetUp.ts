import type { INodeParameters, IRun } from 'n8n-workflow';
import type { JournalEntry } from '../../simulator';
import { JAMF_TRIGGER, NodeRun } from '../../harness/engine';
import type { TestBench } from '../../harness/testBench';
import { TriggerHost } from '../../harness/triggerHost';
import type { Call } from './requests';

/** The webhook method that n8n calls, after its prerequisites. */
type Job = 'checkExists' | 'create' | 'createAndRead' | 'delete' | 'update';

const HOW = { mode: 'trigger', activation: 'activate' } as const;
const METHODS: Partial<Record<Job, RegExp>> = {
	create: /^POST .*\/webhooks\/id\/0$/,
	update: /^PUT .*\/webhooks\/id\/\d+$/,
	delete: /^DELETE .*\/webhooks\/id\/\d+$/,
};

/** A trigger that sets up its webhook; the prerequisites do not meet the fault. */
export function webhookSetUp(job: Job): (bench: TestBench, mark: string) => Call {
	return (bench, mark) => {
		const store = bench.simulator.state.classic.store('webhooks');
		const others = JSON.stringify(store.ids().map((id) => store.read(id)));
		const own = () => store.ids().filter((id) => String(store.read(id)?.url).includes(`/${mark}/`));
		const isUntouched = () => {
			const mine = new Set(own());
			return JSON.stringify(store.ids().flatMap((id) => (mine.has(id) ? [] : [store.read(id)]))) === others;
		};
		const wanted = job === 'checkExists' || job === 'delete' ? 0 : 1;
		const pattern = METHODS[job];
		return {
			node: JAMF_TRIGGER,
			parameters: { events: ['ComputerAdded'] },
			run: async (parameters) => await runJob(bench, job, mark, parameters),
			isCorrect: () =>
				own().length === wanted && own().every((id) => store.read(id)?.enabled === true) && isUntouched(),
			...(pattern && { writes: (journal) => journal.filter((entry) => pattern.test(format(entry))) }),
		};
	};
}

const format = ({ method, path }: JournalEntry) => `${method} ${path}`;

async function runJob(bench: TestBench, job: Job, mark: string, parameters: INodeParameters): Promise<NodeRun> {
	const host = await TriggerHost.open(bench.engine, parameters, { webhookId: mark });
	const store = bench.simulator.state.classic.store('webhooks');
	try {
		if (job === 'update' || job === 'delete') await host.activate();
		const [id] = store.ids().filter((each) => String(store.read(each)?.url).includes(`/${mark}/`));
		if (job === 'update' && id !== undefined) store.write(id, { ...store.read(id), enabled: false });
		await host.call(job === 'update' || job === 'createAndRead' ? 'create' : job, HOW);
		return toRun(undefined);
	} catch (error) {
		return toRun(error);
	} finally {
		await host.close();
	}
}

/** The outcome in the form of an execution of n8n. */
function toRun(error: unknown): NodeRun {
	return new NodeRun({
		data: { resultData: { runData: {}, ...(error !== undefined && { error }) } },
	} as unknown as IRun);
}
