import type { SimulatorOptions } from '../../simulator';
import { readListedPrivileges, readExample, runExample } from '../../harness/examples';
import { TestBench } from '../../harness/testBench';
import { startN8nApi } from '../../harness/n8nApi';
import { startVault } from '../../harness/vault';

let bench: TestBench;
let privileges: string[];
const opened: TestBench[] = [];
const open = async (options?: SimulatorOptions) => {
	bench = await TestBench.open(options);
	opened.push(bench);
	const client = bench.simulator.addClient({ displayName: 'n8n', privileges });
	bench.signInAs(client, options?.tls && { caPem: options.tls.cert });
};
afterEach(async () => {
	for (const each of opened.splice(0)) await each.close();
});

/** Runs an example with only the privileges that docs/examples.md lists. */
function describeExample(name: string, tests: () => void): void {
	describe(name, () => {
		beforeAll(() => (privileges = readListedPrivileges(name)));
		tests();
	});
}

describeExample('role-for-workflow', () => {
	const named = () =>
		bench.simulator.state.roles.values().filter(({ displayName }) => displayName === 'n8n: Buildings of computers');

	test('creates a role with the privileges of the pasted workflow, and leaves it unchanged in the next run', async () => {
		await open({ computers: 0 });
		const run = await runExample(bench, 'role-for-workflow');
		const privileges = ['Read Buildings', 'Read Computers', 'Update Buildings'];
		expect(run.items('Get Required Privileges')).toMatchObject([{ privileges, unknown: [], notOnServer: [] }]);
		expect(run.items('Create or Update Role')).toMatchObject([{ outcome: 'created', added: privileges }]);
		expect(named()).toMatchObject([{ privileges }]);
		const again = await runExample(bench, 'role-for-workflow');
		expect(again.items('Create or Update Role')).toMatchObject([{ outcome: 'unchanged' }]);
	});

	test('updates the role when the workflow changes', async () => {
		await open({ computers: 2 });
		await runExample(bench, 'role-for-workflow');
		const changed = await runExample(bench, 'role-for-workflow', {
			replaced: { '\\"building\\"': '\\"department\\"' },
		});
		expect(changed.items('Create or Update Role')).toMatchObject([
			{
				outcome: 'updated',
				added: ['Read Departments', 'Update Departments'],
				removed: ['Read Buildings', 'Update Buildings'],
			},
		]);
	});
});

describeExample('api-role-review', () => {
	const review = async (replaced: Record<string, string> = {}) => {
		const run = await runExample(bench, 'api-role-review', { replaced });
		return run.items('Send to Slack').map(({ sent }) => sent as { channelId: object; text: string });
	};

	test('sends one message with every finding, most severe first', async () => {
		await open({ computers: 0 });
		const { roles } = bench.simulator.state;
		bench.simulator.addClient({ displayName: 'Inventory Reader', privileges: ['Read Computers', 'Delete Computers'] });
		roles.insert((id) => ({ id, displayName: 'Guest', privileges: ['Create API Roles'] }));
		const [message, ...others] = await review();
		expect(others).toEqual([]);
		expect(message?.channelId).toEqual({ __rl: true, mode: 'name', value: '#jamf' });
		const lines = message?.text.split('\n') ?? [];
		expect(lines[0]).toMatch(/^\d+ findings about API roles and clients of Jamf Pro:$/);
		expect(lines).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^• high: API role "Guest": .*: Create API Roles\.$/),
				'• medium: API role "Inventory Reader": The role has privileges that are not in the baseline: Delete Computers.',
				'• medium: API role "API Role Auditor": The role is in the baseline but not on the server.',
				'• low: API role "Guest": No API client has the role.',
			]),
		);
		const severities = lines
			.slice(1)
			.map((line) => ['high', 'medium', 'low'].findIndex((each) => line.includes(`• ${each}:`)));
		expect(severities).toEqual([...severities].sort());
		// The administrator has every privilege of the server.
		expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(300);
	});

	test('truncates a long list', async () => {
		await open({ computers: 0 });
		for (let count = 0; count < 25; count++)
			bench.simulator.state.roles.insert((id) => ({ id, displayName: `Unused ${count}`, privileges: [] }));
		const [message] = await review();
		const lines = message?.text.split('\n') ?? [];
		expect([lines.length, lines.at(-1)]).toEqual([22, '...']);
	});

	test('sends nothing when everything is as agreed', async () => {
		await open({ computers: 0 });
		const { roles, integrations } = bench.simulator.state;
		for (const { id, displayName } of integrations.values()) if (displayName !== 'n8n') integrations.remove(id);
		for (const { id, displayName } of roles.values()) if (displayName !== 'n8n') roles.remove(id);
		bench.simulator.addClient({
			displayName: 'Inventory Reader',
			privileges: ['Read Buildings', 'Read Computers', 'Read Departments'],
		});
		expect(await review({ 'API Role Auditor': 'n8n' })).toEqual([]);
	});
});

describeExample('rotate-client-secret', () => {
	let vault: Awaited<ReturnType<typeof startVault>>;
	let n8n: Awaited<ReturnType<typeof startN8nApi>>;
	afterEach(() => {
		vault.close();
		n8n.close();
	});

	/** Rotates the secret of a client whose credential is in n8n. */
	const rotate = async ({ vaultToken = 'vault-token', apiKey = 'api-key', enabled = true } = {}) => {
		await open({ computers: 0 });
		const client = bench.simulator.addClient({ displayName: 'Inventory Sync', privileges: [], enabled });
		const { clientId, clientSecret } = client;
		vault = await startVault('vault-token');
		n8n = await startN8nApi('api-key', {
			id: 'c7',
			data: { serverUrl: 'https://example.jamfcloud.com', clientId, clientSecret },
		});
		bench.engine.credentials.store.set('vault', { name: 'X-Vault-Token', value: vaultToken });
		bench.engine.credentials.store.set('n8n-api', { apiKey });
		const run = await runExample(bench, 'rotate-client-secret', {
			replaced: {
				'https://vault.example.com:8200': vault.url,
				'https://n8n.example.com': n8n.url,
				'ID-OF-THE-CREDENTIAL': 'c7',
			},
		});
		return { run, client, stored: bench.simulator.state.integrations.read(client.id)?.clientSecret ?? '' };
	};

	test('hands the proven secret to the vault and to the credential in n8n, and not to the last node', async () => {
		const { run, client, stored } = await rotate();
		const { clientId } = client;
		expect(stored).not.toBe(client.clientSecret);
		expect(run.items('Rotate Secret')).toMatchObject([{ proven: true, validSecret: 'new', clientSecret: stored }]);
		expect(vault.stored).toEqual([
			['/v1/secret/data/jamf/inventory-sync', { data: { clientId, clientSecret: stored } }],
		]);
		expect(n8n.credential.data).toEqual({
			serverUrl: 'https://example.jamfcloud.com',
			clientId,
			clientSecret: stored,
		});
		expect(run.items('Report')).toEqual([
			{
				client: 'Inventory Sync',
				clientId,
				vaultVersion: 1,
				n8nCredential: 'c7',
				oldTokensValidUntil: expect.any(String),
			},
		]);
		expect(JSON.stringify(run.items('Report'))).not.toContain(stored);
	});

	test.each([
		['the vault', { vaultToken: 'another' }, /403/],
		['n8n', { apiKey: 'another' }, /401/],
	])('does not rotate when %s rejects its credential', async (_, wrong, message) => {
		const { run, client, stored } = await rotate(wrong);
		expect(run.error).toMatch(message);
		expect(stored).toBe(client.clientSecret);
		expect(n8n.credential.data.clientSecret).toBe(client.clientSecret);
	});

	test('a secret that cannot be proven is in the vault, and the credential in n8n keeps the old one', async () => {
		const { run, client, stored } = await rotate({ enabled: false });
		expect(stored).not.toBe(client.clientSecret);
		expect(vault.stored).toMatchObject([[expect.any(String), { data: { clientSecret: stored } }]]);
		expect(n8n.credential.data.clientSecret).toBe(client.clientSecret);
		expect(run.error).toMatch(/^The new secret of Inventory Sync is in the vault, but is not proven to work\./);
		expect(run.error).not.toContain(stored);
		expect(run.hasRun('Report')).toBe(false);
	});

	test('does not save execution data', () => {
		expect(readExample('rotate-client-secret').settings).toMatchObject({
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
			saveManualExecutions: false,
			saveExecutionProgress: false,
		});
	});
});
