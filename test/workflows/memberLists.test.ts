import type { ILoadOptionsFunctions, INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import { JAMF_CLASSIC, JAMF_PRO } from '../../harness/engine';
import { compareWithRequests } from '../../harness/requirements';
import { locator, TestBench } from '../../harness/testBench';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';

let bench: TestBench;

beforeAll(async () => {
	bench = await TestBench.open({ computers: 20, tokenLifetimeSeconds: 3600 });
});
beforeEach(() => bench.simulator.resetStats());
afterAll(async () => await bench.close());

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

interface Kind {
	type: typeof JAMF_PRO | typeof JAMF_CLASSIC;
	resource: string;
	/** The method of the list, the type of the group on the server, and its members there. */
	method: string;
	store: string;
	list: string;
}

const KINDS: Kind[] = [
	{
		type: JAMF_PRO,
		resource: 'staticComputerGroup',
		method: 'listComputer',
		store: 'computergroups',
		list: 'computers',
	},
	{
		type: JAMF_PRO,
		resource: 'staticMobileDeviceGroup',
		method: 'listMobileDevice',
		store: 'mobiledevicegroups',
		list: 'mobile_devices',
	},
	{
		type: JAMF_CLASSIC,
		resource: 'computerGroup',
		method: 'listComputer',
		store: 'computergroups',
		list: 'computers',
	},
	{
		type: JAMF_CLASSIC,
		resource: 'mobileDeviceGroup',
		method: 'listMobileDevice',
		store: 'mobiledevicegroups',
		list: 'mobile_devices',
	},
	{ type: JAMF_CLASSIC, resource: 'userGroup', method: 'listUser', store: 'usergroups', list: 'users' },
];

/** Choices of a list, as the editor loads them. */
async function load(type: Kind['type'], method: string): Promise<INodePropertyOptions[]> {
	const { methods } = type === JAMF_PRO ? new JamfPro() : new JamfClassic();
	const loadOptions: Record<string, LoadOptions> = methods.loadOptions;
	return (await loadOptions[method]?.call(bench.engine.loadOptions(type, {}))) ?? [];
}

describe.each(KINDS)('$type $resource: members from the list', ({ type, resource, method, store, list }) => {
	const groups = () => bench.simulator.state.classic.store(store);
	let group = 0;
	let made = 0;

	beforeEach(() => {
		group = groups().insert({ name: `Chosen on ${type} ${++made}`, is_smart: false, [list]: [] });
	});

	const run = async (operation: string, given: INodeParameters) => {
		const parameters = { resource, operation, id: locator('id', String(group)), ...given };
		const { error } = await bench.engine.runNode(type, parameters);
		return { parameters, error };
	};
	const members = () => (groups().read(group)?.[list] as Array<{ id: number }>).map(({ id }) => String(id)).sort();
	/** Managed members, because Jamf adds no others. */
	const choose = async () => {
		const managed = (await load(type, method)).filter(({ value }) => isManaged(String(value)));
		return managed.slice(0, 2).map(({ value }) => String(value));
	};
	const isManaged = (id: string) => {
		const { computers, classic } = bench.simulator.state;
		if (method === 'listUser') return true;
		const device = classic.store('mobiledevices').read(Number(id))?.general as { managed: boolean } | undefined;
		if (method === 'listMobileDevice') return device?.managed === true;
		const computer = computers.values().find((each) => String(each.id) === id);
		const general = computer && (computers.section(computer, 'GENERAL') as unknown as General);
		return general?.remoteManagement.managed === true;
	};

	test('are added and removed by ID, with the privileges to list and to change them', async () => {
		const memberList = await choose();
		expect(memberList).toHaveLength(2);
		const added = await run('addMembers', { membersBy: 'list', memberList });
		expect(added.error).toBeUndefined();
		expect(members()).toEqual([...memberList].sort());
		const { journal } = bench.simulator;
		expect(compareWithRequests(bench.simulator, type, added.parameters, journal)).toMatchObject({
			missing: [],
			superfluous: [],
		});
		const [first = ''] = memberList;
		await run('removeMembers', { membersBy: 'list', memberList: `={{ "${first}" }}` });
		expect(members()).toEqual(memberList.slice(1));
	});

	test('do not include what was entered before', async () => {
		const empty = run('addMembers', { membersBy: 'list', memberList: [], members: '1' });
		await expect(empty).rejects.toThrow('Names or IDs" is required');
		const nothing = await run('setMembers', { membersBy: 'list', memberList: [], members: '1' });
		expect(`${nothing.error?.message} ${nothing.error?.description}`).toMatch(
			/^No members are set\. .*Select or enter/,
		);
		expect(members()).toEqual([]);
	});
});

interface General {
	remoteManagement: { managed: boolean };
}

describe.each([
	[JAMF_PRO, new JamfPro()],
	[JAMF_CLASSIC, new JamfClassic()],
])('a node of type %s that has no credential yet', (type, { methods }) => {
	const fromServer = Object.entries<LoadOptions>(methods.loadOptions).filter(
		([name]) => !/^get(ClearableFields|FilterFields|SortFields|Operations)$/.test(name),
	);

	test.each(fromServer)('%s has no options, without an error', async (_name, list) => {
		const context = bench.engine.loadOptions(type, { id: locator('id', '1') }, { credentials: {} });
		expect(await list.call(context as unknown as ILoadOptionsFunctions)).toEqual([]);
		expect(bench.simulator.journal).toEqual([]);
	});
});
