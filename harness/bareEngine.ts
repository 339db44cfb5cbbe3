import 'reflect-metadata';
import './userFolder';
import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IPinData,
	IRun,
	IRunExecutionData,
	IVersionedNodeType,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import { MemoryCredentials } from './credentials';

export const CREDENTIAL = 'jamfProClientCredentialsApi';

export type WorkflowJson = Pick<IWorkflowBase, 'nodes' | 'connections'> & Partial<IWorkflowBase>;

export interface RunOptions {
	/** Items that the trigger outputs instead of its own. */
	input?: INodeExecutionData[];
	/** Items that nodes output instead of running, by name. */
	pinned?: IPinData;
	executionId?: string;
	signal?: AbortSignal;
	/** Timezone in the settings of the workflow. */
	timezone?: string;
	/** Default: manual. */
	mode?: WorkflowExecuteMode;
	/** Changed in place by the nodes. */
	staticData?: IDataObject;
}

/** n8n's real engine (WorkflowExecute of n8n-core) in this process, with the given nodes and credentials. */
export class BareEngine {
	readonly nodeTypes: INodeTypes = {
		getByName: (name) => this.type(name),
		getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(this.type(name), version),
		getKnownTypes: () => ({}),
	};

	readonly credentials: MemoryCredentials;

	constructor(
		private readonly types: Record<string, INodeType | IVersionedNodeType>,
		credentialTypes: ICredentialType[],
		Store: typeof MemoryCredentials = MemoryCredentials,
	) {
		this.credentials = new Store(credentialTypes, this.nodeTypes);
	}

	/** Runs a whole workflow, as exported from n8n. */
	async run(json: WorkflowJson, options: RunOptions = {}): Promise<IRun> {
		const { input, pinned = {}, signal } = options;
		const { workflow, data, mode } = this.prepare(json, options);
		const trigger = json.nodes.find(({ type }) => this.type(type).description.group.includes('trigger'));
		// By itself the engine starts only triggers that listen.
		const startNode = trigger && workflow.getNode(trigger.name);
		const execution = new WorkflowExecute(data, mode).run({
			workflow,
			...(startNode && { startNode }),
			pinData: { ...pinned, ...(input && trigger && { [trigger.name]: input }) },
		});
		signal?.addEventListener('abort', () => execution.cancel('stopped by the test'));
		return await execution;
	}

	/** Retries a failed run with this workflow at the node that failed, as n8n does. */
	async retry(json: WorkflowJson, failed: IRun, options: RunOptions): Promise<IRun> {
		const { workflow, data, mode } = this.prepare(json, { mode: 'retry', ...options });
		const runData: IRunExecutionData = structuredClone({ ...failed.data, resultData: { ...failed.data.resultData } });
		const { lastNodeExecuted = '', runData: tasks } = runData.resultData;
		delete runData.resultData.error;
		if (tasks[lastNodeExecuted]?.at(-1)?.error !== undefined) tasks[lastNodeExecuted].pop();
		for (const next of runData.executionData?.nodeExecutionStack ?? []) {
			next.node = workflow.getNode(next.node.name) ?? next.node;
		}
		return await new WorkflowExecute(data, mode, runData).processRunExecutionData(workflow);
	}

	private prepare(json: WorkflowJson, { executionId = '1', mode = 'manual', staticData }: RunOptions) {
		const workflow = new Workflow({
			id: 'test',
			name: json.name ?? 'test',
			nodes: json.nodes,
			connections: json.connections,
			active: false,
			nodeTypes: this.nodeTypes,
			settings: json.settings ?? { executionOrder: 'v1' },
			...(staticData && { staticData }),
		});
		const data = this.additionalData(executionId);
		data.hooks = new ExecutionLifecycleHooks(mode, executionId, json as IWorkflowBase);
		return { workflow, data, mode };
	}

	/** Runs one Jamf node behind a trigger. */
	async runNode(
		type: string,
		parameters: INodeParameters,
		options: RunOptions & Partial<INode> = {},
	): Promise<NodeRun> {
		const { input, executionId, signal, timezone, mode, staticData, ...node } = options;
		const run = await this.run(
			{
				nodes: [
					{
						id: 't',
						name: 'Start',
						type: 'n8n-nodes-base.manualTrigger',
						typeVersion: 1,
						position: [0, 0],
						parameters: {},
					},
					{ ...this.node(type, parameters), ...node },
				],
				connections: { Start: { main: [[{ node: 'Jamf', type: 'main', index: 0 }]] } },
				...(timezone && { settings: { executionOrder: 'v1' as const, timezone } }),
			},
			{
				...(input && { input }),
				...(executionId && { executionId }),
				...(signal && { signal }),
				...(mode && { mode }),
				...(staticData && { staticData }),
			},
		);
		return new NodeRun(run);
	}

	/** A real context for list searches and load options. */
	loadOptions(type: string, parameters: INodeParameters, changes: Partial<INode> = {}): LoadOptionsContext {
		const node = { ...this.node(type, parameters), ...changes };
		const workflow = new Workflow({
			id: 'test',
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: this.nodeTypes,
		});
		const data = Object.assign(this.additionalData('1'), { currentNodeParameters: parameters });
		return new LoadOptionsContext(workflow, node, data, '');
	}

	/** Stores the credential that every Jamf node of a test uses. */
	setCredential(data: ICredentialDataDecryptedObject, id = 'c1'): void {
		this.credentials.store.set(id, { accessToken: '', ...data });
	}

	node(type: string, parameters: INodeParameters): INode {
		return {
			id: 'n',
			name: 'Jamf',
			type,
			typeVersion: 1,
			position: [200, 0],
			parameters,
			credentials: { [CREDENTIAL]: { id: 'c1', name: 'Jamf' } },
		};
	}

	private type(name: string): INodeType | IVersionedNodeType {
		const type = this.types[name];
		if (type === undefined) throw new Error(`The engine has no node ${name}`);
		return type;
	}

	additionalData(executionId: string): IWorkflowExecuteAdditionalData {
		return {
			credentialsHelper: this.credentials,
			currentNodeExecutionIndex: 0,
			executionId,
			restApiUrl: '',
			instanceBaseUrl: '',
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
			variables: {},
			getRunExecutionData: async () => undefined,
			logAiEvent: () => {},
			sendDataToUI: () => {},
			setExecutionStatus: () => {},
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}

/** The outcome of the node named Jamf. */
export class NodeRun {
	constructor(readonly run: IRun) {}

	/** Its items. @throws the error of the run, if there was one */
	get items(): INodeExecutionData[] {
		if (this.error !== undefined) throw this.error;
		return this.run.data.resultData.runData.Jamf?.[0]?.data?.main?.[0] ?? [];
	}

	get json(): IDataObject[] {
		return this.items.map(({ json }) => json);
	}

	get error(): (Error & { description?: string | null; httpCode?: string | null }) | undefined {
		return this.run.data.resultData.error as Error | undefined;
	}
}
