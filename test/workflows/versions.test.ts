import type { INodeParameters } from 'n8n-workflow';
import { locator, TestBench } from '../../harness/testBench';

const AGES = [
	['11.30.1', 'v4'],
	['11.25.0', 'v3'],
	['11.20.0', 'v2'],
	['11.10.0', 'v1'],
] as const;

let bench: TestBench | undefined;
afterEach(async () => {
	await bench?.close();
	bench = undefined;
});

const open = async (serverVersion: string, computers = 12) =>
	(bench = await TestBench.open({ serverVersion, computers }));
const fields = (value: INodeParameters) => ({ fields: { mappingMode: 'defineBelow', value } });
const paths = (on: TestBench) => on.requests.map((request) => request.replace(/\/(detail\/)?\d+$/, ''));

describe.each(AGES)('computers on a server of version %s', (serverVersion, version) => {
	test('gets, updates and lists them', async () => {
		const on = await open(serverVersion);
		const all = await on.pro('computer', 'getAll', { returnAll: true, output: 'raw' });
		expect(all.json.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, index) => String(index + 1)));
		await on.pro('computer', 'update', { id: locator('id', '3'), ...fields({ 'general.assetTag': 'A-3' }) });
		const one = await on.pro('computer', 'get', { id: locator('id', '3'), output: 'raw' });
		expect(one.json).toMatchObject([{ id: '3', general: { assetTag: 'A-3' } }]);
		expect(on.requests.at(-1)).toBe(`GET /api/${version}/computers-inventory/3`);
	});

	test('starts with the version that answered last', async () => {
		const on = await open(serverVersion);
		await on.pro('computer', 'getAll', { returnAll: true });
		on.simulator.resetStats();
		await on.pro('computer', 'getAll', { returnAll: true });
		expect(on.requests).toEqual([`GET /api/${version}/computers-inventory`]);
	});

	test('finds a computer by serial number and by UDID', async () => {
		const on = await open(serverVersion);
		const seven = await on.pro('computer', 'get', { id: locator('id', '7'), sections: ['HARDWARE'], output: 'raw' });
		const [{ udid, hardware }] = seven.json as [{ udid: string; hardware: { serialNumber: string } }];
		const bySerial = { __rl: true, mode: 'serialNumber', value: hardware.serialNumber };
		const byUdid = { __rl: true, mode: 'udid', value: udid };
		for (const id of [bySerial, byUdid]) {
			const found = await on.pro('computer', 'get', { id, output: 'raw' });
			expect(found.json).toMatchObject([{ id: '7' }]);
		}
	});

	test('filters, sorts and returns fields by their former names', async () => {
		const on = await open(serverVersion);
		const { json } = await on.pro('computer', 'getAll', {
			returnAll: true,
			filterBy: 'manual',
			filter: { conditions: [{ field: 'general.lastCheckIn', operator: 'greater', value: '2001-01-01T00:00:00Z' }] },
			sort: { fields: [{ field: 'general.lastCheckIn', direction: 'desc' }] },
			output: 'simplified',
		});
		const times = json.map(({ lastCheckIn }) => lastCheckIn);
		expect(json.length).toBeGreaterThan(0);
		expect(times.every((time) => typeof time === 'string')).toBe(true);
		expect(times).toEqual([...times].sort().reverse());
		const { query = '' } = on.simulator.journal.at(-1) ?? {};
		const name = version === 'v4' ? 'general.lastCheckIn' : 'general.lastContactTime';
		expect(new URLSearchParams(query).get('sort')).toBe(`${name}:desc,id:asc`);
		expect(new URLSearchParams(query).get('filter')).toBe(`${name}>"2001-01-01T00:00:00.000Z"`);
	});

	test('does not mistake an unknown computer for an unknown route', async () => {
		const on = await open(serverVersion);
		await on.pro('computer', 'get', { id: locator('id', '1') });
		on.simulator.resetStats();
		const { error } = await on.pro('computer', 'get', { id: locator('id', '4711') });
		expect(error).toMatchObject({
			httpCode: '404',
			message: expect.stringContaining(`/${version}/computers-inventory/4711`),
		});
		expect(paths(on)).toEqual([`GET /api/${version}/computers-inventory`]);
	});
});

test('remembers the versions of two servers separately', async () => {
	const old = await TestBench.open({ serverVersion: '11.20.0', computers: 1 });
	const on = await open('11.30.1', 1);
	await old.pro('computer', 'getAll', { limit: 1 });
	await on.pro('computer', 'getAll', { limit: 1 });
	expect(on.requests).toEqual(['GET /api/v4/computers-inventory']);
	await old.close();
});

test('detects the newer routes of an upgraded server', async () => {
	const on = await open('11.30.1', 1);
	const gone = [4, 3].map((version) =>
		on.simulator.fault({ kind: 'status', status: 404, path: `/api/v${version}/computers-inventory` }),
	);
	await on.pro('computer', 'getAll', { returnAll: true });
	expect(on.requests.at(-1)).toBe('GET /api/v2/computers-inventory');
	for (const heal of gone) heal();
	on.simulator.fault({ kind: 'status', status: 404, path: '/api/v2/computers-inventory' });
	on.simulator.fault({ kind: 'status', status: 404, path: '/api/v1/computers-inventory' });
	on.simulator.resetStats();
	expect((await on.pro('computer', 'getAll', { returnAll: true })).json).toHaveLength(1);
	expect(on.requests.at(-1)).toBe('GET /api/v4/computers-inventory');
});

test('returns the error of the newest route when the server has none of them', async () => {
	const on = await open('11.30.1', 1);
	on.simulator.fault({ kind: 'status', status: 404, path: /computers-inventory/ });
	const { error } = await on.pro('computer', 'getAll', { returnAll: true });
	expect(error?.message).toContain('GET /v4/computers-inventory, HTTP 404');
});

describe('a list that the server does not have', () => {
	const told = {
		httpCode: '404',
		message: expect.stringMatching(/^The server has no list at this path \(GET \S+, HTTP 404\)/),
		description: expect.stringMatching(/older versions of Jamf Pro do not have newer paths.*Get Version/i),
	};

	test.each([
		['html', {}],
		['json', {}],
		['json', { filterBy: 'rsql', rsql: 'name=="x"' }],
	])('Get Many, answered with %s: does not suggest checking an ID', async (body, parameters) => {
		const on = await open('11.30.1', 1);
		on.simulator.fault({ kind: 'status', status: 404, body, path: '/api/v1/buildings' });
		const { error } = await on.pro('building', 'getAll', parameters);
		expect(error).toMatchObject(told);
		expect(error?.description).not.toContain('Check the ID');
	});

	test('Get Many of the Classic API', async () => {
		const on = await open('11.30.1', 1);
		on.simulator.fault({ kind: 'status', status: 404, path: '/JSSResource/categories' });
		const { error } = await on.classic({ resource: 'category', operation: 'getAll' });
		expect(error).toMatchObject(told);
	});

	test('in a search by name', async () => {
		const on = await open('11.30.1', 1);
		on.simulator.fault({ kind: 'status', status: 404, path: '/api/v1/buildings' });
		const { error } = await on.pro('building', 'get', { id: locator('name', 'Berlin') });
		expect(error).toMatchObject(told);
	});

	test('keeps the error of the server', async () => {
		const on = await open('11.30.1', 1);
		const body = JSON.stringify({ httpStatus: 404, errors: [{ code: '', description: 'Not licensed' }] });
		on.simulator.fault({ kind: 'status', status: 404, body, path: '/api/v1/buildings' });
		const { error } = await on.pro('building', 'getAll');
		expect(error?.message).toBe('The server has no list at this path (GET /v1/buildings, HTTP 404): Not licensed');
	});

	test('still suggests checking the ID of a parent object', async () => {
		const on = await open('11.30.1', 1);
		on.simulator.fault({ kind: 'status', status: 404, path: /buildings\/1\/history/ });
		const { error } = await on.pro('building', 'getAllHistory', { id: locator('id', '1') });
		expect(error?.description).toContain('Check the ID');
	});
});

test('stops at errors other than 404', async () => {
	const on = await open('11.30.1', 1);
	on.simulator.fault({ kind: 'status', status: 400, body: 'json', path: '/api/v4/computers-inventory' });
	expect((await on.pro('computer', 'getAll', { limit: 1 })).error).toMatchObject({ httpCode: '400' });
	expect(on.requests).toEqual(['GET /api/v4/computers-inventory']);
});

describe('bodies for an older route', () => {
	test('renames fields to their old names in requests and to their new names in responses', async () => {
		const on = await open('11.30.1', 1);
		on.simulator.fault({ kind: 'status', status: 404, path: '/api/v1/policy-properties' });
		const before = await on.pro('apiRequest', 'send', { method: 'GET', path: '/settings/obj/policyProperties' });
		expect(before.error).toBeUndefined();
		const run = await on.pro('policySettings', 'update', fields({ allowNetworkStateChangeTriggers: 'true' }));
		expect(run.error).toBeUndefined();
		const after = await on.pro('apiRequest', 'send', { method: 'GET', path: '/settings/obj/policyProperties' });
		// The old route only has the old names.
		expect(before.json[0]).toMatchObject({ isAllowNetworkStateChangeTriggers: false });
		expect(after.json[0]).toEqual({ ...before.json[0], isAllowNetworkStateChangeTriggers: true });
	});

	test('rejects a field that the older route lacks before writing', async () => {
		const on = await open('11.30.1', 1);
		on.simulator.fault({ kind: 'status', status: 404, path: /\/api\/v3\/mobile-device-prestages/ });
		const body = { displayName: 'X', preserveManagedApps: true };
		const { error } = await on.pro('mobileDevicePrestage', 'create', { bodyMode: 'json', body: JSON.stringify(body) });
		expect(error?.message).toBe(
			'This server only has the older /v2/mobile-device-prestages, which does not support the field "preserveManagedApps".',
		);
		expect(on.requests).toEqual(['POST /api/v3/mobile-device-prestages']);
	});
});

test('rejects a query parameter that the older route lacks', async () => {
	const on = await open('11.30.1', 1);
	on.simulator.fault({ kind: 'status', status: 404, path: '/api/v2/inventory-preload/records' });
	const { error } = await on.pro('inventoryPreload', 'getAll', {
		returnAll: true,
		filterBy: 'rsql',
		rsql: 'serialNumber=="C02"',
	});
	expect(error?.message).toContain('only has the older /v1/inventory-preload, which does not support "filter"');
});

test('names the replacement of a removed operation', async () => {
	const on = await open('11.30.1', 1);
	on.simulator.fault({ kind: 'status', status: 404, path: '/api/v1/jcds/files' });
	const { error } = await on.pro('jcds', 'getAllFiles', { returnAll: true });
	expect(error?.message).toBe('This server no longer has this operation (GET /v1/jcds/files, HTTP 404).');
	expect(error?.description).toMatch(/^Jamf retired it \(deprecated since 2025-08-28\)\. Use .+: .+ instead\.$/);
});
