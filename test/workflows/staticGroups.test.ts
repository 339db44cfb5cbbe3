import type { IDataObject, ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node';
import { JAMF_CLASSIC } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;

beforeAll(async () => {
	bench = await TestBench.open({ computers: 40, tokenLifetimeSeconds: 3600 });
	// Reads are retried without a delay.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
beforeEach(() => {
	bench.signInAs(bench.simulator.client);
	bench.simulator.resetStats();
});
afterEach(() => bench.simulator.clearFaults());
afterAll(async () => {
	jest.restoreAllMocks();
	await bench.close();
});

interface Kind {
	resource: string;
	noun: string;
	create: { title: string; member: (id: string) => unknown };
	/** The type of the group and its list of members in the Classic API, and the path of the write. */
	type: string;
	list: string;
	write: RegExp;
	privileges: string[];
}

const KINDS: Kind[] = [
	{
		resource: 'staticComputerGroup',
		noun: 'computer',
		create: { title: 'name', member: (id) => id },
		type: 'computergroups',
		list: 'computers',
		write: /^PUT \/JSSResource\/computergroups\/id\/\d+$/,
		privileges: [
			'Read Smart Computer Groups',
			'Read Static Computer Groups',
			'Update Smart Computer Groups',
			'Update Static Computer Groups',
		],
	},
	{
		resource: 'staticMobileDeviceGroup',
		noun: 'mobile device',
		create: { title: 'groupName', member: (mobileDeviceId) => ({ mobileDeviceId, selected: true }) },
		type: 'mobiledevicegroups',
		list: 'mobile_devices',
		write: /^PATCH \/api\/v2\/mobile-device-groups\/static-groups\/\d+$/,
		privileges: ['Read Mobile Devices', 'Read Static Mobile Device Groups', 'Update Static Mobile Device Groups'],
	},
];

interface Device {
	id: string;
	name: string;
	serialNumber: string;
	udid: string;
	managed: boolean;
}

/** The devices that the server has, from its own records. */
function listDevices(resource: string): Device[] {
	const { state } = bench.simulator;
	if (resource === 'staticComputerGroup') {
		const { computers } = state;
		return computers.values().map((computer) => {
			const general = computers.section(computer, 'GENERAL') as IDataObject;
			const { serialNumber } = computers.section(computer, 'HARDWARE') as IDataObject;
			return {
				id: String(computer.id),
				name: String(general.name),
				serialNumber: String(serialNumber),
				udid: computers.udid(computer),
				managed: (general.remoteManagement as IDataObject).managed === true,
			};
		});
	}
	const store = state.classic.store('mobiledevices');
	return store.ids().map((id) => {
		const { name, serial_number, udid, managed } = store.read(id)?.general as IDataObject;
		const texts = { name: String(name), serialNumber: String(serial_number), udid: String(udid) };
		return { id: String(id), ...texts, managed: managed === true };
	});
}

let made = 0;

describe.each(KINDS)('$resource', ({ resource, noun, create, type, list, write, privileges }) => {
	let managed: Device[] = [];
	let unmanaged: Device[] = [];

	beforeAll(() => {
		const devices = listDevices(resource);
		const isUnique = ({ name }: Device) => devices.filter((other) => other.name === name).length === 1;
		managed = devices.filter((device) => device.managed && isUnique(device));
		unmanaged = devices.filter((device) => !device.managed);
		expect([managed.length > 4, unmanaged.length > 1]).toEqual([true, true]);
	});

	const run = async (operation: string, parameters: INodeParameters): Promise<IDataObject> => {
		const done = await bench.pro(resource, operation, { membersBy: 'id', ...parameters });
		const { error } = done;
		return error === undefined ? (done.json[0] ?? {}) : { error: `${error.message} ${error.description ?? ''}` };
	};
	const newGroup = async (...members: string[]): Promise<INodeParameters> => {
		const body = { [create.title]: `Group ${++made}`, siteId: '-1', assignments: members.map(create.member) };
		const { id } = await run('create', { bodyMode: 'json', body: JSON.stringify(body) });
		return { id: locator('id', String(id)) };
	};
	const membersOf = ({ id }: INodeParameters): string[] => {
		const group = bench.simulator.state.classic.store(type).read(Number((id as INodeParameters).value));
		return (group?.[list] as IDataObject[]).map((member) => String(member.id)).sort();
	};
	const ids = (...indexes: number[]) => indexes.map((index) => managed[index]?.id ?? '');
	const writes = () => bench.requests.filter((request) => !request.startsWith('GET'));

	test('adds, removes, sets and checks members', async () => {
		const [a = '', b = '', c = '', d = ''] = ids(0, 1, 2, 3);
		const group = await newGroup(a);
		expect(await run('addMembers', { ...group, members: `${a}, ${b}` })).toMatchObject({
			id: Number((group.id as INodeParameters).value),
			added: [b],
			alreadyMembers: [a],
			leftOut: [],
		});
		expect(membersOf(group)).toEqual([a, b].sort());
		expect(await run('checkMembership', { ...group, members: `${a}, ${c}` })).toMatchObject({
			isMember: false,
			members: [a],
			notMembers: [c],
		});
		expect(await run('removeMembers', { ...group, members: `${a}, ${c}` })).toMatchObject({
			removed: [a],
			notMembers: [c],
		});
		expect(await run('setMembers', { ...group, members: `${c}, ${d}` })).toMatchObject({ added: [c, d], removed: 1 });
		expect(membersOf(group)).toEqual([c, d].sort());
		expect(await run('checkMembership', { ...group, members: `${c}, ${d}` })).toMatchObject({ isMember: true });
		expect((await run('setMembers', { ...group, members: '' })).error).toMatch(/^No members are set\./);
		await run('setMembers', { ...group, members: '', options: { allowEmpty: true } });
		expect(membersOf(group)).toEqual([]);
	});

	test('returns the members', async () => {
		const group = await newGroup(...ids(0, 1, 2));
		const { json } = await bench.pro(resource, 'getAllMembers', { ...group, returnAll: true, output: 'raw' });
		const serials = json.map(({ serialNumber }) => serialNumber);
		expect(serials.sort()).toEqual(
			managed
				.slice(0, 3)
				.map(({ serialNumber }) => serialNumber)
				.sort(),
		);
		expect((await bench.pro(resource, 'getAllMembers', { ...group, limit: 2 })).json).toHaveLength(2);
	});

	test.each(['name', 'serialNumber', 'udid'] as const)('finds members by %s', async (membersBy) => {
		const group = await newGroup();
		const [id = ''] = ids(1);
		const members = managed[1]?.[membersBy].toUpperCase() ?? '';
		expect(await run('addMembers', { ...group, membersBy, members })).toMatchObject({ added: [id] });
		expect(membersOf(group)).toEqual([id]);
		expect(await run('checkMembership', { ...group, membersBy, members })).toMatchObject({ isMember: true });
		const { error } = await run('addMembers', { ...group, membersBy, members: `${members}, nobody` });
		expect(error).toMatch(new RegExp(`^There is no ${noun} .*"nobody"\\. The group was not changed\\.`));
	});

	test('finds the group by its name', async () => {
		const group = await newGroup();
		const named = { id: locator('name', `group ${made}`), members: ids(0)[0] ?? '' };
		expect(await run('addMembers', named)).toMatchObject({ name: `Group ${made}`, added: ids(0) });
		expect(membersOf(group)).toEqual(ids(0));
	});

	test('names an ID that does not exist', async () => {
		const group = await newGroup();
		const { error } = await run('addMembers', { ...group, members: `${ids(0)[0]}, 987654` });
		expect(error).toMatch(`There is no ${noun} with the ID "987654".`);
		expect(membersOf(group)).toEqual([]);
	});

	test.each(['addMembers', 'setMembers'])('%s names unmanaged devices, or leaves them out', async (operation) => {
		const group = await newGroup();
		const [good = ''] = ids(0);
		const [one, other] = unmanaged;
		const members = [good, one?.id, other?.id].join(',');
		const { error } = await run(operation, { ...group, members });
		expect(error).toContain(`Unmanaged ${noun}s cannot be added to a static group: `);
		for (const device of [one, other]) expect(error).toContain(`"${device?.name}" (ID ${device?.id})`);
		expect(error).toContain('The group was not changed.');
		expect(membersOf(group)).toEqual([]);
		const options = { leaveOutUnmanaged: true };
		const { added, leftOut } = await run(operation, { ...group, members, options });
		expect(added).toEqual([good]);
		expect((leftOut as IDataObject[]).map(({ id }) => id).sort()).toEqual([one?.id, other?.id].sort());
		expect(membersOf(group)).toEqual([good]);
		// Nothing is left to add.
		bench.simulator.resetStats();
		expect(await run('addMembers', { ...group, members: one?.id ?? '', options })).toMatchObject({ added: [] });
		expect(writes()).toEqual([]);
	});

	test('writes only what changes, reads it back, and needs no other privileges', async () => {
		const group = await newGroup();
		bench.signInWith(privileges);
		const members = ids(0)[0] ?? '';
		bench.simulator.resetStats();
		await run('addMembers', { ...group, members });
		expect(writes()).toEqual([expect.stringMatching(write)]);
		expect(bench.requests.at(-1)).toMatch(/^GET/);
		bench.simulator.resetStats();
		await run('addMembers', { ...group, members });
		await run('setMembers', { ...group, members });
		expect(writes()).toEqual([]);
	});

	test('shows the write in a preview', async () => {
		const group = await newGroup(ids(0)[0] ?? '');
		bench.simulator.resetStats();
		const shown = await run('addMembers', { ...group, members: ids(1)[0] ?? '', previewOnly: true });
		expect(shown).toMatchObject({ preview: true, note: null });
		expect(`${String(shown.method)} ${String(shown.path)}`).toMatch(
			new RegExp(write.source.replace(/\\\/(api|JSSResource)/, '')),
		);
		expect(shown.privileges).toEqual(privileges.filter((name) => name.startsWith('Update')));
		expect(JSON.stringify(shown.body)).toContain(ids(1)[0]);
		expect(writes()).toEqual([]);
		expect(membersOf(group)).toEqual(ids(0));
	});

	test('confirms a write whose response is lost by reading the group', async () => {
		const group = await newGroup();
		const members = ids(0, 1).join(',');
		bench.simulator.fault({
			kind: 'html200',
			method: write.source.slice(1, 4) === 'PUT' ? 'PUT' : 'PATCH',
			late: true,
		});
		expect(await run('addMembers', { ...group, members })).toMatchObject({ added: ids(0, 1) });
		expect(membersOf(group)).toEqual(ids(0, 1).sort());
	});

	test('reports a write that Jamf only seemed to accept', async () => {
		const group = await newGroup();
		const method = write.source.startsWith('^PUT') ? 'PUT' : 'PATCH';
		bench.simulator.fault({ kind: 'html200', method });
		const { error } = await run('addMembers', { ...group, members: ids(0)[0] ?? '' });
		expect(error).toContain('Jamf may have carried out the change');
		expect(membersOf(group)).toEqual([]);
	});

	test('keeps all members that parallel items add and remove', async () => {
		const group = await newGroup(...ids(0, 1));
		const input = ids(2, 3, 4).map((id) => ({ json: { id } }));
		const parameters = { ...group, membersBy: 'id', members: '={{ $json.id }}' };
		const [added, removed] = await Promise.all([
			bench.pro(resource, 'addMembers', parameters, { input }),
			bench.pro(resource, 'removeMembers', { ...group, membersBy: 'id', members: ids(0, 1).join(',') }),
		]);
		expect([added.items.length, removed.items.length]).toEqual([3, 1]);
		expect(membersOf(group)).toEqual(ids(2, 3, 4).sort());
	});
});

test('a smart group is not changed', async () => {
	const id = bench.simulator.state.classic
		.store('computergroups')
		.insert({ name: 'By Criteria', is_smart: true, criteria: [], computers: [] });
	const parameters = { id: locator('id', String(id)), membersBy: 'id', members: '1' };
	const { error } = await bench.pro('staticComputerGroup', 'addMembers', parameters);
	expect(error?.message).toContain('is a smart group');
});

test.each([
	['computerGroup', 'StaticComputerGroup'],
	['mobileDeviceGroup', 'StaticMobileDeviceGroup'],
	['userGroup', 'StaticUserGroup'],
])('Classic lists only the static groups of a %s to change members', async (resource, method) => {
	const { listSearch } = new JamfClassic().methods;
	const [all, changeable] = await Promise.all(
		[resource.charAt(0).toUpperCase() + resource.slice(1), method].map(async (name) => {
			const context = bench.engine.loadOptions(JAMF_CLASSIC, { resource, operation: 'addMembers' });
			const search = listSearch[`search${name}`];
			return (await search?.call(context as unknown as ILoadOptionsFunctions, ''))?.results ?? [];
		}),
	);
	const store = bench.simulator.state.classic.store(`${resource.toLowerCase()}s`);
	const isStatic = (value: unknown) => store.read(Number(value))?.is_smart !== true;
	expect(changeable?.length).toBeGreaterThan(0);
	expect(changeable).toEqual(all?.filter(({ value }) => isStatic(value)));
	expect(changeable?.length).toBeLessThan(all?.length ?? 0);
	const { properties } = new JamfClassic().description;
	const searches = (operation: string) =>
		properties
			.filter(({ name, displayOptions: { show } = {} }) => {
				return name === 'id' && show?.resource?.includes(resource) && show.operation?.includes(operation);
			})
			.map(({ modes }) => modes?.[0]?.typeOptions?.searchListMethod);
	expect([searches('addMembers'), searches('isMember')]).toEqual([
		[`search${method}`],
		[`search${method.replace('Static', '')}`],
	]);
});

test('an update of a static group of mobile devices sends its name and site too, and keeps concurrent changes (jamf-behavior 5.8)', async () => {
	const resource = 'staticMobileDeviceGroup';
	const run = async (operation: string, parameters: INodeParameters) => {
		const { error, json } = await bench.pro(resource, operation, parameters);
		expect(error?.message).toBeUndefined();
		return json[0] ?? {};
	};
	const asJson = (body: object): INodeParameters => ({ bodyMode: 'json', body: JSON.stringify(body) });
	const site = { name: 'Site of the group' };
	const siteId = String(bench.simulator.state.classic.store('sites').insert(site));
	const body = { groupName: 'Before', groupDescription: 'Kept', siteId };
	const { id } = await run('create', asJson({ ...body, assignments: [{ mobileDeviceId: '1', selected: true }] }));
	const group = { id: locator('id', String(id)) };
	await Promise.all([
		run('update', { ...group, ...asJson({ groupName: 'After' }) }),
		run('addMembers', { ...group, membersBy: 'id', members: '2' }),
		run('update', { ...group, ...asJson({ assignments: [{ mobileDeviceId: '3', selected: true }] }) }),
	]);
	expect(await run('get', group)).toMatchObject({ ...body, groupName: 'After', count: 3 });
	const { json } = await bench.pro(resource, 'getAllMembers', { ...group, returnAll: true, output: 'raw' });
	expect(json.map(({ mobileDeviceId }) => mobileDeviceId)).toEqual(['1', '2', '3']);
	const { id: unsited } = await run('create', asJson({ groupName: 'No site' }));
	expect(await run('get', { id: locator('id', String(unsited)) })).toMatchObject({ siteId: '-1' });
});
