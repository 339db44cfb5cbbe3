import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeEach(async () => {
	bench = await TestBench.open({ computers: 5, keepBodies: true });
});
afterEach(async () => await bench.close());

const fields = (value: Record<string, string | number | boolean>): INodeParameters => ({
	bodyMode: 'fields',
	fields: { mappingMode: 'defineBelow', value },
});
const json = (value: unknown): INodeParameters => ({
	bodyMode: 'json',
	body: typeof value === 'string' ? value : JSON.stringify(value),
});
const one = { id: locator('id', '1') };

/** Received bodies, by method. */
function bodies(method: string): IDataObject[] {
	return bench.simulator.journal
		.filter((entry) => entry.method === method && entry.path.startsWith('/api/') && !entry.path.endsWith('/token'))
		.map(({ body }) => JSON.parse(body ?? '') as IDataObject);
}

test('keeps both of two simultaneous updates of one object', async () => {
	const parts = [{ streetAddress1: 'Street 1' }, { city: 'Berlin' }, { country: 'Germany' }];
	const input = parts.map((part) => ({ json: part }));
	const { error } = await bench.pro(
		'building',
		'update',
		{ ...one, bodyMode: 'json', body: '={{ $json }}' },
		{ input },
	);
	expect(error).toBeUndefined();
	const [building] = (await bench.pro('building', 'get', { ...one, output: 'raw' })).json;
	expect(building).toMatchObject(Object.assign({}, ...parts) as IDataObject);
});

describe('Map Automatically', () => {
	const automatic: INodeParameters = {
		bodyMode: 'fields',
		fields: { mappingMode: 'autoMapInputData', value: null },
	};

	test('reads input keys named like fields, and ignores the rest', async () => {
		const input = [
			{ json: { name: 'A', city: 'Berlin', zipPostalCode: 10115, country: null, unknown: { deep: true } } },
			{ json: { name: 'B', city: '' } },
		];
		const { items, error } = await bench.pro('building', 'create', automatic, { input });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		const sent = bodies('POST').sort((a, b) => String(a.name).localeCompare(String(b.name)));
		expect(sent).toEqual([{ name: 'A', city: 'Berlin', zipPostalCode: '10115' }, { name: 'B' }]);
	});

	test('finds nested fields as Get returns them, or with dots', async () => {
		const input = [{ json: { id: '1', general: { assetTag: 'A-1', platform: 'Mac' }, 'purchasing.poNumber': 'P1' } }];
		const { error } = await bench.pro('computer', 'update', { ...one, ...automatic }, { input });
		expect(error).toBeUndefined();
		expect(bodies('PATCH')).toMatchObject([{ general: { assetTag: 'A-1' }, purchasing: { poNumber: 'P1' } }]);
	});

	test('reports missing input', async () => {
		const { error } = await bench.pro('building', 'create', automatic, { input: [{ json: { town: 'x' } }] });
		expect(error?.message).toBe('Required fields are empty: Name.');
		const update = await bench.pro('building', 'update', { ...one, ...automatic }, { input: [{ json: {} }] });
		expect(update.error).toMatchObject({
			message: 'No fields are set.',
			description: expect.stringContaining('Map Automatically uses input fields with names such as name'),
		});
		expect(bodies('POST')).toEqual([]);
	});
});

describe('output', () => {
	test('fails on an option before sending anything', async () => {
		const options = { returnFullRecord: '={{ "perhaps" }}' };
		const { error } = await bench.pro('department', 'create', { ...fields({ name: 'Twice' }), options });
		expect(error?.message).toContain('options.returnFullRecord');
		const { error: other } = await bench.pro('apiRequest', 'send', {
			method: 'POST',
			path: '/v1/departments',
			bodyKind: 'json',
			json: { name: 'Twice' },
			options: { fullResponse: '={{ "perhaps" }}' },
		});
		expect(other?.message).toContain('options.fullResponse');
		expect(bodies('POST')).toEqual([]);
	});

	test('suggests only what the form has', async () => {
		const { error } = await bench.pro('department', 'create', json('null'));
		expect(error?.description).toBe('Enter an object such as { "name": "Berlin" }.');
		const { error: other } = await bench.pro('apiRequest', 'send', {
			...{ method: 'POST', path: '/v1/departments', bodyKind: 'json', json: 'null' },
		});
		expect(other?.description).toContain('set Body to None');
	});

	test('does not read blanks as a number', async () => {
		const client = { displayName: 'C', roles: [], enabled: true, accessTokenLifetimeSeconds: '={{ " " }}' };
		const { error } = await bench.pro('apiIntegration', 'create', client);
		expect(error?.message).toBe('The parameter accessTokenLifetimeSeconds must be a number.');
		const category = await bench.pro('category', 'create', fields({ name: 'C', priority: ' ' }));
		expect(category.error?.message).toContain('must be a number');
		expect(bodies('POST')).toEqual([]);
	});

	test('create returns the ID and the URL, or the full record', async () => {
		const short = await bench.pro('department', 'create', fields({ name: 'Short' }));
		expect(short.json).toEqual([{ id: expect.any(String), href: expect.any(String) }]);
		const options = { returnFullRecord: true };
		const full = await bench.pro('department', 'create', { ...fields({ name: 'Full' }), options });
		expect(full.json).toEqual([{ id: expect.any(String), name: 'Full' }]);
		expect(full.json[0]?.id).not.toBe(short.json[0]?.id);
	});

	test('reads a full record again until it is visible on the other cluster node', async () => {
		bench.simulator.fault({ kind: 'status', status: 404, body: 'json', path: /departments\/\d+$/, times: 1 });
		const options = { returnFullRecord: true };
		const { json: made } = await bench.pro('department', 'create', { ...fields({ name: 'Late' }), options });
		expect(made).toEqual([{ id: expect.any(String), name: 'Late' }]);
	});

	test('Simplified keeps the main fields of a long record', async () => {
		const simple = await bench.pro('computer', 'get', { ...one, output: 'simplified' });
		expect(Object.keys(simple.json[0] ?? {}).length).toBeLessThanOrEqual(10);
		const raw = await bench.pro('computer', 'get', { ...one, output: 'raw' });
		expect(Object.keys(raw.json[0] ?? {}).length).toBeGreaterThan(10);
		expect(raw.json[0]?.general).toMatchObject({ name: simple.json[0]?.name });
	});

	test('Return All and Limit', async () => {
		const before = (await bench.pro('user', 'getAll', { returnAll: true })).items.length;
		for (let number = 0; number < 4; number++) await bench.pro('user', 'create', fields({ username: `u${number}` }));
		const count = async (parameters: INodeParameters) => (await bench.pro('user', 'getAll', parameters)).items.length;
		expect(await count({ returnAll: true, options: { pageSize: 2 } })).toBe(before + 4);
		expect(await count({ returnAll: false, limit: 5, options: { pageSize: 2 } })).toBe(5);
	});

	test('delete returns what was deleted', async () => {
		expect((await bench.pro('user', 'delete', one)).json).toEqual([{ deleted: true, id: '1' }]);
		const many = await bench.pro('category', 'deleteMany', { bodyMode: 'fields', ids: ['1', '2'] });
		expect(many.json).toEqual([{ deleted: true }]);
		expect((await bench.pro('category', 'getAll', { returnAll: true })).json.map(({ id }) => id)).not.toContain('1');
	});

	test('adds a note to the history', async () => {
		await bench.pro('package', 'addHistoryNote', { ...one, note: 'seen "by" us' });
		const history = await bench.pro('package', 'getAllHistory', { ...one, returnAll: true });
		expect(history.json.map(({ note }) => note)).toContain('seen "by" us');
	});
});

describe('replacing and patching', () => {
	test('an update sends the whole object, limited to writable fields', async () => {
		const before = (await bench.pro('building', 'get', one)).json[0];
		await bench.pro('building', 'update', { ...one, ...fields({ city: 'Kiel' }) });
		expect(bodies('PUT')).toEqual([{ ...before, id: undefined, city: 'Kiel' }]);
		expect((await bench.pro('building', 'get', one)).json).toEqual([{ ...before, city: 'Kiel' }]);
	});

	test('of several items that change the same object, the last one has the last word', async () => {
		bench.simulator.fault({ kind: 'latency', ms: 300, method: 'PATCH', times: 1 });
		const input = ['A', 'B', 'C'].map((tag) => ({ json: { tag } }));
		const body = '={{ { general: { assetTag: $json.tag } } }}';
		const { error } = await bench.pro('computer', 'update', { ...one, bodyMode: 'json', body }, { input });
		bench.simulator.clearFaults();
		expect(error).toBeUndefined();
		const [computer] = (await bench.pro('computer', 'get', { ...one, output: 'raw' })).json;
		expect(computer).toMatchObject({ general: { assetTag: 'C' } });
	});

	describe('a field of a newer server', () => {
		const STORED = {
			...{ name: 'Building 1', streetAddress1: 'Street 1', streetAddress2: '', city: 'Berlin' },
			...{ stateProvince: '', zipPostalCode: '', country: 'Germany' },
		};
		const answerWithField = () =>
			bench.simulator.fault({
				...{ kind: 'status', status: 200, method: 'GET', path: /\/v1\/buildings\/1$/, contentType: 'application/json' },
				...{ body: JSON.stringify({ id: '1', ...STORED, floors: 7 }) },
			});
		afterEach(() => bench.simulator.clearFaults());

		test('is kept', async () => {
			answerWithField();
			const { error } = await bench.pro('building', 'update', { ...one, ...fields({ city: 'Kiel' }) });
			expect(error).toBeUndefined();
			expect(bodies('PUT')).toEqual([{ ...STORED, city: 'Kiel', floors: 7 }]);
		});

		test('is left out if the server rejects it, and a hint says so', async () => {
			answerWithField();
			const path = /\/v1\/buildings\/1$/;
			bench.simulator.fault({ kind: 'status', status: 400, method: 'PUT', path, times: 1 });
			const { error, run } = await bench.pro('building', 'update', { ...one, ...fields({ city: 'Kiel' }) });
			expect(error).toBeUndefined();
			expect(bodies('PUT').at(-1)).toEqual({ ...STORED, city: 'Kiel' });
			const hints = run.data.resultData.runData.Jamf?.at(-1)?.hints?.map(({ message }) => message);
			expect(hints?.join()).toContain('Jamf rejected them: floors.');
		});
	});

	test('JSON is merged, clears a field with null, and replaces whole arrays', async () => {
		await bench.pro('building', 'update', { ...one, ...json({ streetAddress1: null }) });
		expect((await bench.pro('building', 'get', one)).json[0]).toMatchObject({ streetAddress1: null, city: 'Berlin' });
		const criteria = (value: string) => [{ name: 'Managed', priority: 0, andOr: 'and', searchType: 'is', value }];
		await bench.pro('smartComputerGroup', 'update', { ...one, ...json({ criteria: criteria('A') }) });
		await bench.pro('smartComputerGroup', 'update', { ...one, ...json({ criteria: criteria('B') }) });
		const group = (await bench.pro('smartComputerGroup', 'get', one)).json[0];
		expect(group?.criteria).toEqual(criteria('B'));
	});

	test('a patch sends only the given fields, as a merge patch where Jamf requires one (jamf-behavior 4.2)', async () => {
		await bench.pro('volumePurchasingLocation', 'update', { ...one, ...fields({ name: 'Berlin' }) });
		expect(bodies('PATCH')).toEqual([{ name: 'Berlin' }]);
		expect(bench.simulator.journal.at(-1)).toMatchObject({ contentType: 'application/merge-patch+json' });
		await bench.pro('mobileDevice', 'update', { ...one, ...fields({ name: 'Lobby', 'location.room': '1' }) });
		expect(bodies('PATCH').at(-1)).toEqual({ name: 'Lobby', location: { room: '1' } });
		expect(bench.simulator.journal.at(-1)).toMatchObject({ contentType: 'application/json' });
	});
});

describe('optimistic locks (jamf-behavior 4.1)', () => {
	// The simulated PreStage enrollment uses a recovery lock password, which is never returned.
	const options = { clearSecrets: true };
	const rename = { ...one, ...fields({ displayName: '={{ $json.name }}' }), options };
	const names = (...all: string[]) => ({ input: all.map((name) => ({ json: { name } })) });

	test('sends every lock, including nested ones', async () => {
		await bench.pro('computerPrestage', 'update', rename, names('A'));
		await bench.pro('computerPrestage', 'update', rename, names('B'));
		expect(bodies('PUT')).toMatchObject(
			[0, 1].map((versionLock) => ({
				versionLock,
				locationInformation: { versionLock },
				purchasingInformation: { versionLock },
			})),
		);
		const { json: read } = await bench.pro('computerPrestage', 'get', { ...one, output: 'raw' });
		expect(read).toMatchObject([{ displayName: 'B', versionLock: 2 }]);
	});

	test('reads again and retries after a concurrent write', async () => {
		bench.simulator.fault({ kind: 'status', status: 409, body: 'json', method: 'PUT', times: 1 });
		const run = await bench.pro('computerPrestage', 'update', rename, names('A', 'B'));
		expect(run.json).toHaveLength(2);
		const puts = bench.simulator.journal.filter(({ method }) => method === 'PUT');
		expect(puts.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
	});

	test('completes many concurrent writes', async () => {
		const serials = [0, 1, 2, 3, 4, 5].map((number) => `DMQVGC0DHLA${number}`);
		const each = { ...one, ...fields({ serialNumbers: '={{ [$json.serial] }}' }) };
		const input = serials.map((serial) => ({ json: { serial } }));
		const { error } = await bench.pro('mobileDevicePrestage', 'addToScope', each, { input });
		expect(error).toBeUndefined();
		const { json: read } = await bench.pro('mobileDevicePrestage', 'getScope', one);
		const held = (read[0]?.assignments as IDataObject[]).map(({ serialNumber }) => serialNumber);
		expect(held.sort()).toEqual(serials);
	});

	test('reports a second conflict', async () => {
		const fault = { kind: 'status', status: 409, body: 'json', method: 'PUT' } as const;
		bench.simulator.fault({ ...fault, path: /computer-prestages/ });
		const { error } = await bench.pro('computerPrestage', 'update', rename, names('A'));
		expect(error).toMatchObject({ httpCode: '409' });
		expect(bench.requests).toEqual(
			['GET', 'PUT', 'GET', 'PUT'].map((method) => `${method} /api/v3/computer-prestages/1`),
		);
	});

	test('adds to, removes from and replaces a scope with its own lock', async () => {
		const serials = (...all: string[]) => ({ ...one, ...fields({ serialNumbers: JSON.stringify(all) }) });
		const scope = async () => {
			const { json: read } = await bench.pro('mobileDevicePrestage', 'getScope', one);
			return (read[0]?.assignments as IDataObject[]).map(({ serialNumber }) => serialNumber);
		};
		await bench.pro('mobileDevicePrestage', 'addToScope', serials('DMQVGC0DHLA0', 'DMQVGC0DHLA1'));
		expect(await scope()).toEqual(['DMQVGC0DHLA0', 'DMQVGC0DHLA1']);
		await bench.pro('mobileDevicePrestage', 'removeFromScope', serials('DMQVGC0DHLA0'));
		expect(await scope()).toEqual(['DMQVGC0DHLA1']);
		await bench.pro('mobileDevicePrestage', 'replaceScope', serials('DMQVGC0DHLA2'));
		expect(await scope()).toEqual(['DMQVGC0DHLA2']);
		expect([...bodies('POST'), ...bodies('PUT')].map(({ versionLock }) => versionLock)).toEqual([0, 1, 2]);
	});
});

describe('sends nothing', () => {
	const cases: Array<[what: string, resource: string, operation: string, parameters: INodeParameters, told: RegExp]> = [
		['a required field is missing', 'category', 'create', fields({ name: 'X' }), /Required fields are empty: Priority/],
		['no field is given', 'building', 'create', fields({}), /Required fields are empty: Name/],
		['an update changes nothing', 'building', 'update', { ...one, ...fields({}) }, /No fields are set/],
		['a field is unknown', 'building', 'create', fields({ name: 'X', citi: 'Kiel' }), /no field "citi"/],
		['a number is none', 'category', 'create', fields({ name: 'X', priority: 'high' }), /Priority must be a number/],
		['a truth value is none', 'site', 'getAll', { returnAll: 'perhaps' }, /returnAll must be true or false/],
		['JSON is broken', 'building', 'create', json('{ "name": '), /body is not valid JSON/],
		['JSON is no object', 'building', 'create', json('"Berlin"'), /empty or not an object/],
		['JSON is empty', 'building', 'create', json('  '), /empty or not an object/],
		['a key poisons', 'building', 'create', json('{ "a": { "__proto__": {} } }'), /"__proto__"/],
		[
			'a JSON field is broken',
			'smartComputerGroup',
			'create',
			fields({ name: 'X', criteria: '[' }),
			/Criteria is not valid JSON/,
		],
		['an ID is none', 'building', 'delete', { id: locator('id', 'Berlin') }, /"Berlin" is not a valid ID/],
		['an ID leads elsewhere', 'dockItem', 'get', { id: '..' }, /cannot be part of a path/],
		['a file is missing', 'icon', 'upload', { binaryPropertyName: 'photo' }, /photo/],
		['a text is empty', 'venafi', 'uploadProxyTrustStore', { id: '1', text: ' ' }, /text to send is empty/],
		['a filter is wanted', 'mdmCommand', 'getAll', { returnAll: true }, /needs a filter/],
		['it is not confirmed', 'computer', 'erase', one, /can destroy data and was not confirmed/],
		['it is not confirmed', 'mobileDevice', 'unmanage', { ...one, confirm: false }, /was not confirmed/],
	];
	test.each(cases)('when %s: %s.%s', async (_, resource, operation, parameters, told) => {
		const { error } = await bench.pro(resource, operation, parameters);
		expect(error?.message).toMatch(told);
		expect(bench.requests).toEqual([]);
	});

	test('n8n itself reports when no object is chosen', async () => {
		await expect(bench.pro('building', 'get', { id: locator('list', '') })).rejects.toThrow(/has issues/);
		const { error } = await bench.pro('building', 'get', { id: locator('id', '={{ $json.missing }}') });
		expect(error?.message).toMatch(/No building is selected/);
		expect(bench.requests).toEqual([]);
	});

	test('reports an unknown field with the closest names', async () => {
		const { error } = await bench.pro('building', 'create', fields({ name: 'X', stateProvinz: 'SH' }));
		expect(error?.description).toMatch(/Did you mean stateProvince/);
	});
});

describe('what Jamf requires (jamf-behavior 4.5)', () => {
	const cases: Array<[resource: string, given: Record<string, string>, sent: IDataObject]> = [
		['account', { username: 'A' }, { ldapServerId: -1, distinguishedName: '', phone: '' }],
		['account', { username: 'A', ldapServerId: '3' }, { ldapServerId: 3, changePasswordOnNextLogin: false }],
		['staticComputerGroup', { name: 'A' }, { assignments: [] }],
		['staticMobileDeviceGroup', { groupName: 'A' }, { assignments: [] }],
		['package', { packageName: 'A', fileName: 'a.pkg' }, { categoryId: '-1', priority: 10, rebootRequired: false }],
	];
	test.each(cases)('%s %j', async (resource, given, sent) => {
		const made = await bench.pro(resource, 'create', fields(given));
		// OpenAPI 11.32.0: an account is returned as a whole.
		if (resource === 'account') expect(made.json).toMatchObject([{ id: expect.any(String), username: 'A' }]);
		else expect(made.json).toEqual([{ id: expect.any(String), href: expect.any(String) }]);
		expect(bodies('POST')).toMatchObject([sent]);
		bench.simulator.resetStats();
		const name = Object.fromEntries(
			Object.entries(given).map(([key, value]) => [key, key.endsWith('Id') ? 3 : `${value}2`]),
		);
		await bench.pro(resource, 'create', json(name));
		expect(bodies('POST')).toMatchObject([sent]);
	});

	test('writes extension attributes', async () => {
		const given = {
			name: 'A',
			enabled: 'true',
			dataType: 'STRING',
			inventoryDisplayType: 'GENERAL',
			inputType: 'TEXT',
		};
		await bench.pro('computerExtensionAttribute', 'create', fields(given));
		expect(bodies('POST')).toMatchObject([{ name: 'A', popupMenuChoices: [] }]);
	});
});

test('sends a confirmed erase, with and without a body', async () => {
	const erased = await bench.pro('computer', 'erase', { ...one, confirm: true });
	expect(erased.error).toBeUndefined();
	await bench.pro('computer', 'erase', { ...one, confirm: true, ...fields({ pin: '123456' }) });
	const posts = bench.simulator.journal.filter(({ path }) => path.endsWith('/erase'));
	expect(posts.map(({ body }) => body)).toEqual(['', '{"pin":"123456"}']);
});

test('falls back to the older route of a server for a write, and keeps using it', async () => {
	bench.simulator.fault({ kind: 'status', status: 404, path: /\/v3\/computer-groups/ });
	const create = async (name: string) =>
		(await bench.pro('smartComputerGroup', 'create', fields({ name, criteria: '[]' }))).json;
	expect(await create('A')).toEqual([{ id: expect.any(String), href: expect.stringContaining('/v2/') }]);
	expect(await create('B')).toHaveLength(1);
	expect(bench.requests.map((request) => request.replace(/\/computer-groups.*/, ''))).toEqual([
		'POST /api/v3',
		'POST /api/v2',
		'POST /api/v2',
	]);
});
