import type { IDataObject, ILoadOptionsFunctions, INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import { JAMF_CLASSIC } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node';

let bench: TestBench;

beforeAll(async () => {
	bench = await TestBench.open({ computers: 10, tokenLifetimeSeconds: 3600 });
});
beforeEach(() => bench.simulator.resetStats());
afterEach(() => bench.simulator.clearFaults());
afterAll(async () => await bench.close());

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

const EMPTY = { unreadableIsEmpty: true };

async function run(resource: string, operation: string, parameters: INodeParameters = {}): Promise<IDataObject> {
	const [first] = (await bench.classic({ resource, operation, ...parameters })).json;
	return first ?? {};
}

async function failure(resource: string, operation: string, parameters: INodeParameters) {
	const { error } = await bench.classic({ resource, operation, ...parameters });
	return { message: error?.message, hint: error?.description };
}

async function scopeOf(resource: string, id: string): Promise<Record<string, unknown>> {
	const { scope } = await run(resource, 'get', { id: locator('id', id), output: 'raw' });
	return withoutDerived(scope as IDataObject, resource);
}

/** A scope without what cannot be written: IDs of directory users and groups, and foreign targets of Mac apps. */
function withoutDerived(scope: IDataObject, resource: string): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(scope).flatMap(([name, value]) => {
			const isForeign = name === 'mobile_device_groups' && resource === 'macApp';
			if (isForeign || name === 'limit_to_users') return [];
			if (!Array.isArray(value)) return [[name, isRecord(value) ? withoutDerived(value, resource) : value]];
			const isDirectory = name === 'users' || name === 'user_groups';
			return [[name, isDirectory ? (value as IDataObject[]).map((entry) => ({ name: entry.name })) : value]];
		}),
	);
}

const isRecord = (value: unknown): value is IDataObject => typeof value === 'object' && value !== null;

/** Computers that are neither targets nor exclusions. */
async function freeIn(scope: Record<string, unknown>): Promise<string[]> {
	const all = (await bench.classic({ resource: 'computer', operation: 'getAllBasic', returnAll: true })).json;
	const { computers: excluded } = scope.exclusions as { computers: IDataObject[] };
	const used = [...(scope.computers as IDataObject[]), ...excluded].map(({ id }) => id);
	return all
		.map(({ id }) => id)
		.filter((id) => !used.includes(id))
		.map(String);
}

const targets = (id: string, targetType: string, value: string, more: INodeParameters = {}): INodeParameters => ({
	id: locator('id', id),
	targetType,
	targetsBy: 'id',
	targets: value,
	...more,
});

test.each([
	['policy', EMPTY],
	['macosConfigurationProfile', {}],
	['macApp', {}],
	['restrictedSoftware', {}],
])('%s: adding and removing targets and exclusions keeps the rest', async (resource, options) => {
	const before = await scopeOf(resource, '1');
	const [first = '', second = ''] = await freeIn(before);
	const both = [first, second];
	const step = async (operation: string, type: string) =>
		await run(resource, operation, targets('1', type, both.join(', '), { options }));
	expect(await step('addTargets', 'computers')).toMatchObject({ id: 1, added: both, alreadyThere: [] });
	expect(await step('addTargets', 'computers')).toMatchObject({ added: [], alreadyThere: both });
	expect(await step('addExclusions', 'computers')).toMatchObject({ added: both });
	const between = await scopeOf(resource, '1');
	expect((between.computers as IDataObject[]).map(({ id }) => id)).toEqual(expect.arrayContaining(both.map(Number)));
	expect(await step('removeExclusions', 'computers')).toMatchObject({ removed: both });
	expect(await step('removeTargets', 'computers')).toMatchObject({ removed: both, notThere: [] });
	expect(await scopeOf(resource, '1')).toEqual(before);
});

describe('targets from the list', () => {
	const selected = (ids: unknown, more: INodeParameters = {}): INodeParameters => ({
		id: locator('id', '1'),
		targetType: 'departments',
		targetDepartments: ids as string[],
		...more,
	});
	const departmentsOf = async () => (await scopeOf('macApp', '1')).departments as IDataObject[];

	test('are listed by name and sent by ID', async () => {
		const loadOptions: Record<string, LoadOptions> = new JamfClassic().methods.loadOptions;
		const choices = await loadOptions.listDepartment?.call(bench.engine.loadOptions(JAMF_CLASSIC, {}));
		const used = (await departmentsOf()).map(({ id }) => String(id));
		const [one, two] = choices?.filter(({ value }) => !used.includes(String(value))) ?? [];
		const ids = [one, two].map((choice) => String(choice?.value));
		expect(await run('macApp', 'addTargets', selected(ids))).toMatchObject({ added: ids, alreadyThere: [] });
		const names = (await departmentsOf()).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining([one?.name, two?.name]));
		expect(await run('macApp', 'removeTargets', selected(`={{ "${ids.join(', ')}" }}`))).toMatchObject({
			removed: ids,
		});
	});

	test('give way to text, also to an expression without a result', async () => {
		const before = await departmentsOf();
		const text = selected(['1'], { targets: '={{ $json.nothing }}' });
		const { message } = await failure('macApp', 'addTargets', text);
		expect(message).toBe('No targets are set.');
		expect(await departmentsOf()).toEqual(before);
	});

	test('are not those of another type', async () => {
		const other = run('macApp', 'addTargets', selected(['1'], { targetType: 'computers' }));
		await expect(other).rejects.toThrow('"Target Names or IDs" is required');
	});
});

test('rejects a target of a scope that includes everything, which Jamf would drop', async () => {
	const id = locator('id', '1');
	const write = async (all: boolean) =>
		await run('macApp', 'update', { id, bodyMode: 'json', body: JSON.stringify({ scope: { all_computers: all } }) });
	const { all_computers: before } = await scopeOf('macApp', '1');
	await write(true);
	bench.simulator.resetStats();
	for (const type of ['computers', 'computer_groups', 'buildings', 'departments']) {
		const { message, hint } = await failure('macApp', 'addTargets', targets('1', type, '1'));
		expect(message).toBe('The scope of this Mac app includes all computers, so Jamf would drop individual targets.');
		expect(hint).toContain('Nothing was sent.');
	}
	expect(bench.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
	await write(before === true);
});

test('adds a target that is listed twice only once', async () => {
	const before = await scopeOf('restrictedSoftware', '1');
	const [first = ''] = await freeIn(before);
	const named = targets('1', 'computers', `${first}, 00${first}`);
	expect(await run('restrictedSoftware', 'addTargets', named)).toMatchObject({ added: [first], alreadyThere: [] });
	expect(await run('restrictedSoftware', 'removeTargets', named)).toMatchObject({ removed: [first] });
	expect(await scopeOf('restrictedSoftware', '1')).toEqual(before);
});

test('targets devices in mobile profiles', async () => {
	const resource = 'mobileDeviceConfigurationProfile';
	const before = await scopeOf(resource, '2');
	expect(await run(resource, 'addTargets', targets('2', 'mobile_devices', '1'))).toMatchObject({ added: ['1'] });
	await run(resource, 'removeTargets', targets('2', 'mobile_devices', '1'));
	expect(await scopeOf(resource, '2')).toEqual(before);
});

test.each([
	['by fields', (scope: object) => ({ fields: { mappingMode: 'defineBelow', value: flat(scope) } })],
	['as JSON', (scope: object) => ({ bodyMode: 'json', body: JSON.stringify({ scope }) })],
	['as JSON with its root', (scope: object) => ({ bodyMode: 'json', body: JSON.stringify({ policy: { scope } }) })],
])('keeps the rest of a scope when a part is updated, %s', async (_, parameters) => {
	const id = locator('id', '1');
	const before = await scopeOf('policy', '1');
	const [first = '', second = ''] = await freeIn(before);
	await run('policy', 'addExclusions', targets('1', 'computers', first, { options: EMPTY }));
	const between = await scopeOf('policy', '1');
	await run('policy', 'update', { id, ...parameters({ computers: [{ id: Number(second) }], jss_users: [] }) });
	const after = await scopeOf('policy', '1');
	expect(after).toEqual({ ...between, computers: [expect.objectContaining({ id: Number(second) })] });
	await run('policy', 'update', { id, ...parameters({ computers: before.computers, jss_users: [] }) });
	await run('policy', 'removeExclusions', targets('1', 'computers', first, { options: EMPTY }));
	expect(await scopeOf('policy', '1')).toEqual(before);
});

function flat(scope: object): INodeParameters {
	return Object.fromEntries(Object.entries(scope).map(([name, value]) => [`scope.${name}`, JSON.stringify(value)]));
}

test('accepts names, and reports an unknown one before sending anything', async () => {
	const named = { targetsBy: 'name', options: EMPTY };
	const [group] = (await bench.classic({ resource: 'computerGroup', operation: 'getAll', limit: 1 })).json;
	const name = String(group?.name);
	await run('policy', 'addTargets', targets('1', 'computer_groups', name, named));
	const { computer_groups: groups } = await scopeOf('policy', '1');
	expect(groups).toContainEqual({ id: group?.id, name });
	await run('policy', 'removeTargets', targets('1', 'computer_groups', name, named));
	bench.simulator.resetStats();
	const { message } = await failure('policy', 'addTargets', targets('1', 'computer_groups', 'Nobody', named));
	expect(message).toBe('There is no computer group named "Nobody".');
	expect(bench.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
});

test('reports an unknown ID', async () => {
	const { message, hint } = await failure('macApp', 'addTargets', targets('1', 'computers', '2, 98765'));
	expect(message).toBe('There is no computer with the ID 98765.');
	expect(hint).toContain('The scope was not changed.');
});

test.each(['addExclusions', 'removeExclusions'])(
	'%s: rejects a name as ID, also for directory groups',
	async (operation) => {
		const { message, hint } = await failure('macApp', operation, targets('1', 'user_groups', 'Staff'));
		expect(message).toBe('"Staff" is not a valid ID. IDs are numbers.');
		expect(hint).toContain('set Targets By to Name');
	},
);

test('does not send or alter the payloads of a profile', async () => {
	const payloads = async () =>
		((await run('macosConfigurationProfile', 'get', { id: locator('id', '1'), output: 'raw' })).general as IDataObject)
			.payloads;
	const before = await payloads();
	expect(before).toContain('&amp;');
	for (let count = 0; count < 3; count++) {
		await run('macosConfigurationProfile', 'addTargets', targets('1', 'computers', String(count + 1)));
	}
	expect(await payloads()).toBe(before);
});

describe('users in the scope of a policy, which Jamf does not return', () => {
	const stored = () => (bench.simulator.state.classic.store('policies').read(2)?.scope as IDataObject).jss_users;

	test('are not removed without confirmation', async () => {
		expect(stored()).toHaveLength(1);
		const { message, hint } = await failure('policy', 'addTargets', targets('2', 'computers', '6'));
		expect(message).toBe('Jamf does not return jss_users for this policy, so writing the scope would clear it.');
		expect(hint).toContain('Treat Unreadable Parts as Empty');
		expect(stored()).toHaveLength(1);
		expect(bench.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
	});

	const update = (value: object): INodeParameters => ({
		id: locator('id', '2'),
		bodyMode: 'json',
		body: JSON.stringify(value),
	});

	test('are kept when the object is written back', async () => {
		const policy = await run('policy', 'get', { id: locator('id', '2'), output: 'raw' });
		const general = { ...(policy.general as IDataObject), enabled: false };
		await run('policy', 'update', update({ ...policy, general }));
		expect(stored()).toHaveLength(1);
		const after = await run('policy', 'get', { id: locator('id', '2'), output: 'raw' });
		expect(after).toMatchObject({ general: { enabled: false }, scope: policy.scope });
	});

	test('are not removed by an update of another part', async () => {
		const { message, hint } = await failure('policy', 'update', update({ scope: { computers: [{ id: 6 }] } }));
		expect(message).toBe('Jamf does not return jss_users for this policy, so writing the scope would clear them.');
		expect(hint).toContain('an empty list');
		expect(stored()).toHaveLength(1);
		expect(bench.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
	});

	test('are replaced by an update', async () => {
		const { computers } = await scopeOf('policy', '2');
		await run('policy', 'update', update({ scope: { computers, jss_users: [{ id: 1 }, { id: 2 }] } }));
		expect(stored()).toHaveLength(2);
		await run('policy', 'update', update({ scope: { jss_users: [{ id: 1 }] } }));
		expect(stored()).toHaveLength(1);
	});

	test('are kept when they are passed', async () => {
		const options = { unreadableParts: JSON.stringify({ jss_users: [{ id: 1 }] }) };
		await run('policy', 'addExclusions', targets('2', 'computers', '6', { options }));
		expect(stored()).toHaveLength(1);
		await run('policy', 'removeExclusions', targets('2', 'computers', '6', { options }));
		expect(stored()).toHaveLength(1);
	});

	test('can be added and removed, which cannot be verified', async () => {
		const change = async (operation: string, ...known: number[]) => {
			const options = { unreadableParts: JSON.stringify({ jss_users: known.map((id) => ({ id })) }) };
			const parameters = { resource: 'policy', operation, ...targets('2', 'jss_users', '2', { options }) };
			const { error, json, run: done } = await bench.classic(parameters);
			const hints = done.data.resultData.runData.Jamf?.flatMap((task) => task.hints ?? []) ?? [];
			return { error: error?.message, json, hints: hints.map(({ message }) => message) };
		};
		const hints = ['Jamf does not return jss_users of this policy, so the change could not be verified.'];
		expect(await change('addTargets', 1)).toMatchObject({ error: undefined, json: [{ added: ['2'] }], hints });
		expect(stored()).toEqual([{ id: 1 }, { id: 2 }].map((user) => expect.objectContaining(user)));
		expect(await change('removeTargets', 1, 2)).toMatchObject({ error: undefined, json: [{ removed: ['2'] }], hints });
		expect(stored()).toHaveLength(1);
	});

	test('a lost response to their change stays unknown', async () => {
		bench.simulator.fault({ kind: 'resetAfter', method: 'PUT', path: /policies/ });
		const options = { unreadableParts: '{ "jss_users": [{ "id": 1 }] }' };
		const { message } = await failure('policy', 'addTargets', targets('2', 'jss_users', '2', { options }));
		expect(message).toMatch(/ECONNRESET|connection|closed/i);
	});
});

test('keeps the changes of two workflows that change one scope at once', async () => {
	await Promise.all(
		[1, 2, 3, 4].map(async (id) => await run('macApp', 'addExclusions', targets('2', 'computers', String(id)))),
	);
	const { exclusions } = await scopeOf('macApp', '2');
	const excluded = (exclusions as { computers: IDataObject[] }).computers.map(({ id }) => id);
	expect(excluded).toEqual(expect.arrayContaining([1, 2, 3, 4]));
});

test('keeps them when a part of the scope is updated at the same time', async () => {
	const resource = 'restrictedSoftware';
	const [first = '', second = '', third = ''] = await freeIn(await scopeOf(resource, '2'));
	const body = JSON.stringify({ scope: { computers: [{ id: Number(first) }] } });
	await Promise.all([
		run(resource, 'addExclusions', targets('2', 'computers', second)),
		run(resource, 'update', { id: locator('id', '02'), bodyMode: 'json', body }),
		run(resource, 'addExclusions', targets('2', 'computers', third)),
	]);
	const { computers, exclusions } = await scopeOf(resource, '2');
	expect((computers as IDataObject[]).map(({ id }) => id)).toEqual([Number(first)]);
	const excluded = (exclusions as { computers: IDataObject[] }).computers.map(({ id }) => id);
	expect(excluded).toEqual(expect.arrayContaining([Number(second), Number(third)]));
});

test('reports a target that the server ignored', async () => {
	const [free = ''] = await freeIn(await scopeOf('restrictedSoftware', '1'));
	const body = '<restricted_software><id>1</id></restricted_software>';
	bench.simulator.fault({ kind: 'status', status: 201, body, method: 'PUT', path: /restrictedsoftware/, times: 1 });
	const { message } = await failure('restrictedSoftware', 'addTargets', targets('1', 'computers', free));
	expect(message).toBe(`Jamf accepted the scope, but it does not have "${free}".`);
});

test.each([
	['{}', /^The server's response is not what was requested/],
	['[]', /^The server's response cannot be read/],
])('reports the outcome of a write when the verifying read returns %s', async (body, message) => {
	const [free = ''] = await freeIn(await scopeOf('restrictedSoftware', '1'));
	const fault = { kind: 'status', status: 200, body, method: 'GET', path: /restrictedsoftware/ } as const;
	bench.simulator.fault({ ...fault, after: 1 });
	const told = await failure('restrictedSoftware', 'addTargets', targets('1', 'computers', free));
	expect(told.message).toMatch(message);
	expect(told.hint).toMatch(/^Jamf accepted the new scope, but reading it back failed\./);
	expect(told.hint).not.toContain('Nothing was sent');
});
