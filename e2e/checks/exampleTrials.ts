import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { startVault } from '../../test/helpers/vault';
import { type Example, readExample, triggerOf } from '../exampleFiles';
import { errorOf, execute, type Execution, outputOf, start } from '../execution';
import { CREDENTIAL_TYPE, type SavedCredential } from '../rest';
import type { Suite } from '../suite';
import { startJira, startModel } from './standIns';

type Trial = (suite: Suite, name: string) => Promise<void>;

const DAY = 86_400_000;

/** What each example must bring about in a real n8n. */
export const TRIALS: Record<string, Trial> = {
	async 'getting-started'(suite, name) {
		const execution = await runExample(suite, await fillIn(suite, name));
		const counted = rows(execution, 'Count by OS').map(({ count_id }) => Number(count_id));
		assert.equal(
			counted.reduce((sum, count) => sum + count),
			Math.min(250, suite.simulator.state.computers.ids().length),
		);
	},

	async 'nightly-inventory-sync'(suite, name) {
		const { computers } = suite.simulator.state;
		const example = await fillIn(suite, name);
		const { id } = computers.add({ general: { name: 'Here for a night' } });
		const before = await runExample(suite, example);
		assert.equal(rows(before, 'Write Rows').length, computers.ids().length);
		computers.remove(id);
		computers.change({ id: 1, changes: {} }, { general: { name: 'Renamed since' } });
		const after = await runExample(suite, example);
		const ids = (execution: Execution) => new Map(rows(execution, 'Write Rows').map((row) => [row.jamf_id, row.id]));
		const kept = [...ids(before)].filter(([jamfId]) => jamfId !== String(id));
		assert.deepEqual([...ids(after)], kept, 'rows were added instead of changed');
		assert.equal(rows(after, 'Write Rows').find(({ jamf_id }) => jamf_id === '1')?.name, 'Renamed since');
		assert.deepEqual(
			rows(after, 'Delete Gone Computers').map(({ jamf_id }) => jamf_id),
			[String(id)],
		);
	},

	/** Slack's host is fixed: its node is pinned, and a node beside it evaluates the text that it would have sent. */
	async 'stale-devices-to-slack'(suite, name) {
		const { computers } = suite.simulator.state;
		const silent = { general: { lastContact: ago(2_000), name: 'Silent', remoteManagement: { managed: true } } };
		const { id } = computers.add(silent);
		const fresh = computers.add({ general: { ...silent.general, lastContact: ago(1), name: 'Fresh' } });
		const example = withTextOf(await fillIn(suite, name), 'Send to Slack');
		const pinned = { ...example, pinData: { 'Send to Slack': [{ json: { ok: true } }] } };
		const [{ text } = {}] = rows(await runExample(suite, pinned), 'Text');
		const stale = computers.values().filter((computer) => {
			const general = computers.section(computer, 'GENERAL') as unknown as typeof silent.general;
			return general.remoteManagement.managed && Date.parse(general.lastContact) < Date.now() - 30 * DAY;
		});
		const [first, second] = String(text).split('\n');
		assert.match(String(first), new RegExp(`^${stale.length} managed computers`));
		assert.match(String(second), /Silent/);
		assert.doesNotMatch(String(text), /Fresh/);
		computers.remove(id);
		computers.remove(fresh.id);

		const never = await fillIn(suite, name, {}, { '"value": 30,': '"value": 20000,' });
		await runExample(suite, never, { skipped: ['Make One List', 'Send to Slack'] });
	},

	async 'device-to-ticket'(suite, name) {
		const jira = await startJira();
		const token = { name: 'X-Token', value: 'of the help desk' };
		const jiraSoftwareCloudApi = { email: 'a@example.com', apiToken: 'jira', domain: jira.url };
		const example = await fillIn(suite, name, { httpHeaderAuth: token, jiraSoftwareCloudApi });
		const workflow = await suite.rest.createWorkflow(example);
		const report = async (serialNumber: string, header = token.value) => {
			await start(suite.rest, workflow, triggerOf(example));
			const response = await fetch(`${suite.n8n.url}/webhook-test/device-problem`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', [token.name]: header },
				body: JSON.stringify({ serialNumber, problem: 'Does not start' }),
			});
			return [response.status, await response.text()] as const;
		};
		try {
			const { serialNumber, name: computer } = suite.simulator.state.computers.traits(12);
			assert.deepEqual(await report('NOSUCHSERIAL'), [
				404,
				'{"error":"Jamf Pro has no computer with this serial number"}',
			]);
			assert.equal(jira.received.length, 0, 'Jira was asked');
			assert.deepEqual(await report(serialNumber), [201, '{"ticket":"HELP-1"}']);
			const issue = jira.received.find(({ method }) => method === 'POST')?.body as { fields: IDataObject } | undefined;
			assert.equal(issue?.fields.summary, `Does not start (${computer})`);
			assert.match(String(issue?.fields.description), new RegExp(`^Serial number: ${serialNumber}\n`));
			assert.deepEqual([issue?.fields.project, issue?.fields.issuetype], [{ id: '10000' }, { id: '10001' }]);
			assert.equal((await report(serialNumber, 'mistyped'))[0], 403);
		} finally {
			jira.close();
		}
	},

	async 'api-role-review'(suite, name) {
		const { roles } = suite.simulator.state;
		const reader = roles.insert((id) => ({
			id,
			displayName: 'Inventory Reader',
			privileges: ['Read Computers', 'Read Departments', 'Delete Computers'],
		}));
		const differing = rows(await runExample(suite, await fillIn(suite, name)), 'Roles That Differ');
		assert.deepEqual(
			differing.find(({ role }) => role === 'Inventory Reader'),
			{ role: 'Inventory Reader', status: 'differs', missing: ['Read Buildings'], extra: ['Delete Computers'] },
		);
		assert.equal(differing.find(({ role }) => role === 'API Role Auditor')?.status, 'role is missing');
		roles.remove(reader.id);
	},

	async 'rotate-client-secret'(suite, name) {
		const { simulator, rest, userFolder } = suite;
		const vault = await startVault('vault-token');
		try {
			const { id, clientId } = simulator.addClient({ displayName: 'Inventory Sync', privileges: [] });
			const httpHeaderAuth = { name: 'X-Vault-Token', value: 'vault-token' };
			const filledIn = { 'https://vault.example.com:8200': vault.url };
			const example = await fillIn(suite, name, { httpHeaderAuth }, filledIn);
			const executionId = await start(rest, await rest.createWorkflow(example), triggerOf(example));
			await gone(suite, executionId);
			const clientSecret = simulator.state.integrations.read(id)?.clientSecret ?? '';
			assert.deepEqual(vault.stored, [['/v1/secret/data/jamf/inventory-sync', { data: { clientId, clientSecret } }]]);
			for (const file of ['database.sqlite', 'database.sqlite-wal']) {
				const bytes = await readFile(path.join(userFolder, '.n8n', file));
				assert.ok(!bytes.includes(clientSecret), `the secret is in ${file}`);
			}
			assert.ok(!suite.n8n.log().includes(clientSecret), 'the secret is in the log');
		} finally {
			vault.close();
		}
	},

	async 'ai-agent'(suite, name) {
		const { serialNumber } = suite.simulator.state.computers.traits(12);
		const model = await startModel('Find_Computers', { filter: `hardware.serialNumber=="${serialNumber}"` });
		try {
			const openAiApi = { apiKey: 'model', url: `${model.url}/v1`, header: false };
			const example = await fillIn(suite, name, { openAiApi });
			const chatInput = `Which computer is ${serialNumber}?`;
			const message = { sessionId: 'e2e', action: 'sendMessage', chatInput };
			const asked = { ...example, pinData: { [triggerOf(example)]: [{ json: message }] } };
			const execution = await runExample(suite, asked, { skipped: ['List API Roles'] });
			const [{ output } = {}] = rows(execution, 'AI Agent');
			assert.match(String(output), new RegExp(`^Found: .*"id":"12".*${serialNumber}`));
			const [{ tools } = { tools: [] }] = model.received.map(
				({ body }) => body as { tools: Array<{ function: { name: string } }> },
			);
			assert.deepEqual(tools.map((tool) => tool.function.name).sort(), ['Find_Computers', 'List_API_Roles']);
		} finally {
			model.close();
		}
	},
};

const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

/** The example with the credential of the suite, new ones of other services, and texts. */
async function fillIn(
	{ rest, credential }: Suite,
	name: string,
	others: Record<string, ICredentialDataDecryptedObject> = {},
	filledIn?: Record<string, string>,
): Promise<Example> {
	const credentials: Record<string, SavedCredential> = { [CREDENTIAL_TYPE]: credential };
	for (const [type, data] of Object.entries(others))
		credentials[type] = await rest.createCredential(`${name} ${type}`, data, type);
	return await readExample(name, credentials, filledIn);
}

/** Runs it to its good end; all nodes must have run but these. */
async function runExample(
	{ rest }: Suite,
	example: Example,
	{ skipped = [] }: { skipped?: string[] } = {},
): Promise<Execution> {
	const execution = await execute(rest, await rest.createWorkflow(example), triggerOf(example));
	assert.equal(execution.status, 'success', errorOf(execution)?.message);
	const idle = example.nodes.filter(({ name, type }) => {
		return !type.endsWith('stickyNote') && !(name in execution.data.resultData.runData);
	});
	assert.deepEqual(
		idle.map(({ name }) => name),
		skipped,
		'nodes that did not run',
	);
	return execution;
}

function rows(execution: Execution, node: string): IDataObject[] {
	return outputOf(execution, node).map(({ json }) => json);
}

/** Adds a node beside this one that puts out what this one has as text. */
function withTextOf(example: Example, name: string): Example {
	const node = example.nodes.find((each) => each.name === name);
	const assignment = { id: 'text', name: 'text', value: node?.parameters.text ?? '', type: 'string' };
	const connections = Object.entries(example.connections).map(([from, { main = [] }]) => {
		const outputs = main.map((links) =>
			links?.flatMap((link) => (link.node === name ? [link, { ...link, node: 'Text' }] : [link])),
		);
		return [from, { main: outputs }];
	});
	const text = {
		id: 'text',
		name: 'Text',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [0, 200] as [number, number],
		parameters: { assignments: { assignments: [assignment] }, options: {} },
	};
	return {
		...example,
		nodes: [...example.nodes, text],
		connections: Object.fromEntries(connections) as Example['connections'],
	};
}

/** Waits until n8n has forgotten an execution. */
async function gone({ rest }: Suite, executionId: string): Promise<void> {
	for (let tries = 0; tries < 100; tries++) {
		const { id } = await rest.call<{ id?: string }>('GET', `/rest/executions/${executionId}`);
		if (id === undefined) return;
		await sleep(100);
	}
	assert.fail('n8n kept the execution');
}
