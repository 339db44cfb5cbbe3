import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SimulatorOptions } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { computeWorkflowRole } from '../../harness/requirements';
import { EXAMPLES, readListedPrivileges, readExample, runExample } from '../../harness/examples';
import { TestBench } from '../../harness/testBench';

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
		...['commandExamples', 'roleExamples', 'triggerExamples', 'nightlySync', 'snipeIt'].map((name) =>
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

describeExample('ai-help-desk-with-review', () => {
	const build = async () => {
		await open({ computers: 50 });
		const { serialNumber } = bench.simulator.state.computers.profile(12);
		const store = bench.simulator.state.classic.store('computergroups');
		const group = { name: 'Quarantine', is_smart: false, criteria: [], computers: [{ id: 11 }, { id: 12 }] };
		const id = store.insert(group);
		const members = () => (store.read(id)?.computers as Array<{ id: number }>).map((each) => each.id);
		return { serialNumber, members };
	};
	const ask = async (approve: boolean, calls: Array<{ tool: string; input: object }>) => {
		const chatInput = JSON.stringify({ approve, calls });
		return await runExample(bench, 'ai-help-desk-with-review', { input: [{ json: { chatInput } }] });
	};
	const writes = () => bench.requests.filter((request) => !request.startsWith('GET'));
	const call = (tool: string, serialNumber: string) => ({ tool, input: { serialNumber } });

	test('shows the preview to the person, and releases the computer after the approval', async () => {
		const { serialNumber, members } = await build();
		const filter = { tool: 'Find_Computers', input: { filter: `hardware.serialNumber=="${serialNumber}"` } };
		const preview = call('Preview_Release', serialNumber);
		const run = await ask(true, [filter, preview, call('Release_Computer', serialNumber)]);
		const [{ done } = {}] = run.items('AI Agent') as Array<{ done: Array<{ output: unknown }> }>;
		expect(done?.map(({ output }) => output)).toEqual([
			[expect.objectContaining({ id: '12' })],
			[expect.objectContaining({ preview: true })],
			[expect.objectContaining({ removed: ['12'], notMembers: [] })],
		]);
		const [{ message } = {}] = run.toolItems('Ask for Approval');
		expect(message).toContain(`wants to run Release_Computer with {"serialNumber":"${serialNumber}"}`);
		expect(message).toMatch(/Preview of Jamf Pro:[^]*"method": "PUT"[^]*computer_deletions[^]*"id": 12\b/);
		expect(writes()).toEqual([expect.stringMatching(/^PUT .*computergroups/)]);
		expect(members()).toEqual([11]);
	});

	test('changes nothing without an approval', async () => {
		const { serialNumber, members } = await build();
		const calls = [call('Preview_Release', serialNumber), call('Release_Computer', serialNumber)];
		const run = await ask(false, calls);
		expect(run.items('AI Agent')).toMatchObject([{ done: [{}, { output: 'rejected' }] }]);
		expect([run.hasRun('Release Computer'), writes(), members()]).toEqual([false, [], [11, 12]]);
	});

	test('tells the person when the model previewed another call, or none', async () => {
		const { serialNumber } = await build();
		const other = bench.simulator.state.computers.profile(11).serialNumber;
		const release = call('Release_Computer', serialNumber);
		for (const calls of [[call('Preview_Release', other), release], [release]]) {
			const [{ message } = {}] = (await ask(false, calls)).toolItems('Ask for Approval');
			expect(message).toMatch(/This was not previewed\. Disapprove it\.$/);
		}
	});
});
