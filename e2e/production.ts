import type { IDataObject, INode } from 'n8n-workflow';
import type { CheckContext } from './checkContext';
import { type Execution, waitForEnd } from './execution';
import type { SavedWorkflow } from './rest';
import { waitUntil } from './waitUntil';

/** A webhook in place of another trigger, so that a check can start a production execution. */
export function productionStart(path: string): Pick<INode, 'parameters' | 'type' | 'typeVersion' | 'webhookId'> {
	return {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
	};
}

/** Activates a workflow that starts with `productionStart`, starts an execution and waits for its end. */
export async function runInProduction(
	{ rest, n8n }: Pick<CheckContext, 'n8n' | 'rest'>,
	{ id, versionId }: SavedWorkflow,
	path: string,
	body: IDataObject = {},
): Promise<Execution> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const list = async () => {
		const { results } = await rest.call<{ results: Array<{ id: string }> }>('GET', `/rest/executions?filter=${filter}`);
		return results.map((each) => each.id);
	};
	if (rest.isVersion1) await rest.call('PATCH', `/rest/workflows/${id}`, { active: true, versionId });
	else await rest.call('POST', `/rest/workflows/${id}/activate`, { versionId });
	const before = await list();
	await waitUntil(`the webhook of workflow ${id}`, async () => {
		const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
		return (await fetch(`${n8n.url}/webhook/${path}`, request)).ok;
	});
	let started: string | undefined;
	await waitUntil(`an execution of workflow ${id}`, async () => {
		started = (await list()).find((each) => !before.includes(each));
		return started !== undefined;
	});
	return await waitForEnd(rest, started ?? '');
}
