import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import { type Simulator, startSimulator } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { checkLog } from '../checks/log';
import { runByEvents } from '../checks/trigger/runByEvents';
import { type Cluster, startCluster, countStarted } from '../cluster';
import type { N8nInstallation } from '../../harness/n8n/install';
import { readManifest } from '../package';
import type { SavedWorkflow } from '../rest';
import type { Check } from '../runner';
import { credentialData } from '../server';
import { waitUntil } from '../waitUntil';
import { createItemsNode, createJamfNode, saveChain, type Step } from '../workflow';
import { fetchReady } from '../fetchReady';

const EXECUTIONS = 200;
const WRITES = 60;
const CONNECTIONS = 5;
const COMPUTERS = 500;

const inventory = { resource: 'apiRequest', operation: 'send', path: '/v4/computers-inventory', returnAll: true };
const createBuilding = {
	...{ resource: 'apiRequest', operation: 'send', method: 'POST', path: '/v1/buildings' },
	...{ bodyKind: 'json', json: '={{ JSON.stringify({ name: $json.name }) }}' },
};

/** n8n in queue mode: a main process and two workers. */
export async function checkQueue(check: Check, installed: N8nInstallation, tarball: string): Promise<void> {
	const { name: packageName } = await readManifest();
	const cluster = await startCluster(installed, tarball, 2);
	const secrets: string[] = [];
	const save = async (simulator: Simulator, name: string, parameters: INodeParameters, cap: number, rows?: Step) => {
		secrets.push(simulator.client.clientSecret);
		const data = { ...credentialData(simulator), maxConcurrentRequests: cap };
		const node = createJamfNode(`${packageName}.jamfPro`, await cluster.rest.createCredential(name, data), parameters);
		return await activate(cluster, name, [...(rows ? [rows] : []), node]);
	};
	try {
		await check(`queue: ${EXECUTIONS} executions on two workers use at most ${CONNECTIONS} connections each`, () =>
			withSimulator(async (simulator) => {
				const workflow = await save(simulator, 'inventory', inventory, CONNECTIONS);
				await runMany(cluster, workflow, EXECUTIONS);
				const { peakConnections } = simulator.stats;
				console.log(
					`      ${cluster.workers.map(countStarted).join(' and ')} executions, peak ${peakConnections} connections`,
				);
				for (const worker of cluster.workers) assert.ok(countStarted(worker) > 0, 'a worker ran nothing');
				assert.ok(peakConnections <= 2 * CONNECTIONS, `${peakConnections} connections at once`);
				assert.ok(peakConnections > CONNECTIONS, `only ${peakConnections} connections: no load`);
			}),
		);
		await check('queue: Max Concurrent Requests 2 allows at most 4 connections', () =>
			withSimulator(async (simulator) => {
				await runMany(cluster, await save(simulator, 'inventory, gently', inventory, 2), EXECUTIONS / 4);
				const { peakConnections } = simulator.stats;
				assert.ok(peakConnections > 0 && peakConnections <= 4, `${peakConnections} connections at once`);
			}),
		);
		await check('queue: after a worker is killed during writes n8n recovers, and nothing is written twice', () =>
			withSimulator(async (simulator) => {
				simulator.fault({ kind: 'latency', ms: 1_000, method: 'POST', path: '/api/v1/buildings' });
				const rows = createItemsNode(...Array.from({ length: WRITES }, (_, at) => ({ name: `Building ${at}` })));
				const workflow = await save(simulator, 'buildings', createBuilding, CONNECTIONS, rows);
				await killAmidWrites(cluster, workflow, simulator);
			}),
		);
		await check(`queue: the remaining worker continues with at most ${CONNECTIONS} connections`, () =>
			withSimulator(async (simulator) => {
				await runMany(cluster, await save(simulator, 'inventory, alone', inventory, CONNECTIONS), EXECUTIONS / 4);
				const { peakConnections } = simulator.stats;
				assert.ok(peakConnections <= CONNECTIONS, `${peakConnections} connections at once`);
			}),
		);
		await check('queue: events of Jamf Pro arrive at the webhook processor and run on a worker', () =>
			withSimulator(async (simulator) => {
				secrets.push(simulator.client.clientSecret);
				await runByEvents(cluster, simulator, `${packageName}.jamfProTrigger`);
			}),
		);
		// n8n's recovery of the execution on the worker that was killed.
		const provoked = [/failed to be processed too many times/];
		await checkLog(check, { name: 'main', n8n: cluster.main, secrets, provoked });
		await checkLog(check, { name: 'webhook processor', n8n: cluster.webhookProcessor, secrets });
		for (const [at, n8n] of cluster.workers.entries())
			await checkLog(check, { name: `worker ${at + 1}`, n8n, secrets });
	} finally {
		await cluster.close();
	}
}

/** Starts a new server for each check, so that no connection is left from the previous one. */
async function withSimulator(use: (simulator: Simulator) => Promise<void>): Promise<void> {
	const simulator = await startSimulator({ tls: TEST_CERTIFICATE, computers: COMPUTERS, latencyMs: 5, compress: true });
	try {
		await use(simulator);
	} finally {
		await simulator.close();
	}
}

const pathOf = (name: string) => name.replace(/\W+/g, '-');

async function activate({ main, rest }: Cluster, name: string, steps: Step[]): Promise<SavedWorkflow> {
	const parameters = { path: pathOf(name), httpMethod: 'POST', responseMode: 'onReceived', options: {} };
	const webhook = { name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters, webhookId: name };
	const workflow = await saveChain(rest, name, steps, webhook);
	await rest.call('POST', `/rest/workflows/${workflow.id}/activate`, { versionId: workflow.versionId });
	await registered(`${main.url}/webhook/${pathOf(name)}`);
	return workflow;
}

/** n8n responds before the webhook is registered. It responds to a GET with a hint at the POST, without running anything. */
async function registered(url: string): Promise<void> {
	await waitUntil(`${url} is registered`, async () =>
		(await (await fetch(url)).text()).includes('Did you mean to make a POST'),
	);
	await sleep(1_000);
}

async function trigger({ main }: Cluster, { name }: SavedWorkflow): Promise<void> {
	const response = await fetchReady(`${main.url}/webhook/${pathOf(name)}`, { method: 'POST' });
	assert.equal(response.status, 200, await response.text());
}

async function runMany(cluster: Cluster, workflow: SavedWorkflow, count: number): Promise<void> {
	await Promise.all(Array.from({ length: count }, () => trigger(cluster, workflow)));
	const { success } = await endOf(cluster, workflow, count);
	assert.equal(success, count, 'not all executions succeeded');
}

async function killAmidWrites(cluster: Cluster, workflow: SavedWorkflow, simulator: Simulator): Promise<void> {
	const posts = () => simulator.journal.filter(({ method, path }) => method === 'POST' && path === '/api/v1/buildings');
	const before = cluster.workers.map(countStarted);
	const known = simulator.state.buildings.ids().length;
	await trigger(cluster, workflow);
	await waitUntil('a quarter is written', () => posts().length >= WRITES / 4);
	const victim = cluster.workers.findIndex((worker, at) => countStarted(worker) > (before[at] ?? 0));
	await cluster.workers[victim]?.stop('SIGKILL');
	const statuses = await endOf(cluster, workflow, 1);
	assert.equal(statuses.success, 0, 'the execution reports success');
	await sleep(5_000);
	const written = simulator.state.buildings.values().slice(known);
	console.log(`      ${written.length} of ${WRITES} written, then ${JSON.stringify(statuses)}`);
	assert.ok(written.length < WRITES, 'the worker was killed too late');
	assert.equal(new Set(written.map(({ name }) => name)).size, written.length, 'a building was written twice');
	const refused = posts().filter(({ status }) => status !== 201 && status !== 0);
	assert.deepEqual(refused, [], 'a write was repeated');
	assert.ok(posts().length <= written.length + CONNECTIONS, 'more requests than buildings');
}

type Ends = Record<'success' | 'error' | 'crashed', number>;

/** Waits until all executions have ended, and counts how. */
async function endOf({ rest }: Cluster, { id }: SavedWorkflow, count: number): Promise<Ends> {
	const ends: Ends = { success: 0, error: 0, crashed: 0 };
	const countEnds = async () => {
		for (const status of Object.keys(ends) as Array<keyof Ends>) {
			const filter = encodeURIComponent(JSON.stringify({ workflowId: id, status: [status] }));
			ends[status] = (await rest.call<{ count: number }>('GET', `/rest/executions?limit=1&filter=${filter}`)).count;
		}
		return ends.success + ends.error + ends.crashed >= count;
	};
	await waitUntil(`${count} executions of workflow ${id} end`, countEnds, 500);
	return ends;
}
