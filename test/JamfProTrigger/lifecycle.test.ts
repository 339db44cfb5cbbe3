import { TestBench, locator } from '../../harness/testBench';
import { TriggerHost } from '../../harness/triggerHost';
import type { INodeParameters } from 'n8n-workflow';

const ALL = ['Create Webhooks', 'Read Webhooks', 'Update Webhooks', 'Delete Webhooks'];

let bench: TestBench;
const hosts: TriggerHost[] = [];

beforeAll(async () => {
	bench = await TestBench.open({ computers: 20, tokenLifetimeSeconds: 3600, keepBodies: true });
});
beforeEach(() => bench.signInAs(bench.simulator.client));
afterEach(async () => {
	bench.simulator.clearFaults();
	bench.simulator.state.classic.storesWebhookHeaders = true;
	for (const host of hosts.splice(0)) {
		bench.signInAs(bench.simulator.client);
		await host.deactivate();
		await host.stopListening();
		await host.close();
	}
	// The initial webhooks are unchanged.
	expect(webhooks().map(({ name }) => name)).toEqual(['Inventory to Data Platform', 'Enrollment Notifications']);
});
afterAll(() => bench.close());

const open = async (parameters: INodeParameters, options = {}) => {
	const host = await TriggerHost.open(bench.engine, parameters, options);
	hosts.push(host);
	return host;
};

function webhooks() {
	const store = bench.simulator.state.classic.store('webhooks');
	return store.ids().map((id) => ({ id, ...store.read(id) }) as Record<string, unknown> & { id: number });
}

const own = () => webhooks().slice(2);
const enrollments = { events: ['ComputerAdded', 'MobileDeviceEnrolled'] };
const requestsOf = () => bench.requests.map((request) => request.replace(/\d+$/, 'N'));

test('an activation creates one webhook per event, with a header that only static data can verify', async () => {
	const host = await open({ ...enrollments, options: { readTimeout: 4, namePrefix: 'Ops' } });
	await host.activate();
	expect(own()).toEqual(
		['ComputerAdded', 'MobileDeviceEnrolled'].map((event) => ({
			id: expect.any(Number) as number,
			name: expect.stringMatching(new RegExp(`^Ops [0-9a-f]{12} ${event} Enrollment$`)) as string,
			event,
			url: host.url(),
			enabled: true,
			content_type: 'application/json',
			connection_timeout: 5,
			read_timeout: 4,
			authentication_type: 'HEADER',
			header: expect.stringMatching(/^\{"X-Webhook-Secret":"[\w-]{43}"\}$/) as string,
			hash_algorithm: 'SHA256',
			username: '',
			password: '',
			smart_group_id: -1,
			enable_display_fields_for_group_object: false,
			display_fields: [],
		})),
	);
	const secret = (JSON.parse(String(own()[0]?.header)) as Record<string, string>)['X-Webhook-Secret'] ?? '';
	expect(host.savedStaticData).not.toContain(secret);
	expect(Object.keys(JSON.parse(host.savedStaticData) as object)).toEqual(['global']);
});

test('a check of an intact node requests the list and each of its webhooks once', async () => {
	const host = await open(enrollments);
	await host.activate();
	bench.simulator.resetStats();
	await host.activate('init');
	expect(requestsOf()).toEqual([
		'GET /JSSResource/webhooks',
		'GET /JSSResource/webhooks/id/N',
		'GET /JSSResource/webhooks/id/N',
	]);
});

test.each<[string, (host: TriggerHost) => void]>([
	['a disabled webhook', () => edit({ enabled: false })],
	['XML', () => edit({ content_type: 'text/xml' })],
	['another URL', () => edit({ url: 'https://elsewhere.example.com/' })],
	['another event', () => edit({ event: 'PushSent' })],
	['another secret', () => edit({ header: '{"X-Webhook-Secret":"guessed"}' })],
	['no authentication', () => edit({ authentication_type: 'NONE', header: '' })],
	['BASIC authentication', () => edit({ authentication_type: 'BASIC', username: 'ada', password: 'old', header: '' })],
	['a deleted webhook', () => void bench.simulator.state.classic.store('webhooks').remove(own()[0]?.id ?? 0)],
	['lost static data', (host) => (host.savedStaticData = '{}')],
	['a changed address', (host) => (host.baseUrl = 'http://127.0.0.1:5999/n8n')],
	['a renamed workflow', (host) => (host.workflowName = 'Other')],
	['other events', (host) => (host.node.parameters = { events: ['PushSent', 'ComputerAdded'] })],
	[
		'a doubled webhook',
		() =>
			void bench.simulator.state.classic
				.store('webhooks')
				.insert({ ...own()[0], name: `Copy of ${String(own()[0]?.name)}` }),
	],
])('repairs %s', async (_, change) => {
	const host = await open(enrollments);
	await host.activate();
	const before = own();
	change(host);
	expect(await host.call('checkExists', { mode: 'trigger', activation: 'init' })).toBe(false);
	await host.activate('init');
	expect(await host.call('checkExists', { mode: 'trigger', activation: 'init' })).toBe(true);
	const events = host.node.parameters.events as string[];
	expect(
		own()
			.map(({ event }) => event)
			.sort(),
	).toEqual([...events].sort());
	expect(own().every(({ url, enabled }) => url === host.url() && enabled === true)).toBe(true);
	expect(new Set(own().map(({ header }) => header)).size).toBe(1);
	expect(own()[0]).toMatchObject({ authentication_type: 'HEADER', username: '', content_type: 'application/json' });
	expect(before).toHaveLength(2);
});

function edit(fields: Record<string, string | boolean>): void {
	const store = bench.simulator.state.classic.store('webhooks');
	const [first] = own();
	if (first) store.write(first.id, { ...store.read(first.id), ...fields });
}

test('create is idempotent, also when called five times at once', async () => {
	const host = await open(enrollments);
	const how = { mode: 'trigger', activation: 'activate' } as const;
	await Promise.all(Array.from({ length: 5 }, () => host.call('create', how)));
	expect(own()).toHaveLength(2);
	for (let time = 0; time < 3; time++) await host.call('create', how);
	expect(own()).toHaveLength(2);
});

test('test and production, two n8n instances and two nodes do not affect each other', async () => {
	const first = await open(enrollments);
	const second = await open(enrollments, { instance: 'another n8n' });
	const third = await open(enrollments, { webhookId: 'a1b2c3d4-0000-4000-8000-000000000002' });
	for (const host of [first, second, third]) await host.activate();
	await first.listen();
	expect(own()).toHaveLength(8);
	expect(own().filter(({ url }) => url === first.url(true))).toHaveLength(2);
	await second.deactivate();
	expect(own().filter(({ url }) => url === second.url())).toEqual([]);
	await first.stopListening();
	expect(own().map(({ url }) => url)).toEqual([first.url(), first.url(), third.url(), third.url()]);
	for (const host of [first, third]) {
		expect(await host.call('checkExists', { mode: 'trigger', activation: 'init' })).toBe(true);
	}
});

test('deletes what was never created, or is already deleted, without an error', async () => {
	const host = await open(enrollments);
	await host.deactivate();
	await host.activate();
	bench.simulator.fault({ kind: 'resetAfter', method: 'DELETE', path: /webhooks/, times: 2 });
	await host.deactivate().catch(() => undefined);
	await host.deactivate();
	expect(own()).toEqual([]);
});

test('adopts a webhook whose creation was not confirmed', async () => {
	const host = await open({ events: ['ComputerAdded'] });
	bench.simulator.fault({ kind: 'resetAfter', method: 'POST', path: /webhooks/, times: 1 });
	await host.call('create', { mode: 'trigger', activation: 'activate' }).catch(() => undefined);
	const [created] = own();
	expect(created).toBeDefined();
	await host.activate();
	expect(own().map(({ id }) => id)).toEqual([created?.id]);
});

test.each([
	['Read Webhooks', /lacks the privilege "Read Webhooks"/],
	['Create Webhooks', /lacks the privilege "Create Webhooks"/],
])('names the privileges in the error without %s', async (missing, text) => {
	const host = await open(enrollments);
	bench.signInWith([...ALL.filter((name) => name !== missing), 'Read API Roles']);
	const error = await host.activate().catch((reason: Error) => reason);
	expect(error).toMatchObject({
		message: expect.stringMatching(text) as string,
		description: expect.stringMatching(text) as string,
	});
	for (const name of ALL) expect(String(error)).toContain(name);
});

test('works with four privileges', async () => {
	const host = await open(enrollments);
	bench.signInWith(ALL);
	await host.activate();
	edit({ enabled: false });
	await host.activate();
	await host.deactivate();
	expect(own()).toEqual([]);
});

test('reports a server that does not store the header, and leaves nothing behind', async () => {
	const host = await open(enrollments);
	bench.simulator.state.classic.storesWebhookHeaders = false;
	await expect(host.activate()).rejects.toThrow(/did not store header\. Older versions of Jamf Pro/);
	expect(own()).toEqual([]);
});

test('no temporary error contains the word that keeps n8n from retrying', async () => {
	const host = await open(enrollments);
	const body = '<html><p>Error: Authorization service restarting</p></html>';
	bench.simulator.fault({ kind: 'status', status: 400, body, path: /webhooks/ });
	const error = await host.activate().catch((reason: Error) => reason);
	expect(error).toBeInstanceOf(Error);
	expect(String(error)).toMatch(/authorization service/);
	expect((error as Error).message).not.toContain('Authorization');
});

test.each([
	[{ events: [] }, /No event is selected/],
	[{ events: ['Nothing'] }, /"Nothing" is not a Jamf Pro event/],
	[
		{ events: ['PushSent'], options: { readTimeout: 16 } },
		/Read Timeout must be a whole number of seconds from 1 to 15/,
	],
	[{ events: ['PushSent'], options: { allowedAddresses: '192.0.2.300' } }, /"192.0.2.300" under Allowed IP Addresses/],
	[
		{ events: ['SmartGroupComputerMembershipChange'], computerGroup: locator('id', 'x') },
		/"x" is not a valid ID\. IDs of smart computer groups/,
	],
	[
		{ events: ['SmartGroupComputerMembershipChange'], computerGroup: locator('name', 'Nobody') },
		/There is no smart computer group named "Nobody"/,
	],
	[
		{ events: ['SmartGroupComputerMembershipChange'], computerGroup: locator('id', '9999') },
		/There is no smart computer group with the ID 9999/,
	],
])('rejects %j before writing', async (parameters, text) => {
	const host = await open(parameters as INodeParameters);
	await expect(host.activate()).rejects.toThrow(text);
	expect(own()).toEqual([]);
	host.node.parameters = enrollments;
});

describe('a smart group', () => {
	const event = 'SmartGroupComputerMembershipChange';
	const groups = () => bench.simulator.state.computerGroups.values();

	test('is set by ID or by name, and is any group by default', async () => {
		const smart = groups().find((group) => group.smart);
		const host = await open({ events: [event, 'ComputerAdded'], computerGroup: locator('id', String(smart?.id)) });
		await host.activate();
		expect(own().map(({ smart_group_id }) => smart_group_id)).toEqual([-1, smart?.id]);
		host.node.parameters = { events: [event], computerGroup: locator('name', String(smart?.name).toUpperCase()) };
		await host.activate();
		expect(own().map(({ smart_group_id }) => smart_group_id)).toEqual([smart?.id]);
		host.node.parameters = { events: [event] };
		await host.activate();
		expect(own().map(({ smart_group_id }) => smart_group_id)).toEqual([-1]);
	});

	test('is rejected when static, if the client may read groups', async () => {
		const fixed = groups().find((group) => !group.smart);
		const host = await open({ events: [event], computerGroup: locator('id', String(fixed?.id)) });
		await expect(host.activate()).rejects.toThrow(/is a static computer group\. Only smart groups have events/);
		bench.signInWith(ALL);
		await host.activate();
		expect(own().map(({ smart_group_id }) => smart_group_id)).toEqual([fixed?.id]);
	});

	test('is chosen from a list of smart groups, with any group on top', async () => {
		const { searchSmartComputerGroups: search } = bench.engine.nodeTypes.getByNameAndVersion(
			'n8n-nodes-jamf.jamfProTrigger',
			1,
		).methods?.listSearch as Record<string, (this: unknown, filter?: string) => Promise<{ results: object[] }>>;
		const context = bench.engine.loadOptions('n8n-nodes-jamf.jamfProTrigger', {});
		const smart = groups().filter((group) => group.smart);
		expect((await search?.call(context))?.results).toEqual([
			{ name: 'Any Group', value: '-1' },
			...smart.map(({ id, name }) => ({ name, value: String(id) })),
		]);
		expect((await search?.call(context, 'no such group'))?.results).toEqual([]);
	});
});
