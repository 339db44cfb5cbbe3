import assert from 'node:assert/strict';
import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../../simulator';
import { type Rest, type SavedCredential, type SavedWorkflow } from '../../rest';
import { waitUntil } from '../../waitUntil';
import { createJamfNode, saveChain } from '../../workflow';

export const NODE = 'Jamf';

interface Stored {
	id: number;
	name: string;
	url: string;
	header: string;
}

/** A saved workflow that starts with the trigger, with its executions in n8n and its webhooks in Jamf. */
export class TriggerWorkflow {
	private constructor(
		private readonly rest: Rest,
		private readonly simulator: Simulator,
		private workflow: SavedWorkflow,
	) {}

	static async save(
		{ rest, simulator }: { rest: Rest; simulator: Simulator },
		type: string,
		credential: SavedCredential,
		parameters: INodeParameters,
		webhookId: string,
	): Promise<TriggerWorkflow> {
		const node = createJamfNode(type, credential, parameters, { webhookId, id: webhookId });
		const steps = [{ name: 'End', type: 'n8n-nodes-base.noOp', parameters: {} }];
		return new TriggerWorkflow(rest, simulator, await saveChain(rest, `Trigger ${webhookId}`, steps, node));
	}

	get saved(): SavedWorkflow {
		return this.workflow;
	}

	/** n8n responds before its hooks have finished. */
	async activate(): Promise<void> {
		const { id, versionId } = this.workflow;
		if (this.rest.isVersion1) await this.rest.call('PATCH', `/rest/workflows/${id}`, { active: true, versionId });
		else await this.rest.call('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async deactivate(): Promise<void> {
		const { id, versionId } = this.workflow;
		if (this.rest.isVersion1) await this.rest.call('PATCH', `/rest/workflows/${id}`, { active: false, versionId });
		else await this.rest.call('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/** Saves changed parameters of the trigger. */
	async edit(parameters: INodeParameters): Promise<void> {
		const nodes = this.workflow.nodes.map((node) => (node.name === NODE ? { ...node, parameters } : node));
		this.workflow = await this.rest.call('PATCH', `/rest/workflows/${this.workflow.id}`, {
			nodes,
			connections: this.workflow.connections,
			versionId: this.workflow.versionId,
		});
	}

	/** Its webhooks on the server, for production or for a test. */
	webhooks(path: 'webhook' | 'webhook-test' = 'webhook'): Stored[] {
		const store = this.simulator.state.classic.store('webhooks');
		const all = store.ids().map((id) => ({ id, ...store.read(id) }) as unknown as Stored);
		const webhookId = this.workflow.nodes.find(({ name }) => name === NODE)?.webhookId;
		return all.filter(({ url }) => url.includes(`/${path}/${webhookId}/`));
	}

	async hasWebhooks(count: number, path?: 'webhook' | 'webhook-test'): Promise<void> {
		await waitUntil(`${count} webhooks of ${this.workflow.name}`, () => this.webhooks(path).length === count);
	}

	async countRuns(): Promise<number> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: this.workflow.id, status: ['success'] }));
		return (await this.rest.call<{ count: number }>('GET', `/rest/executions?limit=1&filter=${filter}`)).count;
	}

	/** Waits for so many runs, and fails when there are more. */
	async hasRuns(count: number): Promise<void> {
		await waitUntil(`${count} runs of ${this.workflow.name}`, async () => (await this.countRuns()) >= count, 300);
		assert.equal(await this.countRuns(), count, 'an event started several runs');
	}
}
