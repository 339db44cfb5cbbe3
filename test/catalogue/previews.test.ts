import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { buildPreviews } from '../../catalogue/previews/build';
import { TestBench, locator } from '../../harness/testBench';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';
import { classic, pro } from '../../nodes/shared/catalogue/lookup';
import { findUnannounced } from '../workflows/previews';

const previews = buildPreviews(path.join(__dirname, '../..'));

/** The operations that a workflow can contain: those of the pickers, and hidden ones of the rows. */
function listOperations({ properties }: INodeTypeDescription, { resources }: typeof pro): string[] {
	const pickers = properties.filter(({ name }) => name === 'operation');
	const picked = pickers.flatMap(({ displayOptions, options = [] }: INodeProperties) =>
		(displayOptions?.show?.resource ?? []).flatMap((resource) =>
			options.map((option) => `${String(resource)}/${'value' in option ? String(option.value) : ''}`),
		),
	);
	const rows = resources.flatMap(({ value, operations }) => operations.map((row) => `${value}/${row.value}`));
	return [...new Set([...picked, ...rows])];
}

test.each([
	['JamfPro', new JamfPro(), pro],
	['JamfClassic', new JamfClassic(), classic],
])('%s: every operation has a preview where n8n looks for it', (folder, { description }, catalogue) => {
	const wanted = listOperations(description, catalogue).map((name) => `${folder}/__schema__/v1.0.0/${name}.json`);
	expect(wanted.length).toBeGreaterThan(300);
	expect(
		Object.keys(previews)
			.filter((name) => name.startsWith(`${folder}/`))
			.sort(),
	).toEqual(wanted.sort());
	for (const name of wanted) {
		// n8n shows nothing for a schema without fields.
		expect({ name, schema: previews[name] }).toEqual({ name, schema: expect.objectContaining({ type: 'object' }) });
		expect({ name, fields: Object.keys(previews[name]?.properties ?? {}).length }).not.toEqual({ name, fields: 0 });
	}
});

test('the previews are small in the package', () => {
	const bytes = Object.values(previews).reduce((sum, schema) => sum + gzipSync(JSON.stringify(schema)).length, 0);
	expect(bytes).toBeLessThan(1_500_000);
});

test.each([
	['JamfPro', 'apiRole/delete', { deleted: { type: 'boolean' }, id: { type: 'string' } }],
	['JamfPro', 'department/getAll', { id: { type: 'string' }, name: { type: 'string' } }],
	['JamfPro', 'apiRolePrivilege/getAll', { name: { type: 'string' } }],
	['JamfClassic', 'site/get', { id: { type: 'number' }, name: { type: 'string' } }],
	['JamfClassic', 'site/getAll', { id: { type: 'number' }, name: { type: 'string' } }],
	['JamfClassic', 'site/update', { id: { type: 'number' } }],
])('%s %s outputs known fields', (folder, name, properties) => {
	expect(previews[`${folder}/__schema__/v1.0.0/${name}.json`]).toEqual({ type: 'object', properties });
});

describe('items of hand-written operations have only the fields of their previews', () => {
	let bench: TestBench;
	beforeAll(async () => {
		bench = await TestBench.open({ computers: 5 });
		bench.simulator.addClient({ privileges: ['Read Sites'] });
	});
	afterAll(async () => await bench.close());

	const group = { id: locator('id', '2'), membersBy: 'id', members: '1' };
	const command = { managementIds: '', commandType: 'DEVICE_INFORMATION', bodyMode: 'fields' };

	test.each([
		['accessToken', 'inspect', {}],
		['apiIntegration', 'create', { displayName: 'New', roles: [], enabled: true, accessTokenLifetimeSeconds: 60 }],
		['apiIntegration', 'createClientCredentials', { id: locator('id', '2') }],
		['apiIntegration', 'update', { id: locator('id', '2'), updateFields: { enabled: true } }],
		['apiRole', 'create', { displayName: 'New', privileges: ['Read Sites'] }],
		['apiRole', 'update', { id: locator('name', 'New'), displayName: 'Newer', privilegeChange: 'keep' }],
		['apiRole', 'delete', { id: locator('name', 'Newer') }],
		['apiRolePrivilege', 'getAll', {}],
		['apiRolePrivilege', 'search', { name: 'Computer' }],
		['jamfConnect', 'checkAccess', {}],
		['mdmCommand', 'send', command],
		['mdmCommand', 'getStatus', {}],
		['selfServicePlus', 'checkEnabled', {}],
		['serverInformation', 'checkHealth', {}],
		['staticComputerGroup', 'addMembers', group],
		['staticComputerGroup', 'checkMembership', group],
		['staticComputerGroup', 'getAllMembers', { ...group, returnAll: true }],
		['staticComputerGroup', 'removeMembers', group],
		['staticComputerGroup', 'setMembers', group],
		['staticMobileDeviceGroup', 'checkMembership', group],
	])('%s: %s', async (resource, operation, parameters) => {
		if (operation === 'send') {
			const [device] = (await bench.pro('computer', 'get', { id: locator('id', '1'), output: 'raw' })).json;
			Object.assign(parameters, { managementIds: (device?.general as { managementId: string }).managementId });
		}
		const { commands } = bench.simulator.state.mdmCommands;
		if (operation === 'getStatus') Object.assign(parameters, { commandUuids: commands.values().at(-1)?.uuid });
		const { error, json } = await bench.pro(resource, operation, { confirm: true, ...parameters });
		expect(error?.message).toBeUndefined();
		expect(json.length).toBeGreaterThan(0);
		expect(json.flatMap((item) => findUnannounced('JamfPro', `${resource}.${operation}`, item))).toEqual([]);
	});

	test.each([
		['computerGroup', 'addMembers', group],
		['computerGroup', 'isMember', group],
		['computerGroup', 'removeMembers', group],
		['computerGroup', 'setMembers', group],
		['policy', 'addTargets', { id: locator('id', '1'), targetType: 'computers', targetsBy: 'id', targets: '1' }],
		['policy', 'removeTargets', { id: locator('id', '1'), targetType: 'computers', targetsBy: 'id', targets: '1' }],
	])('Classic %s: %s', async (resource, operation, parameters) => {
		const options = { unreadableIsEmpty: true };
		const { error, json } = await bench.classic({ resource, operation, options, ...parameters });
		expect(error?.message).toBeUndefined();
		expect(json.flatMap((item) => findUnannounced('JamfClassic', `${resource}.${operation}`, item))).toEqual([]);
	});
});
