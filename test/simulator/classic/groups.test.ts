import { type Simulator, startSimulator } from '../../../simulator';
import { Classic, entriesOf, idIn } from './classicClient';

let simulator: Simulator;
let classic: Classic;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 40, tokenLifetimeSeconds: 3600 });
	classic = await Classic.open(simulator);
});
afterAll(() => simulator.close());

const KINDS = {
	computergroups: { root: 'computer_group', list: 'computers', item: 'computer' },
	mobiledevicegroups: { root: 'mobile_device_group', list: 'mobile_devices', item: 'mobile_device' },
	usergroups: { root: 'user_group', list: 'users', item: 'user' },
};
type Kind = keyof typeof KINDS;

const kinds = Object.keys(KINDS) as Kind[];

const entries = (kind: Kind, element: string, ids: number[]) => {
	const { item } = KINDS[kind];
	return `<${element}>${ids.map((id) => `<${item}><id>${id}</id></${item}>`).join('')}</${element}>`;
};

const members = async (kind: Kind, id: number) => {
	const { list, item } = KINDS[kind];
	return entriesOf((await classic.json(`/${kind}/id/${id}`))[list], item).map((row) => row.id);
};

const change = (kind: Kind, id: number, content: string) =>
	classic.put(`/${kind}/id/${id}`, `<${KINDS[kind].root}>${content}</${KINDS[kind].root}>`);

const create = async (kind: Kind, name: string, ids: number[]) => {
	const { root, list } = KINDS[kind];
	const content = `<name>${name}</name><is_smart>false</is_smart>${entries(kind, list, ids)}`;
	return idIn(await classic.create(kind, `<${root}>${content}</${root}>`));
};

describe.each(kinds)('%s', (kind) => {
	const { item, list } = KINDS[kind];

	it('apply additions and deletions in one step (jamf-behavior 5.8)', async () => {
		const id = await create(kind, 'Lab', [5, 6]);
		expect(await members(kind, id)).toEqual([5, 6]);
		const both = entries(kind, `${item}_additions`, [7, 5]) + entries(kind, `${item}_deletions`, [6]);
		expect((await change(kind, id, both)).status).toBe(201);
		expect(await members(kind, id)).toEqual([5, 7]);
		expect((await change(kind, id, '<name>Lab 2</name>')).status).toBe(201);
		expect(await members(kind, id)).toEqual([5, 7]);
		await change(kind, id, entries(kind, list, [1]));
		expect(await members(kind, id)).toEqual([1]);
	});

	it('reject the whole change for one unknown entry, without naming it (jamf-behavior 5.8)', async () => {
		const id = await create(kind, 'Refusing', [5]);
		const refused = await change(kind, id, entries(kind, `${item}_additions`, [9, 999]));
		expect(refused.status).toBe(409);
		expect(refused.text).toMatch(/<p>Error: .+<\/p>/);
		expect(refused.text).not.toContain('999');
		expect(await members(kind, id)).toEqual([5]);
	});

	it('respond to the removal of a non-member: 409 for computers, ignored for others (jamf-behavior 5.8)', async () => {
		const id = await create(kind, 'Removing', [5]);
		const removed = await change(kind, id, entries(kind, `${item}_deletions`, [10]));
		expect(removed.status).toBe(kind === 'computergroups' ? 409 : 201);
		expect(await members(kind, id)).toEqual([5]);
	});
});

it.each(['serial_number', 'udid', 'name'])('add computers by %s (jamf-behavior 5.8)', async (key) => {
	const id = await create('computergroups', `By ${key}`, []);
	const general = (await classic.json('/computers/id/8')).general as Record<string, unknown>;
	const entry = `<computer><${key}>${String(general[key])}</${key}></computer>`;
	const response = await change('computergroups', id, `<computer_additions>${entry}</computer_additions>`);
	expect([response.status, await members('computergroups', id)]).toEqual([201, [8]]);
});

it('list members with their serial numbers, without deleted ones', async () => {
	const id = await create('computergroups', 'Shown', [11, 13]);
	const group = await classic.json(`/computergroups/id/${id}`);
	const [first] = entriesOf(group.computers, 'computer');
	const { general } = await classic.json('/computers/id/11');
	expect(first).toMatchObject({ id: 11, serial_number: (general as Record<string, unknown>).serial_number });
	await classic.remove('/computers/id/13');
	expect(await members('computergroups', id)).toEqual([11]);
});

it('reject unmanaged devices as a whole and name their IDs (jamf-behavior 5.8)', async () => {
	const id = await create('computergroups', 'Managed', [11]);
	const addition =
		'<computer_additions><computer><id>14</id></computer><computer><id>12</id></computer></computer_additions>';
	const response = await change('computergroups', id, addition);
	expect(response.status).toBe(409);
	expect(response.text).toContain(
		'The computers with the following IDs are unmanaged and cannot be added to a computer group: 12',
	);
	expect(await members('computergroups', id)).toEqual([11]);
});

it('keep the criteria of smart groups', async () => {
	const criteria = '<criteria><criterion><name>Model</name><search_type>like</search_type></criterion></criteria>';
	const body = `<computer_group><name>Smart</name><is_smart>true</is_smart>${criteria}</computer_group>`;
	const id = idIn(await classic.create('computergroups', body));
	const group = await classic.json(`/computergroups/id/${id}`);
	expect(group).toMatchObject({ is_smart: true });
	expect(entriesOf(group.criteria, 'criterion')).toEqual([expect.objectContaining({ name: 'Model' })]);
	expect(await classic.json('/computergroups')).toContainEqual({ id, name: 'Smart', is_smart: true });
});

it('reject overlapping writes when the fault is active, and accept sequential ones (jamf-behavior 5.6)', async () => {
	const id = await create('computergroups', 'Parallel', []);
	simulator.fault({ kind: 'parallelConflict' });
	simulator.fault({ kind: 'latency', ms: 400, method: 'PUT' });
	const add = (member: number) =>
		change('computergroups', id, entries('computergroups', 'computer_additions', [member]));
	const together = await Promise.all([add(1), add(2), add(3)]);
	expect(together.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
	expect(together.find(({ status }) => status === 409)?.text).toContain('<p>Error: Unable to update the database</p>');
	for (const member of [4, 5]) expect((await add(member)).status).toBe(201);
	expect(await members('computergroups', id)).toHaveLength(3);
	simulator.clearFaults();
});
