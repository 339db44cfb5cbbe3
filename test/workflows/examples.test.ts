import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SimulatorOptions } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { computeWorkflowRole } from '../../harness/requirements';
import { EXAMPLES, readListedPrivileges, readExample, runExample } from '../../harness/examples';
import { TestBench } from '../../harness/testBench';
import { startN8nApi } from '../../harness/n8nApi';
import { startVault } from '../../harness/vault';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

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

describeExample('getting-started', () => {
	test('reads 250 computers in pages, with one token, over TLS', async () => {
		await open({ tls: TEST_CERTIFICATE, computers: 400 });
		const run = await runExample(bench, 'getting-started');
		expect(run.items('Read Computers').map(({ id }) => id)).toEqual(
			Array.from({ length: 250 }, (_, index) => String(index + 1)),
		);
		const counted = run.items('Count by OS').reduce((sum, row) => sum + Number(row.count_id), 0);
		expect(counted).toBe(250);
		expect(bench.simulator.state.roles.values().at(-1)?.privileges).toEqual([
			'Read Buildings',
			'Read Computers',
			'Read Departments',
		]);
		expect(bench.simulator.stats.tokens).toBe(1);
		expect(bench.simulator.stats.byRoute['GET /api/v4/computers-inventory']).toBeGreaterThanOrEqual(3);
	});
});

describeExample('stale-devices-to-slack', () => {
	const contacts = async (...days: number[]) => {
		await open({ computers: 0 });
		for (const [index, each] of days.entries()) {
			bench.simulator.state.computers.add({
				general: {
					name: `Mac ${index + 1}`,
					lastCheckIn: ago(each),
					lastContact: null,
					remoteManagement: { managed: true },
				},
				hardware: { serialNumber: `SERIAL${index + 1}` },
				userAndLocation: { realname: index === 0 ? '' : 'Ada Chen' },
			});
		}
	};
	const sent = async () => {
		const run = await runExample(bench, 'stale-devices-to-slack');
		return run.items('Send to Slack').map(({ sent: message }) => message);
	};

	test('sends one message, longest silence first, without computers that checked in', async () => {
		await contacts(31, 400, 29, 0);
		const unmanaged = { name: 'Unmanaged', lastCheckIn: ago(90), remoteManagement: { managed: false } };
		bench.simulator.state.computers.add({ general: unmanaged });
		const text = [
			'2 managed computers have not checked in for 30 days:',
			`• ${ago(400).slice(0, 10)}  Mac 2 (SERIAL2), Ada Chen`,
			`• ${ago(31).slice(0, 10)}  Mac 1 (SERIAL1), no user`,
		].join('\n');
		expect(await sent()).toEqual([{ channelId: { __rl: true, mode: 'name', value: '#jamf' }, text }]);
	});

	test('lists a computer that never checked in, and ignores a null last contact', async () => {
		await contacts(1, 40);
		bench.simulator.state.computers.add({
			general: { name: 'New', lastCheckIn: null, lastContact: null, remoteManagement: { managed: true } },
			hardware: { serialNumber: 'NEW' },
			userAndLocation: { realname: '' },
		});
		const [{ text } = { text: '' }] = (await sent()) as Array<{ text: string }>;
		expect(text.split('\n')[0]).toBe('2 managed computers have not checked in for 30 days:');
		expect(text).toContain('• never  New (NEW), no user');
		expect(text).not.toContain('SERIAL1');
	});

	test('sends nothing when there are none', async () => {
		await contacts(29, 1);
		expect(await sent()).toEqual([]);
	});

	test('truncates a long list', async () => {
		await contacts(...Array.from({ length: 21 }, () => 40));
		const [message] = (await sent()) as Array<{ text: string }>;
		const lines = message?.text.split('\n') ?? [];
		expect([lines.length, lines[0], lines.at(-1)]).toEqual([22, expect.stringMatching(/^21 managed/), '...']);
	});
});

describeExample('device-to-ticket', () => {
	const report = async (serialNumber?: string) =>
		await runExample(bench, 'device-to-ticket', {
			input: [{ json: { body: { serialNumber, problem: 'Does not start' } } }],
		});

	test('opens a ticket with the Jamf data, whatever the case of the serial number', async () => {
		await open({ computers: 50 });
		const { serialNumber, name, realname, system, model } = bench.simulator.state.computers.profile(12);
		const run = await report(` ${serialNumber.toLowerCase()} `);
		const [issue] = run.items('Create Jira Issue') as Array<{ sent: { summary: string; additionalFields: object } }>;
		expect(issue?.sent.summary).toBe(`Does not start (${name})`);
		const description = [
			`Serial number: ${serialNumber}`,
			`Computer: ${name} (Jamf ID 12), ${model.name}`,
			`macOS: ${system.version}`,
			`User: ${realname}`,
		].join('\n');
		expect(issue?.sent.additionalFields).toEqual({ description: expect.stringContaining(description) as string });
		expect(run.items('Answer: Ticket')).toEqual([
			{ sent: { responseBody: '{"ticket":"HELP-1"}', options: { responseCode: 201 } } },
		]);
		expect(run.hasRun('Answer: Not Found')).toBe(false);
	});

	const refusal = expect.stringContaining('no computer with this serial number') as string;

	test.each([['NOSUCHSERIAL'], ['*'], ['" or id!="0'], [''], [undefined]])(
		'opens no ticket for %j',
		async (serialNumber) => {
			await open({ computers: 5 });
			const run = await report(serialNumber);
			expect(run.items('Answer: Not Found')).toEqual([
				{ sent: { responseBody: refusal, options: { responseCode: 404 } } },
			]);
			expect(run.hasRun('Create Jira Issue')).toBe(false);
		},
	);
});

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

describeExample('ai-agent', () => {
	const ask = async (tool: string, input: object) =>
		await runExample(bench, 'ai-agent', { input: [{ json: { chatInput: JSON.stringify({ tool, input }) } }] });

	test('lets the model fill in the filter and nothing else', async () => {
		await open({ computers: 50 });
		const { serialNumber } = bench.simulator.state.computers.profile(12);
		const run = await ask('Find_Computers', {
			filter: `hardware.serialNumber=="${serialNumber}"`,
			path: '/v1/scripts',
		});
		const [{ tools, description, output } = {}] = run.items('AI Agent') as Array<Record<string, unknown>>;
		expect(tools).toEqual(['List_API_Roles', 'Find_Computers']);
		expect(description).toMatch(/RSQL/);
		const text = expect.any(String) as string;
		expect(output).toEqual([
			{
				id: '12',
				general: { name: text, lastCheckIn: text },
				hardware: { serialNumber, model: text },
				operatingSystem: { version: text },
				userAndLocation: { username: text, realname: text },
			},
		]);
		expect(bench.requests).toEqual(['GET /api/v4/computers-inventory']);
	});

	test('truncates a list of many computers, and lists roles', async () => {
		await open({ computers: 50 });
		const [{ output } = {}] = (await ask('Find_Computers', { filter: 'id=gt="0"' })).items('AI Agent');
		expect(output).toHaveLength(10);
		const [{ output: roles } = {}] = (await ask('List_API_Roles', {})).items('AI Agent');
		expect(roles).toHaveLength(bench.simulator.state.roles.ids().length);
	});

	test('does not call the tool without a filter', async () => {
		await open();
		expect((await ask('Find_Computers', {})).error).toMatch(/schema/);
		expect(bench.requests).toEqual([]);
	});
});

test('every example has tests', () => {
	const files = [
		__filename,
		...['commandExamples', 'triggerExamples', 'nightlySync', 'snipeIt'].map((name) =>
			path.join(__dirname, `${name}.test.ts`),
		),
	];
	const text = files.map((file) => readFileSync(file, 'utf8')).join('');
	const tested = [...text.matchAll(/^(?:describeExample\(|const NAME = )'([^']+)'/gm)].map(([, name]) => name);
	expect(tested.sort()).toEqual([...EXAMPLES].sort());
});

test.each(EXAMPLES)('%s: is listed and shown in docs/examples.md', (name) => {
	const root = path.join(__dirname, '../..');
	expect(readListedPrivileges(name)).not.toEqual([]);
	const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
	expect(read('docs/examples.md')).toContain(`(images/${name}.png)`);
	expect(statSync(path.join(root, `docs/images/${name}.png`)).size).toBeLessThan(120_000);
});

test.each(EXAMPLES)('%s: the README lists the privileges that its nodes require', (name) => {
	const { privileges } = computeWorkflowRole(readExample(name));
	expect([...readListedPrivileges(name)].sort()).toEqual(privileges.map(({ privilege }) => privilege).sort());
});

test.each(EXAMPLES)('%s: refers only to nodes that exist', (name) => {
	const { nodes, connections } = readExample(name);
	const names = nodes.map((node) => node.name);
	expect(new Set(names).size).toBe(names.length);
	const named = [...JSON.stringify(nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, node]) => node);
	const linked = Object.entries(connections).flatMap(([from, outputs]) => [
		from,
		...Object.values(outputs).flatMap((groups) => groups.flatMap((group) => group?.map(({ node }) => node) ?? [])),
	]);
	expect(names).toEqual(expect.arrayContaining([...named, ...linked]));
	const note = nodes.find(({ type }) => type.endsWith('stickyNote'));
	expect(note?.parameters.content).toMatch(/credential/);
});
