import type { IDataObject, INodeParameters, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';
import { classic, pro } from '../../nodes/shared/catalogue/lookup';
import type { Catalogue } from '../../nodes/shared/catalogue/types';
import { checkPreviewed, runPreview } from './previewed';

const GROUPS = ['computerGroup', 'mobileDeviceGroup', 'userGroup'];
/** Resources with the fields of their names. */
const PRO_GROUPS = { staticComputerGroup: 'name', staticMobileDeviceGroup: 'groupName' };
/** A static group of each kind. */
const groups: Record<string, INodeParameters> = {};
let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 20, keepBodies: true, tokenLifetimeSeconds: 3600 });
	for (const [resource, title] of Object.entries(PRO_GROUPS)) {
		const body = JSON.stringify({ [title]: 'Static in Jamf Pro', siteId: '-1', assignments: [] });
		const { json } = await bench.pro(resource, 'create', { bodyMode: 'json', body });
		groups[resource] = locator('id', String(json[0]?.id));
	}
	for (const resource of GROUPS) {
		const body = JSON.stringify({ name: 'Static', is_smart: false });
		const { json } = await bench.classic({ resource, operation: 'create', bodyMode: 'json', body });
		groups[resource] = locator('id', String(json[0]?.id));
	}
});
afterAll(async () => await bench.close());
beforeEach(() => {
	bench.simulator.clearFaults();
	bench.simulator.resetStats();
	bench.signInAs(bench.simulator.client);
});

const ID = locator('id', '1');
const CREATE = { displayName: 'Previewed', privileges: ['Read Buildings'], roles: [] };
const REQUEST = { method: 'POST', bodyKind: 'json' };
const MEMBERS = { membersBy: 'id', members: '1, 2, 3, 4, 5' };
const TARGETS = {
	id: ID,
	targetType: 'computers',
	targetsBy: 'id',
	targets: '7',
	options: { unreadableIsEmpty: true },
};

/** Hand-written operations with a write, and parameters with which they write. */
const FORMS: Record<string, INodeParameters> = {
	'pro apiIntegration.create': CREATE,
	'pro apiIntegration.createClientCredentials': { id: ID, options: { rotateOwnClient: true } },
	'pro apiIntegration.update': { id: ID, updateFields: { enabled: true } },
	'pro apiRequest.send': { ...REQUEST, path: '/v1/buildings?a=b c', json: '{ "name": "Berlin" }' },
	'pro apiIntegration.rotateSecret': { id: ID, options: { rotateOwnClient: true } },
	'pro apiRole.create': CREATE,
	'pro apiRole.upsert': { ...CREATE, displayName: 'Created or Updated' },
	'pro apiRole.delete': { id: ID },
	'pro apiRole.update': { id: ID, displayName: 'Other', privilegeChange: 'keep' },
	'pro appInstallerDeployment.updateVersion': { id: ID, version: '5.3' },
	'pro mdmCommand.send': {
		managementIds: 'a',
		commandType: 'ERASE_DEVICE',
		commandFields: '{ "pin": "482913" }',
		confirm: true,
	},
	'classic apiRequest.send': { ...REQUEST, path: '/categories/id/0', json: '{ "category": { "name": "Apps" } }' },
	...Object.fromEntries(
		[...GROUPS.map((group) => `classic ${group}`), ...Object.keys(PRO_GROUPS).map((group) => `pro ${group}`)].flatMap(
			(group) => ['setMembers', 'removeMembers', 'addMembers'].map((operation) => [`${group}.${operation}`, MEMBERS]),
		),
	),
};

/** The operations of a node that show Preview Only and are not rows, but for scopes. */
function listHandwritten(api: string, { properties }: INodeTypeDescription, { resources }: Catalogue): string[] {
	const pickers = properties.filter(({ name }) => name === 'operation');
	const previews = properties.filter(({ name }) => name === 'previewOnly');
	return pickers.flatMap(({ displayOptions, options = [] }) => {
		const resource = String(displayOptions?.show?.resource?.[0]);
		const rows = resources.find(({ value }) => value === resource)?.operations ?? [];
		return (options as INodePropertyOptions[]).flatMap(({ value }) => {
			const isShown = previews.some(
				(each) =>
					each.displayOptions?.show?.resource?.includes(resource) &&
					each.displayOptions.show.operation?.includes(value),
			);
			return isShown && !rows.some((row) => row.value === value) ? [`${api} ${resource}.${String(value)}`] : [];
		});
	});
}

/** Tried in upsert.test.ts, except the one with a form of its own. */
const isUpsert = (name: string) => name.endsWith('.upsert') && name !== 'pro apiRole.upsert';
const isScope = (name: string) => /\.(add|remove)(Targets|Exclusions)$/.test(name);
const handwritten = [
	...listHandwritten('pro', new JamfPro().description, pro),
	...listHandwritten('classic', new JamfClassic().description, classic),
];

const run = async (name: string, parameters: INodeParameters) => {
	const [, api, resource = '', operation = ''] = /^(\w+) (\w+)\.(\w+)$/.exec(name) ?? [];
	return api === 'pro'
		? await bench.pro(resource, operation, parameters)
		: await bench.classic({ resource, operation, ...parameters });
};

const lastWrite = () =>
	bench.simulator.journal.findLast(({ method, path }) => method !== 'GET' && !path.endsWith('/oauth/token'));

describe('every hand-written operation shows the request that it then sends', () => {
	test('all of them are tried', () => {
		const missing = handwritten.filter((name) => !isScope(name) && !isUpsert(name) && !(name in FORMS));
		expect(missing).toEqual([]);
		expect(handwritten.filter(isScope)).toHaveLength(40);
	});

	test.each(Object.entries(FORMS))('%s', async (name, form) => {
		const group = groups[/ (\w+)\./.exec(name)?.[1] ?? ''];
		const parameters = { ...form, ...(group && { id: group }) };
		const shown = await runPreview(name, bench, async () => await run(name, { ...parameters, previewOnly: true }));
		await run(name, parameters);
		const sent = lastWrite();
		expect({ name, sent }).not.toEqual({ name, sent: undefined });
		if (sent !== undefined) checkPreviewed(name, shown, sent);
	});

	// The first write of a scope may clear lists, so it is compared with the first request.
	test.each(handwritten.filter(isScope))('%s', async (name) => {
		const parameters = name.includes('volume') || /ebook|mobileDeviceApp/.test(name) ? { ...TARGETS } : TARGETS;
		const target = name.includes('mobileDevice') ? { targetType: 'mobile_devices' } : {};
		const given = { ...parameters, ...target };
		const before = bench.simulator.journal.length;
		const preview = await run(name, { ...given, previewOnly: true });
		const real = await run(name, given);
		const writes = bench.simulator.journal
			.slice(before)
			.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/oauth/token'));
		expect({ name, same: preview.error?.message }).toEqual({
			name,
			same: writes.length > 0 ? undefined : real.error?.message,
		});
		if (writes[0] !== undefined) checkPreviewed(name, preview.json[0] ?? {}, writes[0]);
		else if (preview.error === undefined) expect(preview.json[0]).toMatchObject({ preview: true, changes: [] });
	});
});

describe('the output', () => {
	test('lists what an update changes, and nothing that stays', async () => {
		const { json } = await bench.pro('building', 'create', {
			bodyMode: 'json',
			body: '{ "name": "Old", "city": "Bern" }',
		});
		const changed = { bodyMode: 'json', body: '{ "name": "New" }', previewOnly: true };
		const shown = await bench.pro('building', 'update', { id: locator('id', String(json[0]?.id)), ...changed });
		expect(shown.json).toMatchObject([
			{
				preview: true,
				method: 'PUT',
				path: `/v1/buildings/${String(json[0]?.id)}`,
				contentType: 'application/json',
				body: { name: 'New', city: 'Bern' },
				changes: [{ path: 'name', before: 'Old', after: 'New' }],
				privileges: ['Update Buildings'],
				note: null,
			},
		]);
	});

	test('lists the changes of a Classic update, with its XML', async () => {
		const body = '{ "general": { "name": "Renamed" } }';
		const shown = await bench.classic({
			resource: 'policy',
			operation: 'update',
			id: ID,
			bodyMode: 'json',
			body,
			previewOnly: true,
		});
		const before = await bench.classic({ resource: 'policy', operation: 'get', id: ID, output: 'raw' });
		const { name } = before.json[0]?.general as IDataObject;
		expect(shown.json).toMatchObject([
			{
				method: 'PUT',
				path: '/policies/id/1',
				contentType: 'application/xml',
				body: { general: { name: 'Renamed' } },
				xml: expect.stringMatching(/<policy><general><name>Renamed<\/name><\/general><\/policy>$/),
				changes: [{ path: 'general.name', before: name, after: 'Renamed' }],
				privileges: ['Update Policies'],
			},
		]);
	});

	test('describes the object that a deletion removes', async () => {
		const { json } = await bench.pro('building', 'delete', { id: ID, previewOnly: true });
		expect(json).toMatchObject([
			{
				method: 'DELETE',
				path: '/v1/buildings/1',
				changes: [{ path: '', before: { id: '1', name: expect.any(String) }, after: null }],
			},
		]);
	});

	test('masks secrets in JSON and in XML', async () => {
		const account = { name: 'anna', password: 'canary-1', email: 'anna@example.com' };
		const made = await bench.classic({
			resource: 'account',
			operation: 'create',
			bodyMode: 'json',
			body: JSON.stringify(account),
			previewOnly: true,
		});
		const command = await bench.pro('mdmCommand', 'send', {
			managementIds: 'a',
			commandType: 'SET_RECOVERY_LOCK',
			commandFields: '{ "newPassword": "canary-2" }',
			previewOnly: true,
		});
		expect(JSON.stringify([made.json, command.json])).not.toContain('canary');
		expect(made.json).toMatchObject([{ body: { name: 'anna', password: '[redacted]' } }]);
		expect(command.json).toMatchObject([{ body: { commandData: { newPassword: '[redacted]' } } }]);
	});

	test('masks secrets in JSON with another content type, and in XML with comments', async () => {
		const headers = { parameters: [{ name: 'Content-Type', value: 'text/plain' }] };
		const json = '{ "name": "x", "password": "hunter2" }';
		const sent = { ...REQUEST, path: '/v1/buildings', json, previewOnly: true, options: { headers } };
		const one = await bench.pro('apiRequest', 'send', sent);
		expect(one.json).toMatchObject([{ body: '{"name":"x","password":"[redacted]"}' }]);
		const xml = '<webhook><password>hunter<!-- x -->2</password><header>hunter2</header></webhook>';
		const path = '/webhooks/name/Hook';
		const two = await bench.classic({ method: 'PUT', path, bodyKind: 'xml', xml, previewOnly: true });
		expect(two.json).toMatchObject([
			{ xml: '<webhook><password>[redacted]</password><header>[redacted]</header></webhook>' },
		]);
	});

	test('needs no confirmation, and says that sending it does', async () => {
		const { json } = await bench.pro('computer', 'erase', { id: ID, previewOnly: true });
		expect(json).toMatchObject([
			{ path: '/v4/computers-inventory/1/erase', note: 'Confirm must be turned on before it can be sent.' },
		]);
		const command = { managementIds: 'a', commandType: 'ERASE_DEVICE', previewOnly: true };
		const erase = await bench.pro('mdmCommand', 'send', command);
		expect(erase.json).toMatchObject([
			{
				note: 'Confirm must be turned on before it can be sent.',
				privileges: [expect.any(String), 'Send Computer Remote Wipe Command or Send Mobile Device Remote Wipe Command'],
			},
		]);
	});

	test.each([
		['ebook', 'update', { scope: { classes: [{ id: 1 }] } }, /^This request removes entries/],
		[
			'mobileDeviceApp',
			'create',
			{ general: { name: 'A', bundle_id: 'a.b', version: '1', os_type: 'tvOS' } },
			/^A second request then updates/,
		],
	])('%s.%s: says that a request follows', async (resource, operation, body, note) => {
		const parameters = { resource, operation, id: ID, bodyMode: 'json', body: JSON.stringify(body) };
		const { json } = await bench.classic({ ...parameters, previewOnly: true });
		expect(json[0]?.note).toMatch(note);
	});

	test('says when nothing would be written', async () => {
		const group = { resource: 'computerGroup', id: groups.computerGroup ?? '', membersBy: 'id', members: '1' };
		await bench.classic({ operation: 'addMembers', ...group });
		const { json } = await bench.classic({ operation: 'addMembers', ...group, previewOnly: true });
		expect(json[0]).toMatchObject({
			preview: true,
			changes: [],
			note: 'Nothing would be written.',
			result: { added: [] },
		});
	});
});

describe('the run', () => {
	test('checks the input as always', async () => {
		const { error } = await bench.pro('building', 'update', {
			...{ id: locator('name', 'Nowhere'), bodyMode: 'json', body: '{ "name": "x" }', previewOnly: true },
		});
		expect(error?.message).toBe('There is no building named "Nowhere".');
	});

	test('goes on when the stored object cannot be read', async () => {
		bench.signInWith(['Update Buildings', 'Delete Buildings']);
		const { json } = await bench.pro('building', 'delete', { id: ID, previewOnly: true });
		expect(json).toMatchObject([
			{
				changes: [],
				note: expect.stringMatching(/^The changes are unknown, because the stored object could not be read: /),
			},
		]);
	});

	test('previews many items at once, and only those with the option', async () => {
		const input = Array.from({ length: 40 }, (_, index) => ({ json: { name: `B${index}`, preview: index % 4 > 0 } }));
		const parameters = {
			bodyMode: 'json',
			body: '={{ JSON.stringify({ name: $json.name }) }}',
			previewOnly: '={{ $json.preview }}',
		};
		const { json } = await bench.pro('building', 'create', parameters, { input });
		expect(json.map((item) => (item.preview === true ? (item.body as IDataObject).name : 'created'))).toEqual(
			input.map(({ json: { name, preview } }) => (preview ? name : 'created')),
		);
		expect(bench.requests.filter((request) => request.startsWith('POST'))).toHaveLength(10);
	});

	test('an item that fails does not stop the others', async () => {
		const input = ['1', 'x', '2'].map((id) => ({ json: { id } }));
		const parameters = {
			id: locator('id', '={{ $json.id }}'),
			bodyMode: 'json',
			body: '{ "name": "Z" }',
			previewOnly: true,
		};
		const { json } = await bench.engine.runNode(
			JAMF_PRO,
			{ resource: 'building', operation: 'update', ...parameters },
			{ input, onError: 'continueRegularOutput' },
		);
		expect(json).toMatchObject([
			{ preview: true },
			{ error: expect.stringContaining('not a valid ID') },
			{ preview: true },
		]);
	});

	test('leaves no lock behind', async () => {
		const update = { id: ID, bodyMode: 'json', body: '{ "name": "Locked" }' };
		await bench.pro(
			'building',
			'update',
			{ ...update, previewOnly: true },
			{ input: Array(9).fill({ json: {} }) as [] },
		);
		const { json } = await bench.pro('building', 'update', update);
		expect(json).toMatchObject([{ name: 'Locked' }]);
	});

	test('an export by POST is a read, which Preview Only does not change', async () => {
		const { items } = await bench.pro('building', 'export', { previewOnly: true });
		expect(items[0]?.binary).toBeDefined();
	});
});
