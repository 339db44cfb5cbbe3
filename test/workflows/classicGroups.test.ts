import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;

beforeAll(async () => {
	bench = await TestBench.open({ computers: 40, tokenLifetimeSeconds: 3600 });
});
beforeEach(() => bench.simulator.resetStats());
afterEach(() => bench.simulator.clearFaults());
afterAll(async () => await bench.close());

async function run(resource: string, operation: string, parameters: INodeParameters = {}): Promise<IDataObject> {
	const [first] = (await bench.classic({ resource, operation, ...parameters })).json;
	return first ?? {};
}

async function failure(resource: string, operation: string, parameters: INodeParameters) {
	const { error } = await bench.classic({ resource, operation, ...parameters });
	return { message: error?.message, hint: error?.description };
}

let made = 0;

async function newGroup(resource: string, more: object = {}): Promise<INodeParameters> {
	const body = JSON.stringify({ name: `Group ${++made}`, is_smart: false, ...more });
	const { id } = await run(resource, 'create', { bodyMode: 'json', body });
	return { id: locator('id', String(id)) };
}

interface Kind {
	resource: string;
	member: string;
	list: string;
	/** Identifiers of a member besides its ID, and where its list has them. */
	ways: Record<string, string>;
	/** Where an entry of the group has the name. */
	name: string;
}

const DEVICE = { name: 'name', serialNumber: 'serial_number', udid: 'udid' };
const KINDS: Kind[] = [
	{ resource: 'computerGroup', member: 'computer', list: 'computers', ways: DEVICE, name: 'name' },
	{ resource: 'mobileDeviceGroup', member: 'mobileDevice', list: 'mobile_devices', ways: DEVICE, name: 'name' },
	{ resource: 'userGroup', member: 'user', list: 'users', ways: { name: 'name' }, name: 'username' },
];

describe.each(KINDS)('$resource', ({ resource, member, list, ways }) => {
	let members: IDataObject[] = [];
	let unmanaged: IDataObject[] = [];

	beforeAll(async () => {
		const operation = member === 'computer' ? 'getAllBasic' : 'getAll';
		members = (await bench.classic({ resource: member, operation, returnAll: true })).json;
		// Device names repeat; these tests use unique ones.
		unmanaged = members.filter(({ managed }) => managed === false);
		const isUnique = ({ name }: IDataObject) => members.filter((other) => other.name === name).length === 1;
		members = members.filter((each) => isUnique(each) && each.managed !== false);
		expect(members.length).toBeGreaterThan(4);
	});

	const idsIn = async (group: INodeParameters): Promise<unknown[]> => {
		const object = await run(resource, 'get', { ...group, output: 'raw' });
		return (object[list] as IDataObject[]).map(({ id }) => id).sort();
	};

	test.each(['addMembers', 'setMembers'])(
		'%s names the unmanaged devices that the server rejects',
		async (operation) => {
			if (member === 'user') return;
			const [first, other] = members.map(({ id }) => id);
			const refused = unmanaged.slice(0, 2);
			expect(refused.length).toBeGreaterThan(0);
			const group = await newGroup(resource, { [list]: [{ id: first }] });
			const given = [first, other, ...refused.map(({ id }) => id)].join('\n');
			const told = await failure(resource, operation, { ...group, membersBy: 'id', members: given });
			for (const { id, name } of refused) expect(told.message).toContain(`"${String(name)}" (ID ${String(id)})`);
			expect(told.message).toMatch(/^Unmanaged (computers|mobile devices) cannot be added to a static group: /);
			expect(told.hint).toMatch(/^The group was not changed\. Leave out each unmanaged/);
			expect(await idsIn(group)).toEqual([first]);
		},
	);
	const ids = (...indexes: number[]) => indexes.map((index) => String(members[index]?.id)).join(', ');
	const sorted = (...indexes: number[]) => indexes.map((index) => members[index]?.id).sort();

	test('adds, removes, sets and lists members', async () => {
		const group = await newGroup(resource);
		const by = { ...group, membersBy: 'id' };
		expect(await run(resource, 'addMembers', { ...by, members: ids(0, 1) })).toMatchObject({
			added: [ids(0), ids(1)],
			alreadyMembers: [],
		});
		expect(await run(resource, 'addMembers', { ...by, members: ids(1, 2) })).toMatchObject({
			added: [ids(2)],
			alreadyMembers: [ids(1)],
		});
		expect(await idsIn(group)).toEqual(sorted(0, 1, 2));
		expect(await run(resource, 'removeMembers', { ...by, members: ids(0, 3) })).toMatchObject({
			removed: [ids(0)],
			notMembers: [ids(3)],
		});
		expect(await run(resource, 'isMember', { ...by, members: ids(1, 0) })).toMatchObject({
			isMember: false,
			members: [ids(1)],
			notMembers: [ids(0)],
		});
		expect(await run(resource, 'setMembers', { ...by, members: ids(2, 3) })).toMatchObject({
			added: [ids(3)],
			removed: 1,
		});
		expect(await idsIn(group)).toEqual(sorted(2, 3));
		expect(await run(resource, 'isMember', { ...by, members: ids(2, 3) })).toMatchObject({ isMember: true });
		expect((await failure(resource, 'setMembers', { ...by, members: '' })).message).toBe('No members are set.');
		await run(resource, 'setMembers', { ...by, members: '', options: { allowEmpty: true } });
		expect(await idsIn(group)).toEqual([]);
	});

	test.each(Object.entries(ways))('by %s', async (membersBy, field) => {
		const group = await newGroup(resource);
		const named = { ...group, membersBy, members: String(members[0]?.[field]).toUpperCase() };
		await run(resource, 'addMembers', named);
		expect(await idsIn(group)).toEqual(sorted(0));
		expect(await run(resource, 'isMember', named)).toMatchObject({ isMember: true });
		await run(resource, 'removeMembers', named);
		expect(await idsIn(group)).toEqual([]);
	});

	test.each(Object.entries({ id: 'id', ...ways }))(
		'counts a member that is named twice, by %s, as one',
		async (membersBy, field) => {
			const group = await newGroup(resource);
			const value = String(members[0]?.[field]);
			const twice = membersBy === 'id' ? `${value},00${value}` : `${value.toUpperCase()},${value.toLowerCase()}`;
			const named = { ...group, membersBy, members: twice };
			expect((await run(resource, 'addMembers', named)).added).toHaveLength(1);
			expect(await run(resource, 'setMembers', named)).toMatchObject({ added: [], removed: 0 });
			expect((await run(resource, 'removeMembers', named)).removed).toHaveLength(1);
			expect(await idsIn(group)).toEqual([]);
		},
	);

	test.each(Object.entries({ id: 'id', ...ways }))('names the one unknown member, by %s', async (membersBy, field) => {
		const group = await newGroup(resource);
		const unknown = membersBy === 'id' ? '987654' : 'nobody';
		const value = `${String(members[0]?.[field])},${unknown}`;
		const { message, hint } = await failure(resource, 'addMembers', { ...group, membersBy, members: value });
		expect(message).toMatch(new RegExp(`^There is no .* "${unknown}"\\.$`));
		expect(hint).toContain('The group was not changed.');
		expect(await idsIn(group)).toEqual([]);
	});

	test('names the unknown member when setting members, and sends nothing for invalid input', async () => {
		const group = await newGroup(resource);
		const unknown = { ...group, membersBy: 'id', members: `${ids(0)}, 987654` };
		expect((await failure(resource, 'setMembers', unknown)).message).toMatch(/^There is no .* with the ID "987654"\.$/);
		bench.simulator.resetStats();
		const wrong = { ...group, membersBy: 'id', members: 'C02' };
		expect((await failure(resource, 'addMembers', wrong)).message).toBe('"C02" is not a valid ID. IDs are numbers.');
		const other = { ...group, membersBy: 'assetTag', members: 'x' };
		expect((await failure(resource, 'addMembers', other)).message).toBe('Members cannot be identified by "assetTag".');
		expect(bench.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
	});

	test('retries a removal that conflicts with another one', async () => {
		const group = await newGroup(resource);
		const parameters = { ...group, membersBy: 'id', members: ids(0) };
		await run(resource, 'addMembers', parameters);
		bench.simulator.fault({ kind: 'status', status: 409, method: 'PUT', times: 1 });
		expect(await run(resource, 'removeMembers', parameters)).toMatchObject({ removed: [ids(0)] });
		expect(await idsIn(group)).toEqual([]);
	});

	test('writes only what changes, and reads it back', async () => {
		const group = await newGroup(resource);
		bench.simulator.resetStats();
		await run(resource, 'addMembers', { ...group, membersBy: 'id', members: ids(0) });
		await run(resource, 'addMembers', { ...group, membersBy: 'id', members: ids(0) });
		expect(bench.requests.map((request) => request.split(' ')[0])).toEqual(['GET', 'PUT', 'GET', 'GET']);
	});

	test('rejects a smart group', async () => {
		const group = await newGroup(resource, { is_smart: true });
		bench.simulator.resetStats();
		const { message } = await failure(resource, 'addMembers', { ...group, membersBy: 'id', members: ids(0) });
		expect(message).toContain('is a smart group');
		expect(bench.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
	});
});

test('keeps the members that two workflows add to one group at once', async () => {
	const group = await newGroup('computerGroup');
	const found = await bench.classic({ resource: 'computer', operation: 'getAllBasic', returnAll: true });
	const all = found.json.filter(({ managed }) => managed === true);
	bench.simulator.fault({ kind: 'parallelConflict' });
	const halves = [all.slice(0, 20), all.slice(20)];
	const runs = await Promise.all(
		halves.map(async (half) => {
			const input = half.map(({ id }) => ({ json: { id } }));
			const parameters = { ...group, membersBy: 'id', members: '={{ $json.id }}' };
			return await bench.classic({ resource: 'computerGroup', operation: 'addMembers', ...parameters }, { input });
		}),
	);
	expect(runs.map(({ items }) => items.length)).toEqual([20, all.length - 20]);
	const { computers } = await run('computerGroup', 'get', { ...group, output: 'raw' });
	expect((computers as IDataObject[]).map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
});

test('lists the computers when two have the same name', async () => {
	const { computers } = bench.simulator.state;
	const twins = ['1', '2'].map(() => computers.add({ general: { name: 'Twin' } }));
	const group = await newGroup('computerGroup');
	const { message } = await failure('computerGroup', 'addMembers', { ...group, membersBy: 'name', members: 'Twin' });
	expect(message).toMatch(/^There are 2 computers named "Twin": ID \d+, ID \d+\.$/);
	expect(twins).toHaveLength(2);
});

test('matches a member whose name has surrounding spaces', async () => {
	const { id } = bench.simulator.state.computers.add({ general: { name: ' Blank Mac ' } });
	const group = await newGroup('computerGroup');
	const named = { ...group, membersBy: 'name', members: ' blank mac ' };
	expect(await run('computerGroup', 'addMembers', named)).toMatchObject({ added: [String(id)] });
	bench.simulator.state.computers.add({ general: { name: 'Blank Mac' } });
	const { added } = await run('computerGroup', 'addMembers', { ...named, members: 'Blank Mac' });
	expect(added).toEqual([expect.not.stringMatching(new RegExp(`^${id}$`))]);
});
