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
	private active: Workflow | undefined;

	constructor(
		private readonly engine: Engine,
		readonly parameters: INodeParameters,
		private readonly nodeId = 'node-1',
	) {}

	/** A poll of the active workflow. @throws the error of the node */
	async poll(): Promise<IDataObject[]> {
		this.active ??= this.load();
		const items = await this.call(this.active, 'trigger');
		if (items.length > 0) this.savedStaticData = JSON.stringify(this.active.staticData);
		return items;
	}

	async test(): Promise<IDataObject[]> {
		return await this.call(this.load(), 'manual');
	}

	/** n8n restarts with what it has saved. */
	restart(): void {
		this.active = undefined;
	}

	private async call(workflow: Workflow, mode: WorkflowExecuteMode): Promise<IDataObject[]> {
		const node = workflow.getNode('Trigger') as INode;
		const activation = mode === 'manual' ? 'manual' : 'activate';
		const context = new PollContext(workflow, node, this.engine.additionalData('1'), mode, activation);
		const logger = { warn: (message: string) => this.warnings.push(message) };
		Object.defineProperty(context, 'logger', { value: logger });
		const { poll } = this.engine.nodeTypes.getByNameAndVersion(JAMF_INVENTORY_TRIGGER, 1);
		const output = await poll?.call(context as IPollFunctions);
		return (output?.[0] ?? []).map(({ json }) => json);
	}

	private load(): Workflow {
		const node: INode = {
			id: this.nodeId,
			name: 'Trigger',
			type: JAMF_INVENTORY_TRIGGER,
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters,
			credentials: { [CREDENTIAL]: { id: 'c1', name: 'Jamf' } },
		};
		return new Workflow({
			id: 'wf1',
			name: 'Inventory',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: this.engine.nodeTypes,
			staticData: JSON.parse(this.savedStaticData) as IDataObject,
		});
	}
}
