import type { IDataObject, INodeExecutionData, IRun, WorkflowExecuteMode } from 'n8n-workflow';
import type { BareEngine, RunOptions, WorkflowJson } from './bareEngine';

/** One execution of a saved workflow. */
class SavedExecution {
	constructor(
		readonly json: WorkflowJson,
		readonly run: IRun,
		/** The static data at its start, as JSON. */
		readonly snapshot: string,
	) {}

	get error(): (Error & { description?: string | null }) | undefined {
		return this.run.data.resultData.error as Error | undefined;
	}

	items(node: string): IDataObject[] {
		const outputs = this.run.data.resultData.runData[node]?.at(-1)?.data?.main ?? [];
		return (outputs[0] ?? []).map(({ json }) => json);
	}

	/** Texts of the hints of a node. */
	hints(node: string): string[] {
		return (this.run.data.resultData.runData[node]?.at(-1)?.hints ?? []).map(({ message }) => message);
	}
}

/**
 * A workflow with static data that n8n saves: read when an execution starts, written as a whole when a production execution ends,
 * also when it failed. Manual and cancelled executions do not save it.
 */
export class SavedWorkflow {
	/** As JSON. */
	staticData = '{}';

	private executions = 0;

	constructor(private readonly engine: BareEngine) {}

	async run(
		json: WorkflowJson,
		{
			mode = 'trigger',
			...options
		}: { mode?: WorkflowExecuteMode; input?: INodeExecutionData[]; signal?: AbortSignal } = {},
	): Promise<SavedExecution> {
		return await this.execute(
			json,
			this.staticData,
			{ ...options, mode },
			async (how) => await this.engine.run(json, how),
		);
	}

	/** A retry starts with the static data of the failed execution. */
	async retry({ json, run, snapshot }: SavedExecution, repaired = json): Promise<SavedExecution> {
		const how = { mode: 'retry' } as const;
		return await this.execute(
			repaired,
			snapshot,
			how,
			async (options) => await this.engine.retry(repaired, run, options),
		);
	}

	private async execute(
		json: WorkflowJson,
		snapshot: string,
		options: RunOptions,
		start: (options: RunOptions) => Promise<IRun>,
	): Promise<SavedExecution> {
		const staticData = JSON.parse(snapshot) as IDataObject;
		const run = await start({ ...options, staticData, executionId: String(++this.executions) });
		const after = JSON.stringify(staticData);
		const isSaved = options.mode !== 'manual' && run.status !== 'canceled' && after !== snapshot;
		if (isSaved) this.staticData = after;
		return new SavedExecution(json, run, snapshot);
	}
}
