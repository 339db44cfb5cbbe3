import type { INodeParameters } from 'n8n-workflow';
import { JAMF_CLASSIC, JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open();
	for (let n = 2; n <= 30; n++)
		bench.simulator.state.roles.insert((id) => ({ id, displayName: `Role ${n}`, privileges: [] }));
});
afterAll(async () => await bench.close());
beforeEach(() => {
	bench.simulator.clearFaults();
	bench.simulator.resetStats();
	bench.signInAs(bench.simulator.client);
});

const getRole = { id: locator('id', '={{ $json.id }}') };
const input = (...ids: Array<number | string>) => ids.map((id) => ({ json: { id } }));

test('returns paired output in input order, whatever the order of the responses', async () => {
	bench.simulator.fault({ kind: 'latency', ms: 60, path: /api-roles\/(1|4)$/ });
	const { items } = await bench.pro('apiRole', 'get', getRole, { input: input(1, 2, 3, 4, 5, 6, 7, 8) });
	expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
		Array.from({ length: 8 }, (_, index) => [String(index + 1), { item: index }]),
	);
	expect(bench.simulator.stats.peakInFlight).toBeGreaterThan(1);
	expect(bench.simulator.stats.peakInFlight).toBeLessThanOrEqual(5);
});

test('pairs each row of a list with its input item', async () => {
	const { items } = await bench.pro('apiRole', 'getAll', { limit: 2 }, { input: input('a', 'b') });
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }, { item: 1 }]);
});

test('continueOnFail returns an item with the error and continues', async () => {
	const run = await bench.engine.runNode(
		JAMF_PRO,
		{ resource: 'apiRole', operation: 'get', ...getRole },
		{ input: input(1, 999, 'x', 2), onError: 'continueRegularOutput' },
	);
	expect(run.json).toMatchObject([
		{ id: '1' },
		{ error: expect.stringContaining('HTTP 404'), message: expect.stringContaining('Check the ID') },
		{ error: '"x" is not a valid ID. IDs of API roles are numbers.' },
		{ id: '2' },
	]);
	expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
});

test('sends failed items to the error output', async () => {
	const run = await bench.engine.runNode(
		JAMF_PRO,
		{ resource: 'apiRole', operation: 'get', ...getRole },
		{ input: input(1, 999), onError: 'continueErrorOutput' },
	);
	const [good, bad] = run.run.data.resultData.runData.Jamf?.[0]?.data?.main ?? [];
	expect(good?.map(({ json }) => json.id)).toEqual(['1']);
	expect(bad).toMatchObject([{ json: { error: expect.stringContaining('HTTP 404') } }]);
});

test('omits the description of an n8n error that has none', async () => {
	const run = await bench.engine.runNode(
		JAMF_PRO,
		{ resource: 'apiRole', operation: 'getAll', limit: '={{ $("nowhere").item.json.x }}' },
		{ input: input(1), onError: 'continueRegularOutput' },
	);
	expect(run.json).toEqual([{ error: "Referenced node doesn't exist" }]);
});

test('stops at the first failing item without continueOnFail, and starts nothing more', async () => {
	const { error } = await bench.pro('apiRole', 'get', getRole, {
		input: input(1, 999, ...Array.from({ length: 40 }, () => 2)),
	});
	expect(error).toMatchObject({ name: 'NodeApiError', context: { itemIndex: 1 } });
	expect(bench.requests.length).toBeLessThan(15);
});

test('explains a workflow without a resource', async () => {
	const { error } = await bench.pro('somethingElse', 'get');
	expect(error).toMatchObject({
		message: expect.stringContaining('no operation'),
		description: expect.stringContaining('select'),
	});
});

test('limits connections and requests to five across nodes and executions', async () => {
	bench.simulator.fault({ kind: 'latency', ms: 20 });
	const many = input(...Array.from({ length: 20 }, (_, index) => index + 1));
	const parameters: INodeParameters = { resource: 'apiRequest', operation: 'send', method: 'GET', path: '/categories' };
	const runs = await Promise.all([
		bench.pro('apiRole', 'get', getRole, { input: many, executionId: 'a' }),
		bench.pro('apiRole', 'get', getRole, { input: many, executionId: 'b' }),
		bench.engine.runNode(JAMF_CLASSIC, parameters, { input: many, executionId: 'c' }),
	]);
	expect(runs.map(({ items }) => items.length)).toEqual([20, 20, 20]);
	expect(bench.simulator.stats.peakInFlight).toBeLessThanOrEqual(5);
	expect(bench.simulator.stats.peakConnections).toBeLessThanOrEqual(5);
});

test('Max Concurrent Requests of the credential lowers the limit', async () => {
	bench.signInAs(bench.simulator.client, { maxConcurrentRequests: 2 });
	bench.simulator.fault({ kind: 'latency', ms: 10 });
	await bench.pro('apiRole', 'get', getRole, { input: input(1, 2, 3, 4, 5, 6, 7, 8) });
	expect(bench.simulator.stats.peakInFlight).toBe(2);
});

test('ends a cancelled execution with pending requests, and starts nothing more', async () => {
	bench.simulator.fault({ kind: 'noResponse', path: /api-roles/ });
	const stop = new AbortController();
	const running = bench.pro('apiRole', 'get', getRole, {
		input: input(...Array.from({ length: 20 }, () => 1)),
		signal: stop.signal,
	});
	while (bench.simulator.stats.inFlight < 5) await new Promise((resolve) => setTimeout(resolve, 5));
	stop.abort();
	await running;
	expect(bench.simulator.journal.filter(({ path, status }) => path.includes('api-roles') && status !== 0)).toEqual([]);
	const { requests } = bench.simulator.stats;
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect(bench.simulator.stats.requests).toBe(requests);
});

test('the Timeout option ends a request that gets no response', async () => {
	bench.simulator.fault({ kind: 'noResponse', path: /api-roles/ });
	const { error } = await bench.pro('apiRole', 'get', { ...getRole, options: { timeout: 100 } }, { input: input(1) });
	expect(error).toMatchObject({
		message: expect.stringContaining('took too long'),
		description: expect.stringContaining('Raise Timeout'),
	});
});

test('applies a Timeout only to its own item', async () => {
	bench.simulator.fault({ kind: 'latency', ms: 400, path: /api-roles/ });
	const run = await bench.engine.runNode(
		JAMF_PRO,
		{ resource: 'apiRole', operation: 'get', ...getRole, options: { timeout: '={{ $json.ms }}' } },
		{
			input: [{ json: { id: 1, ms: 20_000 } }, { json: { id: 2, ms: '100' } }, { json: { id: 3, ms: 20_000 } }],
			onError: 'continueRegularOutput',
		},
	);
	expect(run.json).toMatchObject([{ id: '1' }, { error: expect.stringContaining('took too long') }, { id: '3' }]);
});

test.each([
	['soon', 'The parameter options.timeout must be a number.'],
	[0, 'The parameter options.timeout must be at least 1.'],
	[-5, 'The parameter options.timeout must be at least 1.'],
])('reports the invalid Timeout %j on its item', async (ms, error) => {
	const run = await bench.engine.runNode(
		JAMF_PRO,
		{ resource: 'apiRole', operation: 'get', ...getRole, options: { timeout: '={{ $json.ms }}' } },
		{ input: [{ json: { id: 1, ms } }, { json: { id: 2, ms: 5000 } }], onError: 'continueRegularOutput' },
	);
	expect(run.json).toMatchObject([{ error }, { id: '2' }]);
});

test('ignores a Timeout longer than timers support', async () => {
	const { json } = await bench.pro('apiRole', 'get', { ...getRole, options: { timeout: 1e12 } }, { input: input(1) });
	expect(json).toMatchObject([{ id: '1' }]);
});

test('shares reads between items with different Timeouts', async () => {
	const created = await bench.pro(
		'apiRole',
		'create',
		{ displayName: '={{ $json.name }}', privileges: ['Read Computers'], options: { timeout: '={{ $json.ms }}' } },
		{ input: [5000, 6000, 7000].map((ms) => ({ json: { name: `Timed ${ms}`, ms } })) },
	);
	expect(created.json).toHaveLength(3);
	expect(bench.requests.filter((request) => request.endsWith('/api-role-privileges'))).toHaveLength(1);
});

test('finds a new record on a cluster through the cookie of the execution', async () => {
	const cluster = await TestBench.open({ cluster: { visibilityDelayMs: 60_000 } });
	try {
		for (const name of ['One', 'Two', 'Three']) {
			const created = await cluster.pro(
				'apiRole',
				'create',
				{ displayName: name, privileges: [] },
				{ executionId: name },
			);
			const id = locator('id', String(created.json[0]?.id));
			expect((await cluster.pro('apiRole', 'get', { id }, { executionId: name })).json).toMatchObject([
				{ displayName: name },
			]);
		}
	} finally {
		await cluster.close();
	}
});
