import type { INodeParameters } from 'n8n-workflow';
import { proFields } from '../../nodes/shared/catalogue/lookup';
import { readCommandType, findCommandPrivileges } from '../../nodes/shared/errors/mdmCommandPrivileges';
import { PRIVILEGES } from '../../simulator/privileges';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 3 });
});
afterAll(async () => await bench.close());
beforeEach(() => {
	bench.simulator.clearFaults();
	bench.simulator.resetStats();
	bench.signInAs(bench.simulator.client);
});

const VIEW = 'View MDM command information in Jamf Pro API';

/** Signs in as a client with one role of this name. */
function signInAs(displayName: string, privileges: string[]): string {
	const client = bench.simulator.addClient({ displayName, privileges });
	bench.signInAs(client);
	return client.roleIds[0] ?? '';
}

/** The error of the node when the server refuses the request. */
async function told(resource: string, operation: string, parameters: INodeParameters = {}) {
	const { error } = await bench.pro(resource, operation, parameters);
	return { message: error?.message, hint: error?.description, httpCode: error?.httpCode };
}

describe('a missing privilege', () => {
	test('is named with the role that lacks it, when the client may read roles', async () => {
		const id = signInAs('Helpdesk', ['Read API Roles', 'Read Computers']);
		expect(await told('building', 'create', { fields: { mappingMode: 'defineBelow', value: { name: 'X' } } })).toEqual({
			message: 'The API client lacks the privilege "Create Buildings" (POST /v1/buildings, HTTP 403)',
			hint: expect.stringMatching(
				new RegExp(
					`^The client has the API role "Helpdesk" \\(ID ${id}\\)\\. Add what is missing to a role of the client`,
				),
			),
			httpCode: '403',
		});
	});

	test('is named alone when the role has the others', async () => {
		signInAs('Half', ['Read API Roles', 'Read Computer Check-In']);
		const { message } = await told('computer', 'redeployFramework', { id: locator('id', '1'), confirm: true });
		expect(message).toContain('lacks the privilege "Send Computer Remote Command to Install Package" (POST');
		expect(message).not.toContain('Check-In"');
	});

	test('does not count roles that could not be read as none', async () => {
		signInAs('Unlucky', ['Read API Roles', 'Read Computers']);
		bench.simulator.fault({ kind: 'status', status: 400, body: 'json', path: /api-roles/ });
		const { message, hint } = await told('building', 'getAll', { returnAll: true });
		expect(message).toBe(
			'The API client lacks a privilege. This request needs "Read Buildings" (GET /v1/buildings, HTTP 403)',
		);
		expect(hint).toMatch(/^Add what is missing to a role of the client/);
	});

	test('names all required privileges and the role IDs when the client may not read roles', async () => {
		const id = signInAs('Blind', ['Read Computers']);
		const { message, hint } = await told('building', 'getAll', { returnAll: true });
		expect(message).toBe(
			'The API client lacks a privilege. This request needs "Read Buildings" (GET /v1/buildings, HTTP 403)',
		);
		expect(hint).toMatch(new RegExp(`^The client has the API role with ID ${id}\\. `));
		expect(hint).not.toContain('Blind');
	});

	test('lists several roles one by one', async () => {
		signInAs('First', ['Read API Roles']);
		const client = bench.simulator.addClient({ roles: ['First'], privileges: ['Read Sites'], displayName: 'Second' });
		bench.signInAs(client);
		const { hint } = await told('building', 'getAll', { returnAll: true });
		expect(hint).toMatch(/^The client has the API role "First" \(ID \d+\) and "Second" \(ID \d+\)\. /);
	});

	test('reports the required privileges as unknown when Jamf does not document them', async () => {
		signInAs('Groups', ['Read API Roles']);
		bench.simulator.fault({ kind: 'status', status: 403, body: 'json', path: '/api/v1/notifications' });
		const { message } = await told('notification', 'getAll', { returnAll: true });
		expect(message).toContain('Jamf does not document which one this request needs (GET /v1/notifications, HTTP 403)');
	});

	test('suggests sites or a recent change when the roles have every privilege', async () => {
		bench.simulator.fault({ kind: 'status', status: 403, body: 'json', path: '/api/v1/buildings' });
		const { message, hint } = await told('building', 'getAll', { returnAll: true });
		expect(message).toContain('was rejected although the roles of the API client have "Read Buildings"');
		expect(hint).toMatch(/siteId.*just changed/);
	});

	test('is not reported when a site must be named (jamf-behavior 1.5)', async () => {
		signInAs('Readers', ['Read Buildings']);
		const detail = { code: 'INVALID_FIELD', field: 'siteId', description: 'siteId is required' };
		const body = JSON.stringify({ httpStatus: 403, errors: [detail] });
		bench.simulator.fault({ kind: 'status', status: 403, path: /buildings/, body, contentType: 'application/json' });
		const { message, hint } = await told('building', 'get', { id: locator('id', '1') });
		expect(message).toMatch(/limited to sites.*siteId is required/);
		expect(hint).toContain('siteId');
	});

	test('is not reported for a firewall', async () => {
		bench.simulator.fault({ kind: 'wafForbidden', path: '/api/v1/buildings' });
		const { message, hint } = await told('building', 'getAll', { returnAll: true });
		expect(message).toContain('A firewall in front of the Jamf server blocked the request');
		expect(hint).toContain('not a missing privilege');
		expect(bench.simulator.journal.filter(({ path }) => path.includes('/api-roles/'))).toEqual([]);
	});

	test('reads roles once, however many items are refused', async () => {
		signInAs('Once', ['Read API Roles']);
		const input = [{ json: {} }, { json: {} }, { json: {} }];
		const run = await bench.engine.runNode(
			'n8n-nodes-jamf.jamfPro',
			{ resource: 'building', operation: 'getAll', returnAll: true },
			{ input, onError: 'continueRegularOutput' },
		);
		expect(run.json).toHaveLength(3);
		for (const { error } of run.json) expect(error).toContain('lacks the privilege "Read Buildings"');
		expect(bench.requests.filter((request) => request.includes('/api-roles/'))).toHaveLength(1);
	});

	test('looks up the row of the path for a generic request', async () => {
		signInAs('Generic', ['Read API Roles']);
		const { message } = await told('apiRequest', 'send', { method: 'GET', path: '/v1/buildings/7/history' });
		expect(message).toContain('lacks the privilege "Read Buildings" (GET /v1/buildings/7/history, HTTP 403)');
	});
});

describe('the Classic API: a 401 means a missing privilege', () => {
	test.each([
		['/computers/id/1', 'Read Computers'],
		['/computers/serialnumber/C02', 'Read Computers'],
		['/computers/udid/A-B', 'Read Computers'],
	])('%s: %s', async (path, privilege) => {
		signInAs('Classic', ['Read API Roles', 'Read Categories']);
		const { error } = await bench.classic({ method: 'GET', path });
		expect(error?.message).toContain(`lacks the privilege "${privilege}" (GET ${path}, HTTP 401)`);
		expect(error?.description).toMatch(/^The client has the API role "Classic" \(ID \d+\)\. /);
	});

	test('names the privilege of an operation of the node', async () => {
		signInAs('Writer', ['Read API Roles']);
		const { error } = await bench.engine.runNode('n8n-nodes-jamf.jamfClassic', {
			resource: 'category',
			operation: 'delete',
			id: locator('id', '1'),
		});
		expect(error?.message).toContain('lacks the privilege "Delete Categories"');
	});
});

describe('MDM commands need a privilege of their own (jamf-behavior 7.1)', () => {
	const send = ({ commandType, ...commandFields }: INodeParameters) => ({
		confirm: true,
		managementIds: 'm',
		commandType: commandType ?? '',
		commandFields: JSON.stringify(commandFields),
	});
	const refuse = () =>
		bench.simulator.fault({ kind: 'status', status: 403, body: 'json', path: '/api/v2/mdm/commands' });

	test('names both when both are missing', async () => {
		signInAs('Nothing', ['Read API Roles']);
		const { message } = await told('mdmCommand', 'send', send({ commandType: 'SET_RECOVERY_LOCK', newPassword: 'p' }));
		expect(message).toBe(
			`The API client lacks the privilege "${VIEW}" and "Send Set Recovery Lock Command" (POST /v2/mdm/commands, HTTP 403): INVALID_PRIVILEGE: a privilege is missing`,
		);
	});

	test('names only that of the command, for either kind of device', async () => {
		refuse();
		signInAs('Viewer', ['Read API Roles', VIEW]);
		const { message } = await told('mdmCommand', 'send', send({ commandType: 'DEVICE_LOCK' }));
		expect(message).toContain(
			'lacks the privilege either "Send Computer Remote Lock Command" or "Send Mobile Device Remote Lock Command" (POST',
		);
	});

	test.each([
		['computer', 'Send Computer Remote Lock Command'],
		['mobileDevice', 'Send Mobile Device Remote Lock Command'],
	])('names only that for a %s, if this is the device type in the form', async (deviceType, privilege) => {
		refuse();
		signInAs('Viewer', ['Read API Roles', VIEW]);
		const parameters = {
			deviceType,
			devicesBy: 'managementId',
			devices: 'm',
			commandType: 'DEVICE_LOCK',
			confirm: true,
		};
		const { message } = await told('mdmCommand', 'send', parameters);
		expect(message).toContain(`lacks the privilege "${privilege}" (POST`);
	});

	test('names that of mobile devices when the client has the one for computers', async () => {
		refuse();
		signInAs('Computers', ['Read API Roles', VIEW, 'Send Computer Remote Lock Command']);
		const { message } = await told('mdmCommand', 'send', send({ commandType: 'DEVICE_LOCK' }));
		expect(message).toContain(
			'may lack the privilege "Send Mobile Device Remote Lock Command", which this request needs for some types of objects or devices',
		);
	});

	test('reports a command whose privilege is unknown', async () => {
		refuse();
		signInAs('Settings', ['Read API Roles', VIEW]);
		const { message, hint } = await told('mdmCommand', 'send', send({ commandType: 'SETTINGS', bluetooth: true }));
		expect(message).toContain(`was rejected although the roles of the API client have "${VIEW}"`);
		expect(hint).toContain('The command SETTINGS also needs its own Send privilege, which Jamf does not document.');
	});

	test('names it for a generic request too, without quoting the body', async () => {
		signInAs('Generic', []);
		const body = { clientData: [], commandData: { commandType: 'ERASE_DEVICE', pin: '824617' } };
		const { message, hint } = await told('apiRequest', 'send', {
			method: 'POST',
			path: '/v2/mdm/commands',
			bodyKind: 'json',
			json: JSON.stringify(body),
		});
		expect(message).toContain('"Send Computer Remote Wipe Command" or "Send Mobile Device Remote Wipe Command"');
		expect(`${message}${hint}`).not.toContain('824617');
	});

	test.each([
		['mdmCommand', 'sendBlankPush', VIEW],
		['mdmCommand', 'renewProfile', 'Send Command to Renew MDM Profile'],
		['computer', 'erase', 'Send Computer Remote Wipe Command'],
		['computer', 'removeMdmProfile', 'Send Computer Unmanage Command'],
		['mobileDevice', 'erase', 'Send Mobile Device Remote Wipe Command'],
		['mobileDevice', 'unmanage', 'Unmanage Mobile Devices'],
	])('%s %s: %s (jamf-behavior 7.2)', async (resource, operation, privilege) => {
		signInAs('Roles only', ['Read API Roles']);
		const value = { clientManagementIds: '["a"]', udids: '["a"]', pin: '123456' };
		const { message } = await told(resource, operation, {
			id: locator('id', '1'),
			confirm: true,
			fields: { mappingMode: 'defineBelow', value: known(resource, operation, value) },
		});
		expect(message).toContain(`lacks the privilege "${privilege}"`);
	});

	test('knows the privileges of all commands that can be sent, as servers name them', () => {
		const types = `APPLY_REDEMPTION_CODE CANCEL_ENHANCED_LOG_COLLECTION CERTIFICATE_LIST CLEAR_PASSCODE
			CLEAR_RESTRICTIONS_PASSWORD DECLARATIVE_MANAGEMENT DELETE_USER DEVICE_INFORMATION DEVICE_LOCATION DEVICE_LOCK
			DISABLE_LOST_MODE DISABLE_REMOTE_DESKTOP ENABLE_LOST_MODE ENABLE_REMOTE_DESKTOP ERASE_DEVICE
			INSTALLED_APPLICATION_LIST LOG_OUT_USER MANAGED_APPLICATION_LIST MANAGED_MEDIA_LIST PLAY_LOST_MODE_SOUND
			PROFILE_LIST PROVISIONING_PROFILE_LIST REFRESH_CELLULAR_PLANS RESTART_DEVICE REQUEST_MIRRORING SECURITY_INFO
			SETTINGS SET_AUTO_ADMIN_PASSWORD SET_RECOVERY_LOCK SHUT_DOWN_DEVICE STOP_MIRRORING
			TRIGGER_ENHANCED_LOG_COLLECTION UNLOCK_USER_ACCOUNT VALIDATE_APPLICATIONS VERIFY_RECOVERY_LOCK`.split(/\s+/);
		expect(types).toHaveLength(35);
		const names = types.flatMap((type) => findCommandPrivileges(type) ?? []);
		expect(names.filter((name) => !PRIVILEGES.includes(name))).toEqual([]);
		expect(types.filter((type) => findCommandPrivileges(type) === undefined)).toEqual([
			'CANCEL_ENHANCED_LOG_COLLECTION',
			'CERTIFICATE_LIST',
			'INSTALLED_APPLICATION_LIST',
			'LOG_OUT_USER',
			'MANAGED_APPLICATION_LIST',
			'MANAGED_MEDIA_LIST',
			'PROFILE_LIST',
			'PROVISIONING_PROFILE_LIST',
			'SECURITY_INFO',
			'SETTINGS',
			'TRIGGER_ENHANCED_LOG_COLLECTION',
			'VALIDATE_APPLICATIONS',
		]);
		expect(findCommandPrivileges('toString')).toBeUndefined();
	});

	test.each([[undefined], [null], ['x'], [[]], [{ commandData: null }], [{ commandData: { commandType: 7 } }]])(
		'does not treat %j as a command',
		(body) => expect(readCommandType(body)).toBeUndefined(),
	);
});

/** The fields in the form of an operation. */
function known(resource: string, operation: string, value: INodeParameters): INodeParameters {
	const names = fieldNames(resource, operation);
	return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

function fieldNames(resource: string, operation: string): string[] {
	const fields = proFields()[`${resource}.${operation}`];
	const rows = typeof fields === 'string' ? proFields()[fields] : fields;
	return Array.isArray(rows) ? rows.map(({ name }) => name) : [];
}
