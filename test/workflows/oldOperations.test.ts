import { TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.simulator.resetStats());

const queries = () =>
	bench.simulator.journal
		.filter(({ path }) => !path.endsWith('/oauth/token'))
		.map(({ query }) => Object.fromEntries(new URLSearchParams(query)));

test('sorts the old list of inventory preload records by direction, not by field', async () => {
	await bench.pro('inventoryPreload', 'getAllOld', { returnAll: true });
	expect(queries()[0]).toMatchObject({ sort: 'ASC' });
});

test('selects names in the old list of mobile device extension attributes', async () => {
	await bench.pro('mobileDeviceExtensionAttribute', 'getAllOld', { returnAll: true });
	expect(queries()).toEqual([{ select: 'name' }]);
});

test('lists the objects of a site with at most two requests', async () => {
	const { error } = await bench.pro('site', 'getAllObjects', {
		id: { __rl: true, mode: 'id', value: '1' },
		returnAll: true,
		output: 'raw',
	});
	expect(error).toBeUndefined();
	expect(queries().length).toBeLessThanOrEqual(2);
});

test.each([
	['dark mode', { data: 'dark mode' }],
	['"dark"', { data: 'dark' }],
	['true', { data: 'true' }],
	['{"theme":"dark"}', { theme: 'dark' }],
	['', { data: '' }],
])('reads the user preference %j in one request', async (body, expected) => {
	const path = '/api/v1/user/preferences/key';
	bench.simulator.fault({ kind: 'status', status: 200, path, body, contentType: 'text/plain', times: 1 });
	const { json, error } = await bench.pro('userPreference', 'get', { id: 'key' });
	expect(error).toBeUndefined();
	expect(json).toEqual([expected]);
	expect(queries()).toHaveLength(1);
});
