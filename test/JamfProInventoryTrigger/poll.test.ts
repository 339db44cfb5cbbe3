import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';
import { PollHost } from '../../harness/pollHost';
import { TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeEach(async () => {
	bench = await TestBench.open({ computers: 20 });
});
afterEach(async () => await bench.close());

const open = (parameters: INodeParameters = {}) => new PollHost(bench.engine, { resource: 'computer', ...parameters });
const summarize = (items: IDataObject[]) => items.map(({ change, id }) => `${String(change)} ${String(id)}`).sort();

async function fail(host: PollHost): Promise<NodeApiError> {
	return await host.poll().then(
		() => Promise.reject(new Error('the poll did not fail')),
		(error: NodeApiError) => error,
	);
}

test('starts from now, then emits what was added, changed or removed', async () => {
	const host = open();
	expect(await host.poll()).toEqual([]);
	expect(await host.poll()).toEqual([]);
	const { devices, state } = bench.simulator;
	devices.submitInventory('computers', [4]);
	state.computers.remove(5);
	const added = devices.enroll('computers');
	expect(await host.poll()).toHaveLength(2);
	host.parameters.options = { fullComparisonHours: 0 };
	host.restart();
	expect(summarize(await host.poll())).toEqual(['removed 5']);
	state.computers.remove(added);
	const [removed] = await host.poll();
	expect(removed).toEqual({ change: 'removed', id: String(added), name: '', serialNumber: '' });
});

test('emits all devices first on request', async () => {
	const host = open({ firstRun: 'all' });
	const items = await host.poll();
	expect(items).toHaveLength(20);
	const { name, serialNumber } = bench.simulator.state.computers.profile(1);
	expect(items[0]).toMatchObject({ change: 'added', id: '1', name, serialNumber, osVersion: expect.any(String) });
	host.restart();
	expect(await host.poll()).toEqual([]);
});

test('starting from now reads no more than the dates of the devices', async () => {
	await open().poll();
	const sections = bench.simulator.journal.filter(({ path }) => path.includes('computers-inventory'));
	expect(sections).toHaveLength(2);
	expect(bench.simulator.stats.byRoute['GET /api/v4/computers-inventory']).toBe(2);
});

test('emits only the selected kinds of mobile devices', async () => {
	const host = open({ resource: 'mobileDevice', emit: ['added'] });
	await host.poll();
	bench.simulator.devices.submitInventory('mobileDevices', [1]);
	const added = bench.simulator.devices.enroll('mobileDevices');
	expect(summarize(await host.poll())).toEqual([`added ${added}`]);
});

test('polls that overlap output each change once, and the second one sends nothing', async () => {
	const host = open();
	await host.poll();
	bench.simulator.devices.submitInventory('computers', [4, 7]);
	bench.simulator.resetStats();
	const [first, second] = await Promise.all([host.poll(), host.poll()]);
	expect(summarize(first)).toEqual(['changed 4', 'changed 7']);
	expect(second).toEqual([]);
	expect(bench.requests).toHaveLength(2);
	bench.simulator.devices.submitInventory('computers', [5], Date.now() + 1000);
	expect(summarize(await host.poll())).toEqual(['changed 5']);
});

test('polls of other nodes, manual executions and polls after a failure do not wait', async () => {
	const host = open();
	const other = new PollHost(bench.engine, { resource: 'computer', firstRun: 'all' }, 'node-2');
	const [, all, samples] = await Promise.all([host.poll(), other.poll(), host.test()]);
	expect(all).toHaveLength(20);
	expect(samples).toHaveLength(3);
	bench.simulator.fault({ kind: 'status', status: 400, path: /reportDate/, times: 1 });
	bench.simulator.devices.submitInventory('computers', [4]);
	await fail(host);
	expect(summarize(await host.poll())).toEqual(['changed 4']);
});

test('a manual execution shows samples and changes nothing', async () => {
	const host = open({ firstRun: 'all' });
	expect(await host.test()).toMatchObject([{ change: 'changed', id: '1' }, { id: '2' }, { id: '3' }]);
	expect(host.savedStaticData).toBe('{}');
	expect(await host.poll()).toHaveLength(20);
	expect(await host.test()).toHaveLength(3);
	expect(await host.poll()).toEqual([]);
});

test('a manual execution without a matching device says so', async () => {
	const host = open({ filterBy: 'rsql', rsql: 'general.name=="nobody"' });
	await expect(host.test()).rejects.toThrow('There are no computers that match the filter.');
});

test('another resource or server starts again', async () => {
	const host = open();
	await host.poll();
	host.parameters.resource = 'mobileDevice';
	host.parameters.firstRun = 'all';
	host.restart();
	expect((await host.poll()).length).toBeGreaterThan(0);
});

test('nothing is removed when most devices are missing, and the log says so', async () => {
	const host = open();
	await host.poll();
	for (let id = 1; id <= 15; id++) bench.simulator.state.computers.remove(id);
	expect(await host.poll()).toEqual([]);
	expect(host.warnings.join()).toMatch(/fewer than half of the 20 known devices/);
});

test.each([
	[429, '1', { cause: 'rate-limited', retryAfterMs: 1000 }],
	[503, undefined, { cause: 'temporarily-unavailable' }],
	[400, undefined, { cause: 'configuration-invalid' }],
	[401, undefined, { cause: 'credential-invalid' }],
])('a poll that fails with %d says why, and moves nothing', async (status, retryAfter, failure) => {
	const host = open();
	await host.poll();
	bench.simulator.devices.submitInventory('computers', [4]);
	const heal = bench.simulator.fault({
		kind: 'status',
		status,
		path: /reportDate/,
		...(retryAfter !== undefined && { retryAfter }),
	});
	const parameters = { ...host.parameters };
	expect(await fail(host)).toMatchObject({ failure });
	heal();
	expect(host.parameters).toEqual(parameters);
	expect(summarize(await host.poll())).toEqual(['changed 4']);
});

test('a missing privilege is named', async () => {
	bench.signInWith([]);
	const error = await fail(open());
	expect(error).toMatchObject({ failure: { cause: 'configuration-invalid' } });
	expect(`${error.message} ${String(error.description)}`).toContain('Read Computers');
});

test('invalid credentials are the cause', async () => {
	bench.signInAs({ clientId: 'nobody', clientSecret: 'wrong-secret' });
	expect(await fail(open())).toMatchObject({ failure: { cause: 'credential-invalid' } });
	bench.signInAs({ clientId: '', clientSecret: '' });
	expect(await fail(open())).toMatchObject({ failure: { cause: 'credential-invalid' } });
});

test('invalid parameters and an invalid memory are errors', async () => {
	expect(await fail(open({ emit: '={{ [] }}' }))).toMatchObject({
		message: 'Nothing is selected under Changes to Output.',
		failure: { cause: 'configuration-invalid' },
	});
	expect(await fail(open({ filterBy: 'rsql', rsql: '={{ $vars.nothing }}' }))).toMatchObject({
		message: 'The RSQL filter has no value, so every row would be returned.',
		failure: { cause: 'configuration-invalid' },
	});
	expect(await open({ filterBy: 'rsql', rsql: '', firstRun: 'all' }).poll()).toHaveLength(20);
	const host = open({ firstRun: 'all' });
	await host.poll();
	host.savedStaticData = host.savedStaticData.replace('"since":"', '"since":"x');
	host.restart();
	expect((await fail(host)).message).toBe('What is stored for this trigger is not valid.');
});
