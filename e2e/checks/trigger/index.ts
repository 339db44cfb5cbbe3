import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nInstallation } from '../../../harness/n8n/install';
import { readOutput, startExecution, waitForEnd } from '../../execution';
import { readManifest } from '../../package';
import type { Check } from '../../runner';
import { credentialData } from '../../server';
import { waitUntil } from '../../waitUntil';
import { checkLog } from '../log';
import { type Instance, startInstance } from './instance';
import { NODE, TriggerWorkflow } from './triggerWorkflow';
import { fetchReady } from '../../fetchReady';

/** Time after which an unwanted execution would have started. */
const QUIET_MS = 1_500;
const WEBHOOK_ID = '5b2f3c1e-54a3-4b7c-9f57-0a4c1d1f6a21';
const OTHER_ID = '5b2f3c1e-54a3-4b7c-9f57-0a4c1d1f6a22';

/** Checks the trigger in a separate n8n instance, which is stopped and restarted. */
export async function checkTrigger(check: Check, installed: N8nInstallation, tarball: string): Promise<void> {
	const instance = await startInstance(installed, tarball);
	const { rest, simulator } = instance;
	const { name: packageName } = await readManifest();
	const type = `${packageName}.jamfProTrigger`;
	const foreign = listNames(instance);
	try {
		const credential = await rest.createCredential('Jamf', credentialData(simulator));
		const both = { events: ['ComputerAdded', 'ComputerCheckIn'] };
		const workflow = await TriggerWorkflow.save(instance, type, credential, both, WEBHOOK_ID);
		const enroll = async (): Promise<void> => {
			simulator.state.computers.add({ general: { name: 'New Mac' } });
			await simulator.deliveriesSettled();
			assert.deepEqual(
				simulator.deliveries.slice(-1).map(({ status }) => status),
				[200],
			);
		};
		await check('trigger: an activation creates a webhook for each event', async () => {
			await workflow.activate();
			await workflow.hasWebhooks(2);
			assert.equal(workflow.webhooks()[0]?.url, `${instance.url}/webhook/${WEBHOOK_ID}/webhook`);
			await isListening(workflow, instance);
		});
		await check('trigger: an event starts a run', async () => {
			await enroll();
			await workflow.hasRuns(1);
		});
		await check('trigger: other requests start none', async () => await sendOthers(workflow));
		await check('trigger: a restart and a kill keep the webhooks, and events still start runs', async () => {
			const before = workflow.webhooks();
			for (const [at, signal] of (['SIGTERM', 'SIGKILL'] as const).entries()) {
				await instance.restart(signal);
				await isListening(workflow, instance);
				await enroll();
				await workflow.hasRuns(2 + at);
			}
			assert.deepEqual(workflow.webhooks(), before);
		});
		await check('trigger: a changed selection replaces the webhooks', async () => {
			await workflow.edit({ events: ['ComputerAdded', 'PushSent', 'JSSStartup'] });
			await workflow.activate();
			await workflow.hasWebhooks(3);
			await isListening(workflow, instance);
			await enroll();
			await workflow.hasRuns(4);
		});
		await check(
			'trigger: a test listens beside production, for one event',
			async () => await listen(workflow, instance, enroll),
		);
		await check('trigger: a missing privilege is in the status of the activation', async () => {
			const client = simulator.addClient({ privileges: ['Read Webhooks', 'Read API Roles'] });
			const poor = await rest.createCredential('Poor', { ...credentialData(simulator), ...client });
			const refused = await TriggerWorkflow.save(instance, type, poor, both, OTHER_ID);
			const text = await refused.activate().then(
				async () => await failureOf(instance, refused),
				(error: unknown) => String(error),
			);
			assert.match(text, /lacks the privilege .*Create Webhooks/);
			assert.equal(refused.webhooks().length, 0);
			await refused.deactivate();
		});
		await check('trigger: a deactivation deletes its webhooks and no others', async () => {
			await workflow.deactivate();
			await workflow.hasWebhooks(0);
			assert.deepEqual(listNames(instance), foreign);
		});
		const provoked = [/refused a request|ignored a request/, /lacks the privilege/, /request entity too large/i];
		await checkLog(check, {
			name: 'n8n with the trigger',
			n8n: instance,
			secrets: [simulator.client.clientSecret],
			provoked,
		});
	} finally {
		await instance.close();
	}
}

interface PublicationStatus {
	status: string;
	triggers: Array<{ errorMessage: string | null }>;
}

function listNames({ simulator }: Instance): string[] {
	const store = simulator.state.classic.store('webhooks');
	return store.ids().map((id) => String(store.read(id)?.name));
}

/** n8n saves static data and registers the path asynchronously. Once that is done, a request with a wrong secret reaches the node. */
async function isListening(workflow: TriggerWorkflow, { rest }: Instance): Promise<void> {
	await waitUntil('the node responds', async () => (await send(workflow, '{}', 'wrong'))[0] === 401, 300);
	await waitUntil('the activation has ended', async () => {
		if (rest.isVersion1) return true;
		const path = `/rest/workflows/${workflow.saved.id}/publication-status`;
		return (await rest.call<{ status: string }>('GET', path)).status === 'published';
	});
}

async function send(
	workflow: TriggerWorkflow,
	body: string,
	secret?: string,
	contentType = 'application/json',
): Promise<[status: number, text: string]> {
	const [stored] = workflow.webhooks();
	const known = (JSON.parse(stored?.header ?? '{}') as Record<string, string>)['X-Webhook-Secret'] ?? '';
	const response = await fetchReady(stored?.url ?? '', {
		method: 'POST',
		headers: { 'content-type': contentType, 'X-Webhook-Secret': secret ?? known },
		body,
	});
	return [response.status, await response.text()];
}

async function sendOthers(workflow: TriggerWorkflow): Promise<void> {
	const before = await workflow.countRuns();
	const event = (name: string, filler = '') =>
		JSON.stringify({ webhook: { id: 1, webhookEvent: name, eventTimestamp: 1 }, event: { filler } });
	const added = event('ComputerAdded');
	assert.deepEqual(await send(workflow, added, 'wrong'), [401, '']);
	assert.deepEqual(await send(workflow, '<JSSEvent/>', undefined, 'text/xml'), [415, '']);
	assert.deepEqual(await send(workflow, '{}'), [400, '']);
	assert.deepEqual(await send(workflow, event('PushSent')), [200, '']);
	assert.deepEqual(await send(workflow, event('ComputerAdded', 'x'.repeat(9 << 20))), [413, '']);
	const response = await send(workflow, event('ComputerAdded', 'x'.repeat(17 << 20))).then(
		([status]) => String(status),
		(error: unknown) => codeOf(error),
	);
	// n8n rejects it from the header, and may close the connection while the body is still sent.
	assert.match(response, /^([45]\d\d|ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'n8n accepts 17 MB');
	await sleep(QUIET_MS);
	assert.equal(await workflow.countRuns(), before, 'a run started');
}

/** The code of the error below a failed fetch. */
function codeOf(error: unknown): string {
	const { cause } = error as { cause?: { code?: string } };
	return cause?.code ?? String(error);
}

async function listen(workflow: TriggerWorkflow, { rest }: Instance, enroll: () => Promise<void>): Promise<void> {
	const production = workflow.webhooks();
	const runs = await workflow.countRuns();
	const running = startExecution(rest, workflow.saved, NODE);
	await workflow.hasWebhooks(3, 'webhook-test');
	await running;
	await enroll();
	await workflow.hasWebhooks(0, 'webhook-test');
	await workflow.hasRuns(runs + 2);
	const { results } = await rest.call<{ results: Array<{ id: string; mode: string }> }>(
		'GET',
		'/rest/executions?limit=5',
	);
	const manual = results.find(({ mode }) => mode === 'manual');
	assert.ok(manual, 'the test started no run');
	const [item] = readOutput(await waitForEnd(rest, manual.id), NODE);
	assert.equal(item?.json.event, 'ComputerAdded');
	assert.deepEqual(workflow.webhooks(), production, 'the webhooks of production changed');
}

/** n8n 2 continues the activation after its response, with several attempts. */
async function failureOf({ rest }: Instance, { saved }: TriggerWorkflow): Promise<string> {
	let text = '';
	await waitUntil('the activation fails', async () => {
		const path = `/rest/workflows/${saved.id}/publication-status`;
		const { status, triggers } = await rest.call<PublicationStatus>('GET', path);
		text = triggers.map(({ errorMessage }) => errorMessage ?? '').join(' ');
		return status === 'failed';
	});
	return text;
}
