import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeParameters,
	IWebhookData,
	IWebhookResponseData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { CREDENTIAL, type Engine, JAMF_TRIGGER } from './engine';
import { listen } from './listen';

interface HostOptions {
	/** Another n8n instance, with its own ID. */
	instance?: string;
	workflow?: { id: string; name: string };
	webhookId?: string;
	/** The URL that n8n is configured with; default: that of this host. */
	baseUrl?: string;
}

type Method = 'checkExists' | 'create' | 'delete';

/**
 * The part of n8n that a webhook trigger interacts with: it activates and deactivates one node, production and test, and receives
 * requests to its URLs. Contexts are those of n8n-core.
 */
export class TriggerHost {
	/** The items of each run. */
	readonly runs: IDataObject[][] = [];
	/** Saved with the workflow, as JSON. */
	savedStaticData = '{}';
	node: INode;
	baseUrl: string;
	workflowName: string;
	private readonly instance: string | undefined;
	private readonly workflowId: string;
	/** Static data of a test, separate from the saved one. */
	private testStaticData = '{}';

	private constructor(
		private readonly engine: Engine,
		private readonly server: Server,
		url: string,
		parameters: INodeParameters,
		{ instance, workflow, webhookId = 'a1b2c3d4-0000-4000-8000-000000000001', baseUrl }: HostOptions,
	) {
		this.baseUrl = baseUrl ?? url;
		this.instance = instance;
		this.workflowId = workflow?.id ?? 'wf1';
		this.workflowName = workflow?.name ?? 'Enrollment';
		this.node = {
			id: 'node-1',
			webhookId,
			name: 'Jamf Pro Trigger',
			type: JAMF_TRIGGER,
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: { [CREDENTIAL]: { id: 'c1', name: 'Jamf' } },
		};
		// A truncated body does not reach the node.
		server.on('request', (request, response) => void this.handle(request, response).catch(() => response.destroy()));
	}

	static async open(engine: Engine, parameters: INodeParameters, options: HostOptions = {}): Promise<TriggerHost> {
		const server = createServer();
		return new TriggerHost(engine, server, await listen(server), parameters, options);
	}

	/** As in n8n 2.40: checks, creates, and deletes when either fails. Static data is saved at the end. */
	async activate(mode: WorkflowActivateMode = 'activate'): Promise<void> {
		try {
			if (!(await this.call('checkExists', { mode: 'trigger', activation: mode }))) {
				await this.call('create', { mode: 'trigger', activation: mode });
			}
		} catch (error) {
			await this.deactivate().catch(() => undefined);
			throw error;
		}
	}

	async deactivate(): Promise<void> {
		await this.call('delete', { mode: 'internal', activation: 'update' });
	}

	async listen(): Promise<void> {
		this.testStaticData = '{}';
		const how = { mode: 'manual', activation: 'manual', isTest: true } as const;
		if (!(await this.call('checkExists', how))) await this.call('create', how);
	}

	async stopListening(): Promise<void> {
		await this.call('delete', { mode: 'internal', activation: 'update', isTest: true });
	}

	/** Calls one method of the node and saves static data. */
	async call(
		method: Method,
		how: { mode: WorkflowExecuteMode; activation: WorkflowActivateMode; isTest?: boolean },
	): Promise<boolean> {
		const { isTest = false } = how;
		const workflow = this.workflow(isTest);
		const context = new HookContext(
			workflow,
			this.node,
			this.additionalData(),
			how.mode,
			how.activation,
			this.webhookData(isTest),
		);
		const type = this.engine.nodeTypes.getByNameAndVersion(JAMF_TRIGGER, 1);
		const methods = type.webhookMethods?.default;
		if (methods === undefined) throw new Error('the node has no webhook methods');
		const done = await methods[method].call(this.asInstance(context));
		this.save(workflow, isTest);
		return done;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	url(isTest = false): string {
		return `${this.baseUrl}/webhook${isTest ? '-test' : ''}/${this.node.webhookId}/webhook`;
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const rawBody = await buffer(request);
		const isTest = request.url?.startsWith('/webhook-test/') ?? false;
		const httpRequest = Object.assign(request, {
			rawBody,
			body: parse(rawBody),
			ip: '127.0.0.1',
			params: {},
			query: {},
		});
		const httpResponse = Object.assign(response, {
			status(code: number) {
				response.statusCode = code;
				return response;
			},
		});
		const data = Object.assign(this.additionalData(), { httpRequest, httpResponse });
		const workflow = this.workflow(isTest);
		const mode = isTest ? 'manual' : 'webhook';
		const context = new WebhookContext(workflow, this.node, data, mode, this.webhookData(isTest), [], null);
		const type = this.engine.nodeTypes.getByNameAndVersion(JAMF_TRIGGER, 1);
		try {
			const result = (await type.webhook?.call(this.asInstance(context))) as IWebhookResponseData;
			const items = result.workflowData?.[0];
			if (items !== undefined) this.runs.push(items.map(({ json }) => json));
			if (result.noWebhookResponse !== true) response.end('{"message":"Workflow was started"}');
		} catch (error) {
			response.statusCode = 500;
			response.end(String(error));
		}
	}

	private asInstance<T extends HookContext | WebhookContext>(context: T): T {
		const { instance } = this;
		return instance === undefined ? context : Object.assign(context, { getInstanceId: () => instance });
	}

	private workflow(isTest: boolean): Workflow {
		return new Workflow({
			id: this.workflowId,
			name: this.workflowName,
			nodes: [this.node],
			connections: {},
			active: true,
			nodeTypes: this.engine.nodeTypes,
			staticData: JSON.parse(isTest ? this.testStaticData : this.savedStaticData) as IDataObject,
		});
	}

	private save({ staticData }: Workflow, isTest: boolean): void {
		if (isTest) this.testStaticData = JSON.stringify(staticData);
		else this.savedStaticData = JSON.stringify(staticData);
	}

	private additionalData() {
		return Object.assign(this.engine.additionalData('1'), {
			webhookBaseUrl: `${this.baseUrl}/webhook`,
			webhookTestBaseUrl: `${this.baseUrl}/webhook-test`,
		});
	}

	private webhookData(isTest: boolean): IWebhookData {
		const { description } = this.engine.nodeTypes.getByNameAndVersion(JAMF_TRIGGER, 1);
		const [webhookDescription] = description.webhooks ?? [];
		if (webhookDescription === undefined) throw new Error('the node has no webhook');
		return {
			httpMethod: 'POST',
			node: this.node.name,
			path: `${this.node.webhookId}/webhook`,
			webhookDescription,
			workflowId: this.workflowId,
			workflowExecuteAdditionalData: this.additionalData(),
			isTest,
		};
	}
}

function parse(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8'));
	} catch {
		return body.toString('utf8');
	}
}
