import type { IDataObject, INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import { COMMANDS } from '../../nodes/JamfPro/operations/mdmCommand/commands';
import { selectionName, TARGETS } from '../../nodes/JamfClassic/operations/scope/targets';
import type { Operation } from '../../nodes/shared/operations/kit';
import type { Api } from '../../nodes/shared/transport/types';
import { listObjects } from '../leastPrivilege/objects';
import { locator, type TestBench } from '../testBench';

/** Display name of a client, and of its role, that hand-written operations change. */
export const CHANGED_CLIENT = 'Changed';
/** Display name of a role that no client has. */
export const SPARE_ROLE = 'Spare';

const CLIENT = { id: locator('name', CHANGED_CLIENT) };
const ROLE = { id: locator('name', SPARE_ROLE) };
const ROLES_BY_ROUND = "={{ $json.round === 1 ? ['Read Sites'] : ['Read Scripts'] }}";

/** One status request, after the shortest wait. */
const WAIT = { waitForResult: true, maxWait: 1 };
const UPDATE = { updateAction: 'DOWNLOAD_INSTALL', versionType: 'LATEST_ANY' };
const MANIFEST = {
	url: 'u',
	hash: 'h',
	hashType: 'MD5',
	bundleId: 'b',
	bundleVersion: '1',
	title: 't',
	sizeInBytes: 1,
};
const asJson = (body: object): INodeParameters => ({ bodyMode: 'json', body: JSON.stringify(body) });

/** What some commands need. */
const COMMAND_FIELDS = {
	appleCareToken: 'T',
	destinationName: 'TV',
	esimServerUrl: 'https://esim.example.com',
	guid: 'G',
	identifier: 'com.example.app',
	lostModeMessage: 'Lost',
	newPassword: 'P',
	password: 'P',
	redemptionCode: 'R',
	userName: 'anna',
};

/** Parameters of hand-written operations, of which each works. `round` counts the runs of a node. */
const FORMS: Record<string, INodeParameters[]> = {
	'pro accessToken.inspect': [{}],
	'pro apiIntegration.create': [{ displayName: 'Created', roles: [SPARE_ROLE] }],
	'pro apiIntegration.createClientCredentials': [CLIENT],
	'pro apiIntegration.rotateSecret': [CLIENT],
	'pro apiIntegration.update': [
		{ ...CLIENT, updateFields: { enabled: true } },
		{ ...CLIENT, updateFields: { roles: [SPARE_ROLE] } },
	],
	'pro apiRequest.send': [{ path: '/v1/buildings/1/history' }, { path: '/v1/sites/{{ 1 }}/objects' }],
	'pro apiRole.audit': [{}, { workflows: '{ "nodes": [] }', options: { maxTokenLifetime: 60 } }],
	'pro apiRole.create': [{ displayName: 'Created', privileges: ['Read Sites'] }],
	'pro apiRole.delete': [ROLE],
	'pro apiRole.getRequiredPrivileges': [
		{ workflows: '{ "nodes": [] }' },
		{ workflows: '{ "nodes": [] }', options: { compareWithServer: '={{ true }}' } },
		{ source: 'operations', operations: ['jamfPro.computer.get'], options: { compareWithServer: true } },
	],
	'pro apiRole.update': [
		{ ...ROLE, displayName: 'Renamed' },
		{ ...ROLE, privilegeChange: 'replace', privileges: ['Read Sites'] },
		{ ...ROLE, privilegeChange: '={{ "add" }}', privileges: ['Read Sites'] },
	],
	'pro apiRole.upsert': [{ displayName: 'Upserted', privileges: ROLES_BY_ROUND }],
	'pro apiRolePrivilege.getAll': [{}],
	'pro apiRolePrivilege.search': [{ name: 'Computer' }],
	'pro appInstallerDeployment.updateVersion': ['list', 'id'].map((mode) => ({
		id: locator(mode as 'id', '1'),
		version: '128.0',
	})),
	'pro computer.commitChanges': [{ feed: 'changes' }],
	'pro computer.redeployFramework': ['list', 'id'].map((mode) => ({ id: locator(mode as 'id', '1'), ...WAIT })),
	'pro computer.getChanges': [{ feed: 'changes' }],
	'pro jamfConnect.checkAccess': [{}],
	'pro mobileDevice.commitChanges': [{ feed: 'changes' }],
	'pro mobileDevice.getChanges': [{ feed: 'changes' }],
	'pro managedSoftwareUpdatePlan.create': [
		{ ...asJson({ devices: [{ deviceId: '1', objectType: 'COMPUTER' }], config: UPDATE }), ...WAIT },
	],
	'pro managedSoftwareUpdatePlan.createForGroup': [
		{ ...asJson({ group: { groupId: '1', objectType: 'COMPUTER_GROUP' }, config: UPDATE }), ...WAIT },
	],
	'pro mdmCommand.getStatus': [
		{ commandUuids: '00000000-0000-4000-8000-000000000000' },
		{ commandsBy: 'device', devicesBy: 'id', devices: '1' },
		{ commandsBy: 'device', devicesBy: 'managementId', devices: 'm' },
	],
	'pro package.deploy': [{ ...asJson({ manifest: MANIFEST, devices: [1] }), ...WAIT }],
	'pro selfServicePlus.checkEnabled': [{}],
	'pro serverInformation.checkHealth': [{}],
	'classic apiRequest.send': [{ path: '/buildings/id/1' }, { path: '/computers/serialnumber/X' }],
};

/** A hand-written operation of a resource. */
interface Handwritten {
	api: Api;
	resource: string;
	operation: Operation;
}

/** Parameters with which the hand-written operation works on this server; for members and scopes, candidates. */
export async function listHandwrittenForms(bench: TestBench, handwritten: Handwritten): Promise<INodeParameters[]> {
	const { api, resource, operation } = handwritten;
	const name = `${api} ${resource}.${operation.value}`;
	if (name === 'pro mdmCommand.send') return listCommands(bench);
	if (/\.((add|remove|set)Members|isMember|checkMembership)$/.test(name))
		return await listMembers(bench, api, resource);
	if (operation.value === 'getAllMembers') return await listIds(bench, api, resource);
	if (/\.(add|remove)(Targets|Exclusions)$/.test(name)) return await listTargets(bench, resource, operation);
	const forms = FORMS[name];
	if (forms === undefined) throw new Error(`${name} has no parameters in handwrittenForm.ts`);
	return forms;
}

/** Each command: to one type of device, and to a computer and a mobile device. */
function listCommands({ simulator }: TestBench): INodeParameters[] {
	const { managementId } = simulator.state.computers.profile(1);
	return Object.keys(COMMANDS).flatMap((commandType): INodeParameters[] => [
		...['computer', 'mobileDevice'].map((deviceType) => ({
			...{ deviceType, devicesBy: 'id', devices: '1', commandType },
			commandFields: JSON.stringify(COMMAND_FIELDS),
		})),
		{ managementIds: `${managementId}, mobile`, commandType, commandFields: JSON.stringify(COMMAND_FIELDS) },
		{
			bodyMode: 'json',
			body: JSON.stringify({
				clientData: [{ managementId }, { managementId: 'mobile' }],
				commandData: { commandType },
			}),
		},
	]);
}

const MEMBERS: Record<string, string> = {
	computerGroup: 'computer',
	mobileDeviceGroup: 'mobileDevice',
	staticComputerGroup: 'computer',
	staticMobileDeviceGroup: 'mobileDevice',
	userGroup: 'user',
};

async function listIds(bench: TestBench, api: Api, resource: string): Promise<INodeParameters[]> {
	return (await listObjects(bench, api, resource)).map(({ id }) => ({ id: locator('id', id) }));
}

async function listMembers(bench: TestBench, api: Api, resource: string): Promise<INodeParameters[]> {
	const groups = (await listObjects(bench, api, resource)).filter(({ row }) => row.is_smart !== true);
	const members = await listObjects(bench, api, MEMBERS[resource] ?? '');
	return groups.flatMap(({ id }) =>
		members.slice(0, 5).flatMap((member) =>
			[
				{ membersBy: 'list', memberList: [member.id] },
				{ membersBy: 'id', members: member.id },
				{ membersBy: 'name', members: member.title },
			].map((given) => ({ id: locator('id', id), ...given })),
		),
	);
}

async function listTargets(bench: TestBench, resource: string, { properties }: Operation): Promise<INodeParameters[]> {
	const objects = await listObjects(bench, 'classic', resource);
	const types = (properties.find(({ name }) => name === 'targetType')?.options ?? []) as INodePropertyOptions[];
	const candidates: INodeParameters[] = [];
	for (const { id } of objects.slice(0, 4)) {
		for (const { value } of types) {
			const of = TARGETS[String(value)]?.resource;
			const listed = of === undefined ? [] : await listObjects(bench, 'classic', of);
			const targets: IDataObject[] =
				of === undefined
					? [{ targetsBy: 'name', targets: 'anna' }]
					: listed
							.slice(0, 2)
							.flatMap((target) => [
								{ [selectionName(String(value))]: [target.id] },
								{ targetsBy: 'id', targets: target.id },
								{ targetsBy: 'name', targets: target.title },
							]);
			for (const target of targets)
				candidates.push({
					id: locator('id', id),
					targetType: String(value),
					...(target as INodeParameters),
					options: { unreadableIsEmpty: true },
				});
		}
	}
	return candidates;
}
