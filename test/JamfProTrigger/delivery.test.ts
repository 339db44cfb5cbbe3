import { request } from 'node:http';
import { TestBench } from '../../harness/testBench';
import { TriggerHost } from '../../harness/triggerHost';
import { createBody, NEWER } from './payloads';

let bench: TestBench;
let host: TriggerHost;

beforeAll(async () => {
	bench = await TestBench.open({ computers: 5, tokenLifetimeSeconds: 3600 });
});
beforeEach(async () => {
	const events = ['ComputerAdded', 'ComputerCheckIn', 'SCEPChallenge'];
	host = await TriggerHost.open(bench.engine, { events }, { workflow: { id: `wf${++count}`, name: 'Test' } });
	await host.activate();
});
afterEach(async () => {
	bench.simulator.clearFaults();
	await host.deactivate();
	await host.stopListening();
	await host.close();
});
afterAll(() => bench.close());

let count = 0;

function stored() {
	const store = bench.simulator.state.classic.store('webhooks');
	const ids = store.ids().filter((id) => String(store.read(id)?.url).startsWith(host.baseUrl));
	return ids.map((id) => ({ id, header: String(store.read(id)?.header) }));
}

const secretHeader = () => JSON.parse(stored()[0]?.header ?? '{}') as Record<string, string>;

const post = async (body: unknown, headers: Record<string, string> = secretHeader(), isTest = false) =>
	await fetch(host.url(isTest), {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});

const body = createBody('ComputerAdded', NEWER.ComputerAdded ?? {});

test('starts one run with simplified output for an event of the server', async () => {
	const { id } = bench.simulator.state.computers.add({ general: { name: 'New Mac' } });
	await bench.simulator.deliveriesSettled();
	expect(host.runs).toEqual([
		[
			expect.objectContaining({
				event: 'ComputerAdded',
				computer: expect.objectContaining({ id: String(id), name: 'New Mac' }) as object,
			}),
		],
	]);
	expect(bench.simulator.deliveries.at(-1)).toMatchObject({ status: 200 });
});

test('As Received returns the body, including its secrets', async () => {
	host.node.parameters = { ...host.node.parameters, output: 'asReceived' };
	const challenge = createBody('SCEPChallenge', NEWER.SCEPChallenge ?? {});
	await post(challenge);
	expect(host.runs).toEqual([[challenge]]);
});

test.each([
	['no secret', {}],
	['a wrong secret', { 'X-Webhook-Secret': 'guessed' }],
	['an empty secret', { 'X-Webhook-Secret': '' }],
])('%s gets 401 without a body, and starts nothing', async (_, headers) => {
	const response = await post(body, headers);
	expect([response.status, await response.text()]).toEqual([401, '']);
	expect(host.runs).toEqual([]);
});

test.each([
	['XML', '<JSSEvent/>', { 'content-type': 'text/xml' }, 415],
	['a body that is no event', { a: 1 }, {}, 400],
	['a body over 8 MB', { ...body, filler: 'x'.repeat(8 * 1024 * 1024) }, {}, 413],
	['an event that is not selected', createBody('PushSent', {}), {}, 200],
])('%s gets a response and starts nothing', async (_, content, headers, status) => {
	const response = await post(content, { ...secretHeader(), ...headers });
	expect([response.status, await response.text()]).toEqual([status, '']);
	expect(host.runs).toEqual([]);
});

test('rejects addresses that are not allowed with 403', async () => {
	host.node.parameters = { ...host.node.parameters, options: { allowedAddresses: '192.0.2.0/24' } };
	expect((await post(body)).status).toBe(403);
	host.node.parameters = { ...host.node.parameters, options: { allowedAddresses: '192.0.2.0/24, 127.0.0.1' } };
	expect((await post(body)).status).toBe(200);
	expect(host.runs).toHaveLength(1);
});

test('ignores a repeated delivery unless the option accepts it', async () => {
	await bench.simulator.emit('ComputerCheckIn', { computer: { jssID: 1 } }, { times: 4, pauseMs: 10 });
	expect(host.runs).toHaveLength(1);
	expect(bench.simulator.deliveries.slice(-4).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
	host.node.parameters = { ...host.node.parameters, options: { ignoreRepeated: false } };
	await bench.simulator.emit('ComputerCheckIn', { computer: { jssID: 1 } }, { times: 3 });
	expect(host.runs).toHaveLength(4);
});

test('starts 500 runs for 1,000 deliveries, half of them repeated', async () => {
	const bodies = Array.from({ length: 1000 }, (_, index) => createBody('ComputerAdded', {}, 1 + (index % 500)));
	const responses: number[] = [];
	const queue = bodies.values();
	// Limits concurrent requests to what the server accepts even on a busy machine.
	const sendOn = async () => {
		for (const each of queue) responses.push((await post(each)).status);
	};
	await Promise.all(Array.from({ length: 50 }, sendOn));
	expect(responses).toEqual(Array.from({ length: 1000 }, () => 200));
	expect(host.runs).toHaveLength(500);
});

test('starts nothing for a body that never ends', async () => {
	const sending = request(host.url(), { method: 'POST', headers: secretHeader() });
	sending.on('error', () => undefined);
	sending.write('{"webhook":');
	await post(body);
	sending.destroy();
	expect(host.runs).toHaveLength(1);
});

test('accepts a delivery before static data is saved', async () => {
	host.savedStaticData = '{}';
	expect((await post(body)).status).toBe(200);
	expect(host.runs).toHaveLength(1);
});

test('keeps separate secrets for test and production', async () => {
	await host.listen();
	const test = stored().find(({ header }) => header !== stored()[0]?.header);
	const headers = JSON.parse(test?.header ?? '{}') as Record<string, string>;
	expect((await post(body, headers, true)).status).toBe(200);
	// The same event for the production URL.
	expect((await post(body)).status).toBe(200);
	expect(host.runs).toHaveLength(2);
});

describe('a secret that is unknown to this process', () => {
	/** A webhook of this node with this secret, created by another process, so that only Jamf has it. */
	function replaceSecret(secret: string): number {
		const store = bench.simulator.state.classic.store('webhooks');
		for (const { id } of stored()) {
			store.write(id, { ...store.read(id), header: JSON.stringify({ 'X-Webhook-Secret': secret }) });
		}
		return stored()[0]?.id ?? 0;
	}

	test('is accepted when Jamf has it for a webhook of this node', async () => {
		const id = replaceSecret('of another process');
		const named = { ...body, webhook: { ...body.webhook, id } };
		bench.simulator.resetStats();
		const headers = { 'X-Webhook-Secret': 'of another process' };
		const both = await Promise.all([post(named, headers), post({ ...named, event: {} }, headers)]);
		expect(both.map(({ status }) => status)).toEqual([200, 200]);
		expect(bench.requests).toEqual([`GET /JSSResource/webhooks/id/${id}`]);
		expect(host.runs).toHaveLength(2);
	});

	test('is rejected for a webhook of another owner, or one that Jamf does not have', async () => {
		const store = bench.simulator.state.classic.store('webhooks');
		const header = JSON.stringify({ 'X-Webhook-Secret': 'foreign' });
		const id = store.insert({ ...store.read(1), name: 'Foreign', header });
		const named = { ...body, webhook: { ...body.webhook, id } };
		expect((await post(named, { 'X-Webhook-Secret': 'foreign' })).status).toBe(401);
		store.remove(id);
		expect(host.runs).toEqual([]);
	});

	test('is looked up in Jamf only once, however often it is sent', async () => {
		bench.simulator.resetStats();
		const named = { ...body, webhook: { ...body.webhook, id: stored()[0]?.id } };
		for (let time = 0; time < 20; time++) expect((await post(named, { 'X-Webhook-Secret': 'x' })).status).toBe(401);
		expect(bench.requests).toHaveLength(1);
	});

	test('is accepted after requests that name other webhooks, and after a failed lookup', async () => {
		const id = replaceSecret('of another process');
		const genuine = async () =>
			await post({ ...body, webhook: { ...body.webhook, id } }, { 'X-Webhook-Secret': 'of another process' });
		const forged = { ...body, webhook: { ...body.webhook, id: 999 } };
		expect((await post(forged, { 'X-Webhook-Secret': 'x' })).status).toBe(401);
		const heal = bench.simulator.fault({ kind: 'status', status: 403, path: /webhooks/ });
		expect((await genuine()).status).toBe(401);
		heal();
		expect((await genuine()).status).toBe(200);
	});

	test('is looked up for a limited number of webhooks', async () => {
		bench.simulator.resetStats();
		for (let id = 1000; id < 1060; id++) {
			const forged = { ...body, webhook: { ...body.webhook, id } };
			expect((await post(forged, { 'X-Webhook-Secret': 'x' })).status).toBe(401);
		}
		expect(bench.requests.length).toBeLessThanOrEqual(25);
	});

	test('is rejected when Jamf cannot be reached', async () => {
		bench.simulator.fault({ kind: 'status', status: 403, path: /webhooks/ });
		const named = { ...body, webhook: { ...body.webhook, id: stored()[0]?.id } };
		expect((await post(named, { 'X-Webhook-Secret': 'x' })).status).toBe(401);
	});
});
