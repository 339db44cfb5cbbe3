import { PollContext } from 'n8n-core';
import type { IDataObject, INode, INodeParameters, IPollFunctions, WorkflowExecuteMode } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { CREDENTIAL, type Engine, JAMF_INVENTORY_TRIGGER } from './engine';

/**
 * The part of n8n that a polling trigger interacts with. The workflow stays in memory while it is active; its static data is saved when
 * a poll emits items, but not after one without any, and not after a manual execution.
 */
export class PollHost {
	/** Saved with the workflow, as JSON. */
	savedStaticData = '{}';
	readonly warnings: string[] = [];
	private active: { workflow: Workflow; context: IPollFunctions } | undefined;

	constructor(
		private readonly engine: Engine,
		readonly parameters: INodeParameters,
		private readonly nodeId = 'node-1',
	) {}

	/** A poll of the active workflow. @throws the error of the node */
	async poll(): Promise<IDataObject[]> {
		this.active ??= this.load('trigger');
		const { workflow, context } = this.active;
		const items = await this.call(context);
		if (items.length > 0) this.savedStaticData = JSON.stringify(workflow.staticData);
		return items;
	}

	async test(): Promise<IDataObject[]> {
		return await this.call(this.load('manual').context);
	}

	/** n8n restarts with what it has saved. */
	restart(): void {
		this.active = undefined;
	}

	private async call(context: IPollFunctions): Promise<IDataObject[]> {
		const { poll } = this.engine.nodeTypes.getByNameAndVersion(JAMF_INVENTORY_TRIGGER, 1);
		const output = await poll?.call(context);
		return (output?.[0] ?? []).map(({ json }) => json);
	}

	/** A workflow and the context that n8n uses for all of its polls. */
	private load(mode: WorkflowExecuteMode): { workflow: Workflow; context: IPollFunctions } {
		const node: INode = {
			id: this.nodeId,
			name: 'Trigger',
			type: JAMF_INVENTORY_TRIGGER,
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters,
			credentials: { [CREDENTIAL]: { id: 'c1', name: 'Jamf' } },
		};
		const workflow = new Workflow({
			id: 'wf1',
			name: 'Inventory',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: this.engine.nodeTypes,
			staticData: JSON.parse(this.savedStaticData) as IDataObject,
		});
		const activation = mode === 'manual' ? 'manual' : 'activate';
		const context = new PollContext(workflow, node, this.engine.additionalData('1'), mode, activation);
		const logger = { warn: (message: string) => this.warnings.push(message) };
		Object.defineProperty(context, 'logger', { value: logger });
		return { workflow, context: context as IPollFunctions };
	}
}
