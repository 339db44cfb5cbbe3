import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';
import { COMMAND_FIELDS } from '../../nodes/JamfPro/operations/mdmCommand/commandFields';
import { COMMANDS } from '../../nodes/JamfPro/operations/mdmCommand/commands';
import { TestBench } from '../../harness/testBench';

const STUB = { typeVersion: 1 };

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ keepBodies: true });
});
afterAll(async () => await bench.close());
beforeEach(() => bench.simulator.resetStats());

const send = async (parameters: INodeParameters) => await bench.pro('mdmCommand', 'send', parameters);
/** The bodies of the commands that the server received. */
const sent = () =>
	bench.simulator.journal
		.filter(({ path }) => path === '/api/v2/mdm/commands')
		.map(({ body }) => JSON.parse(String(body)) as unknown);

interface Schema {
	properties?: Record<string, unknown>;
	allOf?: Schema[];
}

/** The fields of each command in Jamf's document. */
function readCommandSchemas(): Map<string, Set<string>> {
	const file = path.join(__dirname, '../../catalogue/sources/pro.json');
	const { components } = JSON.parse(readFileSync(file, 'utf8')) as { components: { schemas: Record<string, Schema> } };
	const { schemas } = components;
	const { commandData } = schemas.MdmCommandRequest?.properties as {
		commandData: { discriminator: { mapping: Record<string, string> } };
	};
	return new Map(
		Object.entries(commandData.discriminator.mapping).map(([type, reference]) => {
			const { allOf = [] } = schemas[reference.split('/').at(-1) ?? ''] ?? {};
			return [type, new Set(allOf.flatMap(({ properties = {} }) => Object.keys(properties)))];
		}),
	);
}

/** A computer of the simulator. */
const computer = (id: number) => bench.simulator.state.computers.profile(id);
const commandOf = (managementIds: string[], commandData: object) => ({
	clientData: managementIds.map((managementId) => ({ managementId })),
	commandData,
});

describe('devices', () => {
	const RESTART = { commandType: 'RESTART_DEVICE' };
	const restarted = (...ids: number[]) => [
		commandOf(
			ids.map((id) => computer(id).managementId),
			RESTART,
		),
	];

	test.each([
		['from the list', 'list', () => '3'],
		['by ID', 'id', () => '3'],
		['by name', 'name', () => computer(3).name.toLowerCase()],
		['by serial number', 'serialNumber', () => computer(3).serialNumber],
		['by UDID', 'udid', () => computer(3).udid],
		['by management ID', 'managementId', () => computer(3).managementId],
	])('one computer %s', async (_, mode, value) => {
		const { error } = await send({ ...RESTART, computerId: { __rl: true, mode, value: value() } });
		expect(error?.message).toBeUndefined();
		expect(sent()).toEqual(restarted(3));
	});

	test.each([
		['ID', 'id', (id: number) => String(id)],
		['name', 'name', (id: number) => computer(id).name],
		['serial number', 'serialNumber', (id: number) => computer(id).serialNumber],
		['UDID', 'udid', (id: number) => computer(id).udid],
	])('several computers by %s, each once, with one lookup', async (_, devicesBy, identify) => {
		const devices = [5, 3, 4, 3].map(identify).join('\n');
		const { json } = await send({ ...RESTART, devicesBy, devices });
		expect(json).toHaveLength(3);
		expect(sent()).toEqual(restarted(5, 3, 4));
		expect(bench.requests.filter((request) => request.startsWith('GET'))).toHaveLength(1);
	});

	test('mobile devices', async () => {
		const list = { returnAll: true, output: 'raw', sections: ['GENERAL', 'HARDWARE'] };
		const [device] = (await bench.pro('mobileDevice', 'getAll', list)).json;
		const { mobileDeviceId, general, hardware } = device as {
			mobileDeviceId: string;
			general: { managementId: string };
			hardware: { serialNumber: string };
		};
		const type = { ...RESTART, deviceType: 'mobileDevice' };
		await send({ ...type, mobileDeviceId: { __rl: true, mode: 'list', value: mobileDeviceId } });
		await send({ ...type, devicesBy: 'serialNumber', devices: hardware.serialNumber });
		expect(sent()).toEqual([1, 2].map(() => commandOf([general.managementId], RESTART)));
	});

	test.each([
		[
			{ devicesBy: 'serialNumber', devices: 'C02NOBODY, C02NONE' },
			/no computers whose .* is one of "C02NOBODY", "C02NONE"/,
		],
		[{ devicesBy: 'name', devices: 'nobody' }, /no computer with the name "nobody"/],
		[{ devicesBy: 'id', devices: 'C02XK1JDJGH5' }, /not a valid ID/],
		[{ devicesBy: 'id', devices: ' , ' }, /No computer is selected/],
		[{ deviceType: 'toaster' }, /not a type of device/],
	])('refuses %j and sends nothing', async (parameters, message) => {
		const { error } = await send({ ...RESTART, ...parameters });
		expect(error?.message).toMatch(message);
		expect(sent()).toEqual([]);
	});

	test('refuses a name of two computers, and a computer without a management ID', async () => {
		const { computers } = bench.simulator.state;
		const twins = [1, 2].map(() => computers.add({ general: { name: 'Twin' } }).id);
		const { error } = await send({ ...RESTART, devicesBy: 'name', devices: 'Twin' });
		expect(error?.message).toBe(
			`2 computers have the name "Twin": ${twins.map((id) => `Twin (ID ${id})`).join(', ')}.`,
		);
		const alone = computers.add({ general: { name: 'Alone', managementId: null } }).id;
		const unmanaged = await send({ ...RESTART, devicesBy: 'id', devices: String(alone) });
		expect(unmanaged.error?.message).toBe(`The computer Alone (ID ${alone}) has no management ID.`);
		expect(sent()).toEqual([]);
	});
});

describe('fields of commands', () => {
	const DEVICE = { devicesBy: 'managementId', devices: 'm', confirm: true };
	const data = async (parameters: INodeParameters) => {
		const { error } = await send({ ...DEVICE, ...parameters });
		expect(error?.message).toBeUndefined();
		return sent().map((body) => (body as { commandData: object }).commandData);
	};

	test.each<[string, INodeParameters, object]>([
		[
			'DEVICE_LOCK',
			{ message: 'Lost', phoneNumber: '1', pin: 123_456 },
			{ message: 'Lost', phoneNumber: '1', pin: '123456' },
		],
		['ERASE_DEVICE', { pin: '482913' }, { pin: '482913' }],
		['ERASE_DEVICE', { obliterationBehavior: 'Always' }, { obliterationBehavior: 'Always' }],
		[
			'ERASE_DEVICE',
			{ returnToService: true, wifiProfileData: 'UA==', preserveDataPlan: true },
			{
				preserveDataPlan: true,
				returnToService: { enabled: true, wifiProfileData: 'UA==' },
			},
		],
		['ERASE_DEVICE', { wifiProfileData: 'UA==' }, {}],
		['ENABLE_LOST_MODE', { lostModePhone: '1', lostModeFootnote: 'f' }, { lostModePhone: '1', lostModeFootnote: 'f' }],
		['DISABLE_LOST_MODE', {}, {}],
		['RESTART_DEVICE', { notifyUser: true, kextPaths: 'a, b' }, { notifyUser: true, kextPaths: ['a', 'b'] }],
		['SHUT_DOWN_DEVICE', {}, {}],
		['DEVICE_INFORMATION', { queries: ['OSVersion'] }, { queries: ['OSVersion'] }],
		['SET_RECOVERY_LOCK', { newPassword: 'p' }, { newPassword: 'p' }],
		['SET_RECOVERY_LOCK', { clearRecoveryLock: true }, { newPassword: '' }],
		['DELETE_USER', { deleteAllUsers: true }, { deleteAllUsers: true }],
		['PROFILE_LIST', { jsonFields: '{ "managedOnly": true }' }, { managedOnly: true }],
		[
			'SETTINGS',
			{
				settings: { bluetooth: false, dataRoaming: true, recommendationCadence: 'ALLOW_ALL_UPDATES', deviceName: 'A' },
			},
			{
				bluetooth: false,
				dataRoaming: 'ENABLE_DATA_ROAMING',
				deviceName: 'A',
				softwareUpdateSettings: { recommendationCadence: 'ALLOW_ALL_UPDATES' },
			},
		],
	])('%s: %j', async (commandType, fields, expected) => {
		expect(await data({ commandType, ...fields })).toEqual([{ ...expected, commandType }]);
	});

	test.each<[string, INodeParameters, RegExp]>([
		['SET_RECOVERY_LOCK', { newPassword: '' }, /"Set Recovery Lock" needs New Password/],
		['ENABLE_LOST_MODE', {}, /"Enable Lost Mode" needs Message or Phone Number/],
		['DELETE_USER', {}, /"Delete User" needs Username or Delete All Users/],
		['ERASE_DEVICE', { pin: 12_345 }, /PIN does not have 6 characters/],
	])('%s with %j is refused before anything is sent', async (commandType, fields, message) => {
		expect((await send({ ...DEVICE, commandType, ...fields })).error?.message).toMatch(message);
		expect(bench.requests).toEqual([]);
	});

	test("the fields of the form are those of Jamf's document", () => {
		const schemas = readCommandSchemas();
		expect(Object.keys(COMMANDS).sort()).toEqual([...schemas.keys()].sort());
		for (const [name, { commands, path = name }] of Object.entries(COMMAND_FIELDS)) {
			if (name === 'clearRecoveryLock') continue;
			for (const command of commands) expect([...(schemas.get(command) ?? [])]).toContain(path.split('.')[0]);
		}
	});
});

describe('workflows that were saved before devices could be selected', () => {
	const shown = (parameters: INodeParameters) => {
		const { description } = new JamfPro();
		const chosen = { resource: 'mdmCommand', operation: 'send', ...parameters };
		const values = NodeHelpers.getNodeParameters(description.properties, chosen, true, false, STUB, description) ?? {};
		return description.properties
			.filter((property) => NodeHelpers.displayParameter(values, property, STUB, description))
			.map(({ name }) => name);
	};

	test('show and use their management IDs, without the other fields for devices', async () => {
		const saved = { managementIds: 'a', commandType: 'RESTART_DEVICE', commandFields: '{ "notifyUser": true }' };
		const names = shown(saved);
		expect(names).toEqual(expect.arrayContaining(['managementIds', 'commandFields']));
		expect(names.filter((name) => /^(computerId|deviceType|devices|devicesBy|mobileDeviceId)$/.test(name))).toEqual([]);
		await send(saved);
		expect(sent()).toEqual([commandOf(['a'], { notifyUser: true, commandType: 'RESTART_DEVICE' })]);
	});

	test('new forms have neither', () => {
		const names = shown({});
		expect(names).toEqual(expect.arrayContaining(['deviceType', 'devicesBy', 'computerId']));
		expect(names.filter((name) => /^(managementIds|commandFields)$/.test(name))).toEqual([]);
	});
});

test('sends a command with fields in JSON', async () => {
	const run = await send({
		managementIds: 'a, b',
		commandType: 'DEVICE_LOCK',
		commandFields: '{ "pin": "123456" }',
		confirm: true,
	});
	expect(run.json).toHaveLength(2);
	expect(sent()).toEqual([
		{
			clientData: [{ managementId: 'a' }, { managementId: 'b' }],
			commandData: { pin: '123456', commandType: 'DEVICE_LOCK' },
		},
	]);
});

test('sends a command from JSON, also one that is newer than this package', async () => {
	const body = { clientData: [{ managementId: 'a' }], commandData: { commandType: 'BRAND_NEW' } };
	const refused = await send({ bodyMode: 'json', body: JSON.stringify(body) });
	expect(refused.error?.message).toContain('"BRAND_NEW" is destructive and was not confirmed');
	expect(sent()).toEqual([]);
	// As a newer server accepts it.
	bench.simulator.fault({
		kind: 'status',
		status: 201,
		body: JSON.stringify([{ id: '7', href: '/v2/mdm/commands' }]),
		contentType: 'application/json',
		method: 'POST',
		path: /\/mdm\/commands$/,
		times: 1,
	});
	expect((await send({ bodyMode: 'json', body: JSON.stringify(body), confirm: true })).json).toHaveLength(1);
	expect(sent()).toEqual([body]);
});

test('shows Confirm after the command, and only for destructive commands', () => {
	const { description } = new JamfPro();
	const shownFor = (commandType: string) => {
		const chosen = { resource: 'mdmCommand', operation: 'send', commandType };
		const values = NodeHelpers.getNodeParameters(description.properties, chosen, true, false, STUB, description) ?? {};
		return description.properties
			.filter((property) => NodeHelpers.displayParameter(values, property, STUB, description))
			.map(({ name }) => name);
	};
	for (const harmless of ['DEVICE_INFORMATION', 'RESTART_DEVICE']) expect(shownFor(harmless)).not.toContain('confirm');
	for (const harmful of ['ERASE_DEVICE', 'SET_RECOVERY_LOCK', 'SHUT_DOWN_DEVICE', '={{ $json.command }}']) {
		const names = shownFor(harmful);
		expect(names.indexOf('confirm')).toBe(names.indexOf('commandType') + 1);
	}
});

test('requires confirmation only for destructive commands', async () => {
	for (const [commandType, { destructive }] of Object.entries(COMMANDS)) {
		const { error } = await send({ managementIds: 'a', commandType });
		expect({ commandType, refused: error?.message.includes('was not confirmed') ?? false }).toEqual({
			commandType,
			refused: destructive ?? false,
		});
	}
	expect(Object.keys(COMMANDS)).toHaveLength(35);
});

test.each([
	[{ managementIds: ' , ', commandType: 'SECURITY_INFO' }, /No management ID is set/],
	[{ bodyMode: 'json', body: '{}' }, /does not contain a command/],
	[{ managementIds: 'a', commandType: 'SECURITY_INFO', commandFields: '{ "pin": ' }, /not valid JSON/],
])('rejects %j and sends nothing', async (parameters, message) => {
	expect((await send(parameters)).error?.message).toMatch(message);
	expect(sent()).toEqual([]);
});
