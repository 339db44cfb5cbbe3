import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node';
import { handwritten as classicOperations } from '../../nodes/JamfClassic/operations';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';
import { handwritten as proOperations } from '../../nodes/JamfPro/operations';
import { packageNodes } from '../../nodes/JamfPro/packageNodes';
import { resources as classicResources } from '../../nodes/JamfClassic/resources';
import { resources as proResources } from '../../nodes/JamfPro/resources';
import { clock } from '../../nodes/shared/operations/waitForResult/clock';
import { JAMF_CLASSIC, JAMF_PRO, JAMF_TRIGGER } from '../../harness/engine';
import { fillUpsertForm } from '../../harness/forms/upsertForm';
import { openForm } from '../../harness/leastPrivilege/editor';
import { objectsOf } from '../../harness/leastPrivilege/objects';
import { compareWithRequests, computeNodeRole } from '../../harness/requirements';
import { locator, TestBench } from '../../harness/testBench';
import { TriggerHost } from '../../harness/triggerHost';
import packageJson from '../../package.json';

let bench: TestBench;
beforeAll(async () => {
	let quarters = 0;
	jest.spyOn(clock, 'now').mockImplementation(() => ++quarters * 250);
	jest.spyOn(clock, 'sleep').mockResolvedValue();
	bench = await TestBench.open({ computers: 5, tokenLifetimeSeconds: 3600 });
	bench.simulator.addClient({ displayName: 'Rotated', privileges: ['Read Sites'] });
});
afterAll(async () => await bench.close());
beforeEach(() => bench.simulator.resetStats());

type LoadOptions = Record<string, (this: ILoadOptionsFunctions) => Promise<unknown>>;

/** Loads the lists of multi-selects that the form of these operations shows. */
async function loadPickers(type: string, parameters: INodeParameters): Promise<void> {
	const name = `${String(parameters.resource)}.${String(parameters.operation)}`;
	const pickers = PICKERS[name] ?? [];
	const context = bench.engine.loadOptions(type, parameters) as unknown as ILoadOptionsFunctions;
	const methods = new JamfPro().methods.loadOptions as LoadOptions;
	for (const picker of pickers) await methods[picker]?.call(context);
}

const PICKERS: Record<string, string[]> = {
	'apiIntegration.create': ['getApiRoles'],
	'apiRole.create': ['getPrivileges'],
	'apiRole.upsert': ['getPrivileges'],
	'appInstallerDeployment.updateVersion': ['getAppInstallerVersions'],
};

const group = (operation: string, membersBy: string, members: string, resource = 'computerGroup') => ({
	resource,
	operation,
	id: locator('id', GROUPS[resource] ?? ''),
	membersBy,
	members,
	options: { allowEmpty: true },
});

/** Static groups of the simulator. */
const GROUPS: Record<string, string> = {};
beforeAll(async () => {
	for (const resource of ['computerGroup', 'mobileDeviceGroup', 'userGroup']) {
		const { json } = await bench.classic({ resource, operation: 'getAll', returnAll: true });
		const found = json.find(({ is_smart }) => is_smart === false);
		GROUPS[resource] = String(found?.id ?? '');
	}
});

/** The name of a device, as the server lists it. */
async function nameOf(group: string, id: number): Promise<unknown> {
	const resource = group === 'staticComputerGroup' ? 'computer' : 'mobileDevice';
	const { json } = await bench.pro(resource, 'getAll', { returnAll: true, output: 'raw' });
	const device = json.find((each) => String(each.id ?? each.mobileDeviceId) === String(id)) as Device | undefined;
	return device?.general.name ?? device?.general.displayName;
}

interface Device {
	general: { name?: string; displayName?: string };
}

const tried: string[] = [];

async function compare(type: string, parameters: INodeParameters) {
	await loadPickers(type, parameters);
	const run = await bench.engine.runNode(type, parameters);
	const { simulator } = bench;
	const isPro = type === JAMF_PRO;
	tried.push(`${isPro ? 'pro' : 'classic'} ${String(parameters.resource)}.${String(parameters.operation)}`);
	return { error: run.error?.message, ...compareWithRequests(simulator, type, parameters, simulator.journal) };
}

const EXACT = { missing: [], superfluous: [] };
const CLIENT = locator('name', 'Rotated');
const COMPUTER = { resource: 'computer', operation: 'get' };

const UUID = '00000000-0000-4000-8000-000000000000';
/** One second, after which the command is still pending. */
const WAIT = { waitForResult: true, maxWait: 1 };
const CONFIG = { updateAction: 'DOWNLOAD_INSTALL', versionType: 'LATEST_ANY' };
const MANIFEST = {
	url: 'u',
	hash: 'h',
	hashType: 'MD5',
	bundleId: 'b',
	bundleVersion: '1',
	title: 't',
	sizeInBytes: 1,
};
const BODIES: Record<string, string> = {
	'managedSoftwareUpdatePlan.create': JSON.stringify({
		devices: [{ deviceId: '1', objectType: 'COMPUTER' }],
		config: CONFIG,
	}),
	'managedSoftwareUpdatePlan.createForGroup': JSON.stringify({
		group: { groupId: '1', objectType: 'COMPUTER_GROUP' },
		config: CONFIG,
	}),
	'package.deploy': JSON.stringify({ manifest: MANIFEST, devices: [1] }),
};

const pro: INodeParameters[] = [
	{ resource: 'accessToken', operation: 'inspect' },
	{ resource: 'apiIntegration', operation: 'create', displayName: 'New', roles: [] },
	{ resource: 'apiIntegration', operation: 'update', id: CLIENT, updateFields: { enabled: true } },
	{ resource: 'apiIntegration', operation: 'update', id: CLIENT, updateFields: { roles: ['Rotated'] } },
	{ resource: 'apiIntegration', operation: 'createClientCredentials', id: CLIENT },
	{ resource: 'apiIntegration', operation: 'rotateSecret', id: CLIENT },
	{ resource: 'apiRole', operation: 'audit' },
	{ resource: 'apiRequest', operation: 'send', path: '/v1/buildings/1/history' },
	{ resource: 'apiRequest', operation: 'send', path: '=/v4/computers-inventory-detail/{{ 1 }}?section=GENERAL' },
	{ resource: 'apiRole', operation: 'create', displayName: 'New', privileges: ['Read Sites'] },
	{ resource: 'apiRole', operation: 'upsert', displayName: 'New', privileges: ['Read Scripts'] },
	{ resource: 'apiRole', operation: 'getRequiredPrivileges', workflows: '{"nodes":[]}' },
	{ resource: 'apiRole', operation: 'update', id: locator('name', 'New'), displayName: 'Newer' },
	{
		resource: 'apiRole',
		operation: 'update',
		id: locator('name', 'Newer'),
		privilegeChange: 'add',
		privileges: ['Read Scripts'],
	},
	{ resource: 'apiRole', operation: 'delete', id: locator('name', 'Newer') },
	{ resource: 'apiRolePrivilege', operation: 'getAll' },
	{ resource: 'apiRolePrivilege', operation: 'search', name: 'Computer' },
	{ resource: 'appInstallerDeployment', operation: 'updateVersion', id: locator('id', '1'), version: '128.0' },
	{ resource: 'jamfConnect', operation: 'checkAccess' },
	{ resource: 'selfServicePlus', operation: 'checkEnabled' },
	{ resource: 'serverInformation', operation: 'checkHealth' },
	{ resource: 'mdmCommand', operation: 'getStatus', commandUuids: UUID },
	{ resource: 'mdmCommand', operation: 'getStatus', commandsBy: 'device', devicesBy: 'id', devices: '1' },
	...['managedSoftwareUpdatePlan.create', 'managedSoftwareUpdatePlan.createForGroup', 'package.deploy'].map((name) => {
		const [resource = '', operation = ''] = name.split('.');
		return { resource, operation, bodyMode: 'json', body: BODIES[name] ?? '{}', ...WAIT };
	}),
	{ resource: 'computer', operation: 'redeployFramework', id: locator('id', '1'), ...WAIT },
	{ resource: 'localAdminPassword', operation: 'getAllAccounts', id: locator('id', '1'), returnAll: true },
	{ ...COMPUTER, id: locator('name', 'nobody') },
	{ resource: 'building', operation: 'create', fields: mapped({ name: 'A' }), options: { returnFullRecord: true } },
];

/** Resources of both nodes with the Create or Update of rows: the first run creates the object, and the second one updates it. */
const upserts = (
	[['pro', proResources, JAMF_PRO] as const, ['classic', classicResources, JAMF_CLASSIC] as const] as const
).flatMap(([api, resources, type]) =>
	resources
		.filter(({ value, operations }) => value !== 'apiRole' && operations.some((each) => each.value === 'upsert'))
		.map((resource) => ({ api, type, resource: resource.value })),
);

function mapped(value: INodeParameters): INodeParameters {
	return { mappingMode: 'defineBelow', value };
}

describe('declared privileges are those of the requests', () => {
	test.each(pro.map((parameters) => [`${String(parameters.resource)}.${String(parameters.operation)}`, parameters]))(
		'Jamf Pro: %s',
		async (_, parameters) => {
			const { error, ...compared } = await compare(JAMF_PRO, parameters as INodeParameters);
			expect(compared).toEqual(EXACT);
			// Nobody has this name, and the deployment updates by itself: the last request is not sent, or is rejected.
			if (error !== undefined) expect(error).toMatch(/no computer named|updates by itself/);
		},
	);

	test.each(['computerGroup', 'mobileDeviceGroup', 'userGroup'])('members of a %s', async (resource) => {
		const written: string[] = [];
		for (const operation of ['setMembers', 'removeMembers', 'addMembers', 'isMember']) {
			for (const [by = '', members = ''] of [
				['id', '3'],
				['name', 'nobody'],
			]) {
				bench.simulator.resetStats();
				const { missing, superfluous } = await compare(JAMF_CLASSIC, group(operation, by, members, resource));
				// Nobody is found by name, and a member is not added twice: the group is not written.
				const isWritten = bench.requests.some((request) => request.startsWith('PUT'));
				const isComplete = isWritten || (operation === 'isMember' && by === 'id');
				expect({ operation, missing, superfluous: isComplete ? superfluous : [] }).toEqual({ operation, ...EXACT });
				if (isWritten) written.push(operation);
			}
		}
		expect(written).toEqual(['setMembers', 'removeMembers', 'addMembers']);
	});

	test.each(['staticComputerGroup', 'staticMobileDeviceGroup'])('members of a %s', async (resource) => {
		const name = resource === 'staticComputerGroup' ? 'name' : 'groupName';
		const body = JSON.stringify({ [name]: 'New', siteId: '-1', assignments: [] });
		const { json } = await bench.pro(resource, 'create', { bodyMode: 'json', body });
		const id = locator('list', String(json[0]?.id));
		const read = [
			{ operation: 'checkMembership', members: '3' },
			...(resource === 'staticComputerGroup' ? [{ operation: 'getAllMembers' }] : []),
		];
		const written = [
			{ operation: 'setMembers', members: '3', options: { leaveOutUnmanaged: true } },
			{ operation: 'removeMembers', membersBy: 'name', members: String(await nameOf(resource, 3)) },
			{ operation: 'addMembers', members: '3' },
		];
		for (const parameters of [...written, ...read]) {
			bench.simulator.resetStats();
			const given = { resource, id, membersBy: 'id', ...parameters } as INodeParameters;
			const { error, missing, superfluous } = await compare(JAMF_PRO, given);
			// The list of the picker is only read in the editor.
			expect({ given, error, missing, superfluous }).toEqual({ given, ...EXACT, error: undefined });
		}
	});

	const scoped = classicOperations.filter(({ operations }) => operations.some(({ value }) => value === 'addTargets'));
	test.each(scoped.map(({ value }) => value))('the scope of a %s', async (resource) => {
		const own = scoped.find(({ value }) => value === resource)?.operations ?? [];
		for (const { value: operation, properties } of own) {
			bench.simulator.resetStats();
			const targetType = properties.find(({ name }) => name === 'targetType')?.default ?? '';
			const options = { unreadableIsEmpty: true };
			const parameters = { resource, operation, id: locator('id', '1'), targetType, targets: '1', options };
			const { missing, superfluous } = await compare(JAMF_CLASSIC, parameters as INodeParameters);
			// Nothing is written when nothing changes, or when the scope covers the target already.
			const isWritten = bench.requests.some((request) => request.startsWith('PUT'));
			expect({ operation, missing, superfluous: isWritten ? superfluous : [] }).toEqual({ operation, ...EXACT });
		}
	});

	test.each(upserts)('$api $resource: Create or Update, and its form', async ({ api, type, resource }) => {
		const parameters = { resource, operation: 'upsert', ...(await fillUpsertForm(api, resource, objectsOf(bench))) };
		bench.simulator.resetStats();
		await openForm(bench.engine, type, parameters);
		const created = await bench.engine.runNode(type, parameters);
		const updated = await bench.engine.runNode(type, parameters);
		const { simulator } = bench;
		const compared = compareWithRequests(simulator, type, parameters, simulator.journal, { isAnyCounted: true });
		const outcomes = [created, updated].map(
			({ error, run }) => error?.message ?? run.data.resultData.runData.Jamf?.[0]?.data?.main?.[0]?.[0]?.json.outcome,
		);
		expect({ outcomes, ...compared }).toEqual({ outcomes: ['created', 'updated'], ...EXACT });
	});

	test('a generic request to the Classic API, also without a row of its own', async () => {
		const parameters = { resource: 'apiRequest', operation: 'send', path: '/computers/serialnumber/X' };
		const { missing, superfluous } = await compare(JAMF_CLASSIC, parameters);
		expect({ missing, superfluous }).toEqual({ missing: [], superfluous: [] });
	});

	test('an MDM command', async () => {
		const parameters = {
			resource: 'mdmCommand',
			operation: 'send',
			managementIds: 'm',
			commandType: 'SET_RECOVERY_LOCK',
			commandFields: '{"newPassword":"p"}',
			confirm: true,
		};
		const VIEW = 'View MDM command information in Jamf Pro API';
		const SEND = 'Send Set Recovery Lock Command';
		expect(computeNodeRole(JAMF_PRO, parameters).privileges.map(({ privilege }) => privilege)).toEqual([SEND, VIEW]);
		for (const privileges of [[VIEW], [SEND], [SEND, VIEW]]) {
			bench.signInWith(privileges);
			const { error } = await bench.engine.runNode(JAMF_PRO, parameters);
			expect(error?.message.includes('privilege') ?? false).toBe(privileges.length < 2);
		}
		bench.signInAs(bench.simulator.client);
		tried.push('pro mdmCommand.send');
	});

	test.each([
		['computer', 'Read Computers'],
		['mobileDevice', 'Read Mobile Devices'],
	])('changes of %s', async (resource, privilege) => {
		for (const operation of ['getChanges', 'commitChanges']) tried.push(`pro ${resource}.${operation}`);
		const parameters = { resource, operation: 'getChanges', feed: 'changes' };
		const { missing, superfluous } = await compare(JAMF_PRO, parameters);
		expect({ missing, superfluous }).toEqual({ missing: [], superfluous: [] });
		const names = (type: string, more: INodeParameters) =>
			computeNodeRole(type, { resource, ...more }).privileges.map((each) => each.privilege);
		expect(names('n8n-nodes-jamf.jamfProInventoryTrigger', {})).toEqual([privilege]);
		expect(names(JAMF_PRO, { operation: 'commitChanges' })).toEqual([]);
	});

	test('every hand-written operation was compared', () => {
		const list = (api: string, resources: typeof proOperations) =>
			resources.flatMap(({ value, operations }) => operations.map((each) => `${api} ${value}.${each.value}`));
		const all = [...list('pro', proOperations), ...list('classic', classicOperations)];
		expect(all.filter((name) => !tried.includes(name))).toEqual([]);
	});
});

describe('the trigger', () => {
	const parameters = {
		events: ['SmartGroupComputerMembershipChange', 'ComputerAdded'],
		computerGroup: locator('id', '1'),
		options: {},
	};

	test('declares the privileges for its webhooks and for its smart group', async () => {
		const smart = bench.simulator.state.computerGroups.values().find((each) => each.smart);
		const chosen = { ...parameters, computerGroup: locator('id', String(smart?.id)) };
		const host = await TriggerHost.open(bench.engine, chosen, { baseUrl: 'https://n8n.example.com' });
		await host.activate();
		host.node = { ...host.node, parameters: { ...chosen, options: { readTimeout: 5 } } };
		await host.activate();
		await host.deactivate();
		await host.close();
		const { simulator } = bench;
		const compared = compareWithRequests(simulator, JAMF_TRIGGER, chosen, simulator.journal);
		expect(compared).toEqual({ missing: [], superfluous: [] });
	});

	test('reads no groups for events without one', () => {
		const { privileges } = computeNodeRole(JAMF_TRIGGER, { ...parameters, events: ['ComputerAdded'] });
		const names = privileges.map(({ privilege }) => privilege);
		expect(names).toEqual(['Create', 'Delete', 'Read', 'Update'].map((verb) => `${verb} Webhooks`));
	});
});

test('the privileges of every node of the package are known', () => {
	const types = packageJson.n8n.nodes.map((file) => /(\w+)\.node\.js$/.exec(file)?.[1] ?? '');
	const names = types.map((type) => type.charAt(0).toLowerCase() + type.slice(1));
	expect([...packageNodes().keys()].sort()).toEqual(names.sort());
	expect([new JamfPro(), new JamfClassic()].every(({ description }) => packageNodes().has(description.name))).toBe(
		true,
	);
});
