import type { INode, INodeParameters, IRun } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { type Engine, JAMF_PRO } from './engine';

interface Step {
	/** Name of the node, which expressions refer to. */
	name: string;
	resource: string;
	operation: string;
	parameters?: INodeParameters;
}

/** The output of the nodes of a workflow, by name. */
class ChainRun {
	constructor(private readonly outcome: IRun) {}

	/** @throws the error that stopped the workflow */
	items(name: string): IDataObject[] {
		const { error, runData } = this.outcome.data.resultData;
		const task = runData[name]?.[0];
		if (task === undefined || task.error !== undefined) throw task?.error ?? error ?? new Error(`${name} did not run`);
		return (task.data?.main?.[0] ?? []).map(({ json }) => json);
	}

	first(name: string): IDataObject {
		return this.items(name)[0] ?? {};
	}
}

/** Runs a chain of Jamf Pro nodes, each once, as one workflow. */
export async function runChain(engine: Engine, steps: Step[]): Promise<ChainRun> {
	const trigger: INode = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const nodes = steps.map(({ name, resource, operation, parameters }) => ({
		...engine.node(JAMF_PRO, { resource, operation, ...parameters }),
		id: name,
		name,
		executeOnce: true,
		onError: name.startsWith('Try ') ? ('continueRegularOutput' as const) : ('stopWorkflow' as const),
	}));
	const all = [trigger, ...nodes];
	const connections = Object.fromEntries(
		nodes.map(({ name }, index) => [
			all[index]?.name ?? '',
			{ main: [[{ node: name, type: 'main' as const, index: 0 }]] },
		]),
	);
	return new ChainRun(await engine.run({ nodes: all, connections }));
}
