import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';
import { JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeEach(async () => {
	bench = await TestBench.open();
});
afterEach(async () => await bench.close());

const readers = { displayName: 'Readers', privileges: ['Read Computers', 'Read Buildings'] };

describe('API role', () => {
	test('creates, gets, lists, updates and deletes', async () => {
		const created = await bench.pro('apiRole', 'create', readers);
		expect(created.json).toEqual([{ id: '2', ...readers }]);
		const byName = await bench.pro('apiRole', 'get', { id: locator('name', 'Readers') });
		expect(byName.json).toEqual(created.json);
		const updated = await bench.pro('apiRole', 'update', {
			id: locator('list', '2'),
			displayName: 'All Readers',
			privilegeChange: 'add',
			privileges: ['Read Scripts', 'Read Buildings'],
		});
		expect(updated.json).toEqual([
			{ id: '2', displayName: 'All Readers', privileges: ['Read Computers', 'Read Buildings', 'Read Scripts'] },
		]);
		const all = await bench.pro('apiRole', 'getAll', {
			returnAll: true,
			sort: { fields: [{ field: 'displayName', direction: 'desc' }] },
		});
		expect(all.json.map((role) => role.displayName)).toEqual(['Simulator Administrator', 'All Readers']);
		const deleted = await bench.pro('apiRole', 'delete', { id: locator('id', '2') });
		expect(deleted.json).toEqual([{ deleted: true, id: '2' }]);
		expect((await bench.pro('apiRole', 'get', { id: locator('id', '2') })).error).toMatchObject({ httpCode: '404' });
	});

	test.each([
		['keep', ['Read Computers', 'Read Buildings']],
		['add', ['Read Computers', 'Read Buildings', 'Read Scripts']],
		['remove', ['Read Computers', 'Read Buildings']],
		['replace', ['Read Scripts']],
	])('updates privileges: %s', async (privilegeChange, expected) => {
		await bench.pro('apiRole', 'create', readers);
		const updated = await bench.pro('apiRole', 'update', {
			id: locator('id', '2'),
			privilegeChange,
			privileges: ['Read Scripts'],
		});
		expect(updated.json).toEqual([{ id: '2', displayName: 'Readers', privileges: expected }]);
	});

	test('accepts privileges from an expression that returns an array', async () => {
		const created = await bench.pro(
			'apiRole',
			'create',
			{ displayName: '={{ $json.name }}', privileges: '={{ $json.privileges }}' },
			{ input: [{ json: { name: 'A', privileges: ['Read Computers'] } }, { json: { name: 'B', privileges: [] } }] },
		);
		expect(created.json).toEqual([
			{ id: expect.any(String), displayName: 'A', privileges: ['Read Computers'] },
			{ id: expect.any(String), displayName: 'B', privileges: [] },
		]);
		expect(bench.requests.filter((request) => request.endsWith('/api-role-privileges'))).toHaveLength(1);
	});

	test('reads the list of privileges again after it failed for an earlier item', async () => {
		bench.signInAs(bench.simulator.client, { maxConcurrentRequests: 1 });
		bench.simulator.fault({ kind: 'noResponse', path: /api-role-privileges/, times: 2 });
		const parameters = { displayName: '={{ $json.name }}', privileges: ['Read Computers'] };
		const run = await bench.engine.runNode(
			JAMF_PRO,
			{ resource: 'apiRole', operation: 'create', ...parameters, options: { timeout: '={{ $json.ms }}' } },
			{
				input: [{ json: { name: 'A', ms: 1000 } }, { json: { name: 'B', ms: 20_000 } }],
				onError: 'continueRegularOutput',
			},
		);
		expect(run.json).toMatchObject([{ error: expect.stringContaining('took too long') }, { displayName: 'B' }]);
	});

	test('requests the list of privileges once when the client may not read it', async () => {
		bench.signInWith(['Create API Roles']);
		const parameters = { displayName: '={{ $json.name }}', privileges: ['Read Computers'] };
		const input = ['A', 'B', 'C'].map((name) => ({ json: { name } }));
		expect((await bench.pro('apiRole', 'create', parameters, { input })).json).toHaveLength(3);
		expect(bench.requests.filter((request) => request.endsWith('/api-role-privileges'))).toHaveLength(1);
	});

	test('rejects unknown privileges before writing, and suggests the closest names', async () => {
		const { error } = await bench.pro('apiRole', 'create', { displayName: 'X', privileges: ['Read Computer', 'Zzz'] });
		expect(error?.message).toMatch(/no privilege "Read Computer" \(did you mean "Read Computers".*\), "Zzz"\./);
		expect(bench.requests).toEqual(['GET /api/v1/api-role-privileges']);
	});

	test('creates a role when the client may create roles but not read them', async () => {
		bench.signInWith(['Create API Roles']);
		expect((await bench.pro('apiRole', 'create', readers)).json).toEqual([expect.objectContaining(readers)]);
	});

	test('reports the ID of the role that already has the display name', async () => {
		await bench.pro('apiRole', 'create', readers);
		const { error } = await bench.pro('apiRole', 'create', readers);
		expect(error).toMatchObject({
			message: 'An API role named "Readers" already exists (ID 2).',
			description: expect.stringContaining('Choose another display name'),
			httpCode: '400',
		});
		await bench.pro('apiRole', 'create', { ...readers, displayName: 'Others' });
		const renamed = await bench.pro('apiRole', 'update', { id: locator('id', '3'), displayName: 'Readers' });
		expect(renamed.error?.message).toBe('An API role named "Readers" already exists (ID 2).');
	});

	test('does not delete a role in use, and names its clients', async () => {
		await bench.pro('apiRole', 'create', readers);
		await bench.pro('apiIntegration', 'create', { displayName: 'Sync', roles: ['Readers'] });
		const { error } = await bench.pro('apiRole', 'delete', { id: locator('name', 'Readers') });
		expect(error).toMatchObject({
			message: 'The API role with ID 2 is in use by the API clients "Sync".',
			description: expect.stringContaining('Remove the role from these clients first'),
			httpCode: '409',
		});
	});

	test.each([
		[locator('name', 'Nobody'), 'There is no API role named "Nobody".'],
		[locator('id', '={{ "Readers" }}'), '"Readers" is not a valid ID. IDs of API roles are numbers.'],
		[locator('id', '={{ "../1" }}'), '"../1" is not a valid ID. IDs of API roles are numbers.'],
		[locator('id', '={{ "" }}'), 'No API role is selected.'],
	])('rejects a locator without a match: %j', async (id, message) => {
		bench.simulator.resetStats();
		const { error } = await bench.pro('apiRole', 'delete', { id });
		expect(error?.message).toBe(message);
		expect(bench.requests.filter((request) => request.startsWith('DELETE'))).toEqual([]);
	});

	test('lists the objects when a name is ambiguous', async () => {
		for (let n = 0; n < 2; n++)
			bench.simulator.state.roles.insert((id) => ({ id, displayName: 'Twin', privileges: [] }));
		const { error } = await bench.pro('apiRole', 'get', { id: locator('name', 'Twin') });
		expect(error?.message).toBe('There are 2 API roles named "Twin": Twin (ID 2), Twin (ID 3).');
	});

	test.each(['Quoted "name"', 'Back\\slash', 'Semi;colon, (comma)', 'Sämi & Co + *'])(
		'By Name finds %s',
		async (displayName) => {
			await bench.pro('apiRole', 'create', { displayName, privileges: [] });
			expect((await bench.pro('apiRole', 'get', { id: locator('name', displayName) })).json).toMatchObject([
				{ displayName },
			]);
		},
	);
});

describe('API role privilege', () => {
	test('lists and searches without the limit of 15', async () => {
		const all = await bench.pro('apiRolePrivilege', 'getAll', { returnAll: true });
		expect(all.json.length).toBeGreaterThanOrEqual(400);
		expect((await bench.pro('apiRolePrivilege', 'getAll', { limit: 3 })).json).toEqual(all.json.slice(0, 3));
		const found = await bench.pro('apiRolePrivilege', 'search', { name: 'read', returnAll: true });
		expect(found.json.length).toBeGreaterThan(50);
		expect((await bench.pro('apiRolePrivilege', 'search', { name: 'read', limit: 40 })).json).toEqual(
			found.json.slice(0, 40),
		);
	});

	test('rejects an empty search', async () => {
		expect((await bench.pro('apiRolePrivilege', 'search', { name: ' ' })).error?.message).toBe(
			'The text to search for is empty.',
		);
	});
});

describe('API client', () => {
	test('creates, updates, creates credentials, rotates and deletes', async () => {
		await bench.pro('apiRole', 'create', readers);
		const created = await bench.pro('apiIntegration', 'create', {
			displayName: 'Sync',
			roles: ['Readers'],
			enabled: true,
			accessTokenLifetimeSeconds: 120,
		});
		expect(created.json).toMatchObject([
			{ id: 2, displayName: 'Sync', authorizationScopes: ['Readers'], enabled: true, accessTokenLifetimeSeconds: 120 },
		]);
		const minted = await bench.pro('apiIntegration', 'createClientCredentials', { id: locator('name', 'Sync') });
		expect(minted.json).toEqual([
			{ id: 2, displayName: 'Sync', rotated: false, clientId: expect.any(String), clientSecret: expect.any(String) },
		]);
		const rotated = await bench.pro('apiIntegration', 'createClientCredentials', { id: locator('id', '2') });
		expect(rotated.json).toMatchObject([{ rotated: true, clientId: minted.json[0]?.clientId }]);
		expect(rotated.json[0]?.clientSecret).not.toBe(minted.json[0]?.clientSecret);

		const updated = await bench.pro('apiIntegration', 'update', {
			id: locator('id', '2'),
			updateFields: { enabled: false },
		});
		expect(updated.json).toMatchObject([
			{ displayName: 'Sync', authorizationScopes: ['Readers'], enabled: false, accessTokenLifetimeSeconds: 120 },
		]);
		const many = await bench.pro('apiIntegration', 'getAll', {
			returnAll: true,
			filterBy: 'rsql',
			rsql: 'displayName=="Sy*"',
		});
		expect(many.json).toEqual(updated.json);
		expect((await bench.pro('apiIntegration', 'delete', { id: locator('id', '2') })).json).toEqual([
			{ deleted: true, id: '2' },
		]);
	});

	test('signs in with the new secret and not with the old one', async () => {
		await bench.pro('apiIntegration', 'create', { displayName: 'Sync', roles: ['Simulator Administrator'] });
		const mint = async () =>
			(await bench.pro('apiIntegration', 'createClientCredentials', { id: locator('id', '2') })).json[0];
		const [old, fresh] = [await mint(), await mint()] as Array<{ clientId: string; clientSecret: string }>;
		bench.signInAs(old!);
		expect((await bench.pro('accessToken', 'inspect')).error?.message).toBe(
			'Jamf Pro did not accept the Client ID and Client Secret.',
		);
		bench.signInAs(fresh!);
		expect((await bench.pro('accessToken', 'inspect')).json).toMatchObject([{ clientId: fresh?.clientId }]);
	});

	test('does not rotate its own client unless the option is on', async () => {
		const own = { id: locator('id', '1') };
		const { error } = await bench.pro('apiIntegration', 'createClientCredentials', own);
		expect(error?.message).toMatch(/is the API client that this node uses/);
		expect(bench.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
		const rotated = await bench.pro('apiIntegration', 'createClientCredentials', {
			...own,
			options: { rotateOwnClient: true },
		});
		expect(rotated.json).toMatchObject([{ rotated: true, clientId: bench.simulator.client.clientId }]);
	});

	test('rejects unknown roles and empty updates before writing', async () => {
		const create = await bench.pro('apiIntegration', 'create', { displayName: 'X', roles: ['Simulator Admin'] });
		expect(create.error?.message).toContain('did you mean "Simulator Administrator"');
		const update = await bench.pro('apiIntegration', 'update', { id: locator('id', '1'), updateFields: {} });
		expect(update.error?.message).toBe('No fields to update are set.');
		expect(bench.requests.filter((request) => /^(POST|PUT)/.test(request))).toEqual([]);
	});
});

describe('access token', () => {
	test('inspect returns the client, its roles and the expiry, but never the token', async () => {
		const { json } = await bench.pro('accessToken', 'inspect');
		expect(json).toMatchObject([
			{
				server: bench.simulator.url,
				clientId: bench.simulator.client.clientId,
				roles: [{ id: '1', displayName: 'Simulator Administrator' }],
				lifetimeSeconds: 60,
			},
		]);
		expect(json[0]?.expiresInSeconds).toBeGreaterThan(50);
		expect(JSON.stringify(json)).not.toMatch(/eyJ|access_?token"/i);
	});

	test('inspect works without the privilege to read roles', async () => {
		bench.signInWith(['Read Computers']);
		const [row] = (await bench.pro('accessToken', 'inspect')).json;
		expect(row).toMatchObject({ roles: [{ id: '2' }], privileges: ['Read Computers'] });
	});
});

describe('pickers', () => {
	const { listSearch, loadOptions } = new JamfPro().methods;
	const context = (resource: string) =>
		bench.engine.loadOptions(JAMF_PRO, { resource, operation: 'get' }) as unknown as ILoadOptionsFunctions;

	const search = (resource: string) => {
		const method = listSearch[`search${resource.charAt(0).toUpperCase()}${resource.slice(1)}`];
		if (method === undefined) throw new Error(`no list of ${resource}`);
		return method;
	};

	test('filters the list search on the server, page by page', async () => {
		for (let n = 0; n < 120; n++) {
			bench.simulator.state.roles.insert((id) => ({
				id,
				displayName: `Role ${String(n).padStart(3, '0')}`,
				privileges: [],
			}));
		}
		const first = await search('apiRole').call(context('apiRole'));
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toEqual({ name: 'Role 000', value: '2' });
		const second = await search('apiRole').call(context('apiRole'), undefined, first.paginationToken as string);
		expect(second.results).toHaveLength(21);
		expect(second.paginationToken).toBeUndefined();
		const found = await search('apiRole').call(context('apiRole'), '"07');
		expect(found.results).toEqual([]);
		const some = await search('apiRole').call(context('apiRole'), 'role 07');
		expect(some.results.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, n) => `Role 07${n}`));
	});

	test('lists clients, roles and privileges', async () => {
		const clients = await search('apiIntegration').call(context('apiIntegration'));
		expect(clients.results).toEqual([{ name: expect.any(String), value: '1' }]);
		expect(await loadOptions.getApiRoles.call(context('apiIntegration'))).toEqual([
			{ name: 'Simulator Administrator', value: 'Simulator Administrator' },
		]);
		expect(await loadOptions.getPrivileges.call(context('apiRole'))).toContainEqual({
			name: 'Read Computers',
			value: 'Read Computers',
		});
	});

	test('reports a missing privilege in the picker', async () => {
		bench.signInWith([]);
		await expect(search('apiRole').call(context('apiRole'))).rejects.toMatchObject({
			name: 'NodeApiError',
			httpCode: '403',
			message: expect.stringContaining('lacks a'),
		});
	});
});

describe('concurrent and accidental changes', () => {
	test('keeps the privileges that several items add to one role', async () => {
		await bench.pro('apiRole', 'create', readers);
		const added = ['Create Buildings', 'Update Buildings', 'Delete Buildings', 'Read Scripts'];
		const { error } = await bench.pro(
			'apiRole',
			'update',
			{ id: locator('id', '2'), privilegeChange: 'add', privileges: '={{ [$json.privilege] }}' },
			{ input: added.map((privilege) => ({ json: { privilege } })) },
		);
		expect(error).toBeUndefined();
		const [role] = (await bench.pro('apiRole', 'get', { id: locator('id', '2') })).json;
		expect([...(role?.privileges as string[])].sort()).toEqual([...readers.privileges, ...added].sort());
	});

	test('keeps the fields that several items change on one client', async () => {
		await bench.pro('apiRole', 'create', readers);
		const created = await bench.pro('apiIntegration', 'create', {
			displayName: 'Sync',
			roles: ['Readers'],
			enabled: true,
			accessTokenLifetimeSeconds: 300,
		});
		const id = locator('id', String(created.json[0]?.id));
		const updateFields = {
			displayName: '={{ $json.displayName }}',
			enabled: '={{ $json.enabled }}',
			accessTokenLifetimeSeconds: '={{ $json.lifetime }}',
		};
		const { error } = await bench.pro(
			'apiIntegration',
			'update',
			{ id, updateFields },
			{
				input: [{ json: { displayName: 'New' } }, { json: { enabled: false } }, { json: { lifetime: 77 } }],
			},
		);
		expect(error).toBeUndefined();
		const { json } = await bench.pro('apiIntegration', 'get', { id });
		expect(json).toMatchObject([{ displayName: 'New', enabled: false, accessTokenLifetimeSeconds: 77 }]);
	});

	test.each([
		['replace', '={{ $json.missing }}', 'No privileges are set.'],
		['={{ "Add" }}', ['Read Scripts'], '"Add" is not a valid change of privileges.'],
	])('rejects %s with %j', async (privilegeChange, privileges, message) => {
		await bench.pro('apiRole', 'create', readers);
		const { error } = await bench.pro('apiRole', 'update', { id: locator('id', '2'), privilegeChange, privileges });
		expect(error?.message).toBe(message);
		expect((await bench.pro('apiRole', 'get', { id: locator('id', '2') })).json).toMatchObject([readers]);
	});

	test('does not suggest looking up a new secret when its response was lost', async () => {
		await bench.pro('apiRole', 'create', readers);
		const created = await bench.pro('apiIntegration', 'create', { displayName: 'Sync', roles: ['Readers'] });
		bench.simulator.fault({ kind: 'resetAfter', path: /client-credentials/ });
		const id = locator('id', String(created.json[0]?.id));
		const { error } = await bench.pro('apiIntegration', 'createClientCredentials', { id });
		expect(error?.description).toMatch(/^The client may have a new, unknown secret/);
		expect(error?.description).not.toContain('read the object');
	});
});
