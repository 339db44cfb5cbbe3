import type { INodeParameters } from 'n8n-workflow';
import { classic, pro } from '../../nodes/shared/catalogue/lookup';
import { locator, TestBench } from '../../harness/testBench';

let stage: TestBench;
beforeAll(async () => {
	stage = await TestBench.open({ computers: 3, keepBodies: true });
});
afterAll(async () => await stage.close());
beforeEach(() => stage.simulator.resetStats());

const id = locator('id', '1');
const json = (body: string): INodeParameters => ({ bodyMode: 'json', body });
const mapped = (value: INodeParameters): INodeParameters => ({ fields: { mappingMode: 'defineBelow', value } });
const writes = () => stage.simulator.journal.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'));

describe('an empty list of members is refused', () => {
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
		['building', 'deleteMany', mapped({ ids: '[" "]' })],
	])('%s.%s %j', async (resource, operation, parameters) => {
		const { error } = await stage.pro(resource, operation, { id, ...parameters });
		expect(error?.message).toMatch(/^The (field .* is (an empty list|not a list of members)|JSON body is empty)/);
		expect(error?.description).toMatch(/./);
		expect(writes()).toEqual([]);
	});
});

test('an empty list empties where the option says so', async () => {
	const parameters = { id, ...json('{ "serialNumbers": [] }'), options: { allowEmptyList: true } };
	const { error } = await stage.pro('computerPrestage', 'replaceScope', parameters);
	expect(error).toBeUndefined();
	expect(JSON.parse(writes()[0]?.body ?? '{}')).toMatchObject({ serialNumbers: [] });
});

test('operations that delete a configuration or a log without naming an object must be confirmed', async () => {
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
	const { error } = await stage.pro('jamfProtect', 'delete');
	expect(error?.message).toContain('was not confirmed');
	const flush = { resource: 'logFlushing', operation: 'flushAll', interval: 'Six+Years' };
	expect((await stage.classic(flush)).error?.message).toContain('was not confirmed');
	expect(writes()).toEqual([]);
});
