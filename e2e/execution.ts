import type { INodeExecutionData, IRunExecutionData } from 'n8n-workflow';
import type { Rest, SavedWorkflow } from './rest';
import { waitUntil } from './waitUntil';

export interface Execution {
	id: string;
	status: string;
	data: IRunExecutionData;
}

interface StoredExecution {
	id: string;
	status: string;
	data?: string | IRunExecutionData;
}

const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);

/** Clicks "Execute workflow". n8n 2 runs the saved workflow, n8n 1 the one in the request. */
export async function startExecution(rest: Rest, workflow: SavedWorkflow, trigger: string): Promise<string> {
	const body = { triggerToStartFrom: { name: trigger }, ...(rest.isVersion1 && { workflowData: workflow }) };
	const { executionId } = await rest.call<{ executionId: string }>('POST', `/rest/workflows/${workflow.id}/run`, body);
	return executionId;
}

/** n8n sends the message of a node that waits for a person before it has stored the execution. */
export async function waitForPerson(rest: Rest, executionId: string): Promise<void> {
	await waitUntil(`execution ${executionId} waits`, async () => {
		const { status } = await rest.call<StoredExecution>('GET', `/rest/executions/${executionId}`);
		return status === 'waiting';
	});
}

export async function waitForEnd(rest: Rest, executionId: string): Promise<Execution> {
	let execution: Execution | undefined;
	await waitUntil(`the end of execution ${executionId}`, async () => {
		const { id, status, data } = await rest.call<StoredExecution>('GET', `/rest/executions/${executionId}`);
		const runData = readRunData(data);
		// n8n 1 stores the status before the data.
		if (ENDED.has(status) && runData?.resultData) execution = { id, status, data: runData };
		return execution !== undefined;
	});
	return execution as Execution;
}

/** Runs a workflow and waits for its end, successful or not. */
export async function execute(rest: Rest, workflow: SavedWorkflow, trigger: string): Promise<Execution> {
	return await waitForEnd(rest, await startExecution(rest, workflow, trigger));
}

/** The items of one output of a node. */
export function readOutput({ data }: Execution, node: string, output = 0): INodeExecutionData[] {
	return data.resultData.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
}

export function readError({ data }: Execution) {
	return data.resultData.error;
}

/** n8n stores run data in the format of npm's `flatted`: a table of values, in which strings inside a value are indexes into the table. */
function readRunData(stored: string | IRunExecutionData | undefined): IRunExecutionData | undefined {
	if (typeof stored !== 'string') return stored;
	const table = JSON.parse(stored) as unknown[];
	const done = new Map<number, unknown>();
	const at = (place: number): unknown => {
		const raw = table[place];
		if (typeof raw !== 'object' || raw === null) return raw;
		const known = done.get(place);
		if (known !== undefined) return known;
		const built: Record<string, unknown> | unknown[] = Array.isArray(raw) ? [] : {};
		done.set(place, built);
		for (const [key, value] of Object.entries(raw)) {
			Object.assign(built, { [key]: typeof value === 'string' ? at(Number(value)) : (value as unknown) });
		}
		return built;
	};
	return at(0) as IRunExecutionData;
}
