import type { INodeParameters } from 'n8n-workflow';
import { classic, pro } from '../../nodes/shared/catalogue/lookup';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 3, keepBodies: true });
});
afterAll(async () => await bench.close());
beforeEach(() => bench.simulator.resetStats());

const id = locator('id', '1');
const json = (body: string): INodeParameters => ({ bodyMode: 'json', body });
const mapped = (value: INodeParameters): INodeParameters => ({ fields: { mappingMode: 'defineBelow', value } });
const writes = () => bench.simulator.journal.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'));

describe('rejects an empty list of members', () => {
	test.each<[string, string, INodeParameters]>([
		['staticComputerGroup', 'update', json('{ "name": "G", "assignments": [] }')],
		['staticComputerGroup', 'update', mapped({ name: 'G', assignments: '={{ [] }}' })],
		['staticMobileDeviceGroup', 'update', json('{ "assignments": [] }')],
		['computerPrestage', 'replaceScope', json('{ "serialNumbers": [] }')],
		['mobileDevicePrestage', 'replaceScope', mapped({ serialNumbers: '[]' })],
		['computerPrestage', 'removeFromScope', json('{ "serialNumbers": [] }')],
		['building', 'deleteMany', json('{ "ids": [] }')],
		['building', 'deleteMany', json('{}')],
		['department', 'deleteMany', json('{ "ids": null }')],
		['category', 'deleteMany', json('{ "ids": "*" }')],
		['package', 'deleteMany', json('{ "ids": [""] }')],
		['package', 'deleteMany', json('{ "ids": ["*"] }')],
		['building', 'deleteMany', { bodyMode: 'fields', ids: '={{ [" "] }}' }],
	])('%s.%s %j', async (resource, operation, parameters) => {
		const { error } = await bench.pro(resource, operation, { id, ...parameters });
		expect(error?.message).toMatch(/^The (field .* is (an empty list|not a list of members)|JSON body is empty)/);
		expect(error?.description).toMatch(/./);
		expect(writes()).toEqual([]);
	});
});

test('rejects JSON without the list that the request replaces as a whole', async () => {
	const { error } = await bench.pro('staticComputerGroup', 'update', { id, ...json('{ "name": "G" }') });
	expect(error?.message).toBe('The field Assignments is missing.');
	expect(error?.description).toContain('list them in assignments');
	expect(writes()).toEqual([]);
});

test('empties the list when the option allows it', async () => {
	const parameters = { id, ...json('{ "serialNumbers": [] }'), options: { allowEmptyList: true } };
	const { error } = await bench.pro('computerPrestage', 'replaceScope', parameters);
	expect(error).toBeUndefined();
	expect(JSON.parse(writes()[0]?.body ?? '{}')).toMatchObject({ serialNumbers: [] });
});

test('requires confirmation to delete a configuration or a log that is not chosen by ID', async () => {
	const destructive = (rows: typeof pro) =>
		rows.resources.flatMap(({ value, operations }) =>
			operations.filter((row) => row.destructive === true).map((row) => `${value}.${row.value}`),
		);
	expect(destructive(pro)).toEqual(
		expect.arrayContaining([
			'cloudDistributionPoint.delete',
			'jamfProtect.delete',
			'sso.disable',
			'ssoCertificate.delete',
		]),
	);
	expect(destructive(classic)).toEqual([
		'computerCommand.deleteUser',
		'logFlushing.flush',
		'logFlushing.flushAll',
		'logFlushing.flushObject',
		'managementCommandFlushing.flush',
		'managementCommandFlushing.flushObject',
		'mobileDeviceCommand.clearPasscode',
		'mobileDeviceCommand.deviceLock',
		'mobileDeviceCommand.eraseDevice',
	]);
	const { error } = await bench.pro('jamfProtect', 'delete');
	expect(error?.message).toContain('was not confirmed');
	const flush = { resource: 'logFlushing', operation: 'flushAll', interval: 'Six+Years' };
	expect((await bench.classic(flush)).error?.message).toContain('was not confirmed');
	expect(writes()).toEqual([]);
});

describe('an empty member list of a Classic group', () => {
	const members: Array<[resource: string, list: string, entry: string]> = [
		['computerGroup', 'computers', 'computer'],
		['mobileDeviceGroup', 'mobile_devices', 'mobile_device'],
		['userGroup', 'users', 'user'],
	];

	test.each(members)('is rejected in an update of a %s unless the option allows it', async (resource, list, entry) => {
		const group = (entries: object[]) =>
			json(JSON.stringify({ name: `Empty ${entry}`, is_smart: false, [list]: entries }));
		const { json: created } = await bench.classic({ resource, operation: 'create', ...group([{ id: 1 }]) });
		const update = async (more: INodeParameters) =>
			await bench.classic({ resource, operation: 'update', id: locator('id', String(created[0]?.id)), ...more });
		bench.simulator.resetStats();
		const { error } = await update(json(`{ "${list}": [] }`));
		expect(error?.message).toContain(`The field ${list} is an empty list, which removes all members.`);
		expect(error?.description).toContain('Allow Empty List');
		expect(writes()).toEqual([]);
		expect((await update({ ...json(`{ "${list}": [] }`), options: { allowEmptyList: true } })).error).toBeUndefined();
		// A group without members is written back unchanged.
		expect((await update(group([]))).error).toBeUndefined();
	});
});

test.each([
	['send', json('{ "general": { "command": "EraseDevice" }, "mobile_devices": [{ "id": 1 }] }')],
	[
		'sendByName',
		{ command: 'EraseDevice', ...json('{ "mobile_devices": [{ "id": 1 }], "general": { "command": "" } }') },
	],
	['sendToDevices', { command: 'DeviceLock', idList: '1', bodyMode: 'none' }],
])(
	'requires confirmation of a destructive command by mobileDeviceCommand.%s',
	async (operation, parameters: INodeParameters) => {
		const { error } = await bench.classic({ resource: 'mobileDeviceCommand', operation, ...parameters });
		expect(error?.message).toMatch(/"(EraseDevice|DeviceLock)" is destructive and was not confirmed/);
		expect(error?.description).toContain('Turn on the option Confirm');
		expect(writes()).toEqual([]);
	},
);

test('requires no confirmation of other commands', async () => {
	const parameters = { command: 'UpdateInventory', idList: '1' };
	const { error } = await bench.classic({ resource: 'mobileDeviceCommand', operation: 'sendToDevices', ...parameters });
	expect(error).toBeUndefined();
});
