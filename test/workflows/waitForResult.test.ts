import type { INodeParameters } from 'n8n-workflow';
import { clock } from '../../nodes/shared/operations/waitForResult/clock';
import { locator, TestBench } from '../../harness/testBench';

/** Retries of the client without their pauses. */
jest.mock('node:timers/promises', () => ({
	...jest.requireActual<object>('node:timers/promises'),
	setTimeout: async () => await Promise.resolve(),
}));

let at = Date.UTC(2026, 10, 1, 12);
/** The pauses of the wait, in which the clock of the server moves on. */
const pauses: number[] = [];
let onPause = () => {};

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 6, now: () => at, tokenLifetimeSeconds: 86_400 * 365, keepBodies: true });
	jest.spyOn(clock, 'now').mockImplementation(() => at);
	jest.spyOn(clock, 'sleep').mockImplementation(async (ms, signal) => {
		onPause();
		if (signal?.aborted === true) return await Promise.reject(new Error('aborted'));
		pauses.push(ms);
		at += ms;
	});
});
afterAll(async () => {
	jest.restoreAllMocks();
	await bench.close();
});
beforeEach(() => {
	bench.simulator.resetStats();
	bench.simulator.clearFaults();
	bench.signInAs(bench.simulator.client);
	pauses.splice(0);
	onPause = () => {};
});

const COMMANDS = '/api/v2/mdm/commands';
const VIEW = 'View MDM command information in Jamf Pro API';
const managed = (id: number) => bench.simulator.state.computers.profile(id).managementId;
const serial = (id: number) => bench.simulator.state.computers.profile(id).serialNumber;
const respond = (id: number, ...steps: Parameters<TestBench['simulator']['devices']['respondToCommands']>[1]) =>
	bench.simulator.devices.respondToCommands(managed(id), steps);

const writes = () => bench.simulator.journal.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'));
const filters = (path = COMMANDS) =>
	bench.simulator.journal
		.filter((each) => each.method === 'GET' && each.path === path)
		.map(({ query }) => new URLSearchParams(query).get('filter') ?? '');
/** The UUID of the last command that the server has for a device. */
const uuidOf = (id: number) =>
	bench.simulator.state.mdmCommands.commands.values().findLast(({ managementId }) => managementId === managed(id))
		?.uuid;

const RESTART = { commandType: 'RESTART_DEVICE', waitForResult: true };
const send = async (ids: number[], parameters: INodeParameters = {}) =>
	await bench.pro('mdmCommand', 'send', {
		devicesBy: 'serialNumber',
		devices: ids.map(serial).join(','),
		...RESTART,
		...parameters,
	});

describe('MDM Command: Send with Wait for Result', () => {
	test('outputs that the device acknowledged the command', async () => {
		const { json, error } = await send([1]);
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				id: uuidOf(1),
				href: expect.any(String),
				deviceId: '1',
				deviceName: bench.simulator.state.computers.profile(1).name,
				uuid: uuidOf(1),
				result: 'acknowledged',
				commandState: 'ACKNOWLEDGED',
				commandType: 'RESTART_DEVICE',
				managementId: managed(1),
				clientType: 'COMPUTER',
				dateSent: '2026-11-01T12:00:00.000Z',
				dateCompleted: '2026-11-01T12:00:02.000Z',
				errorText: null,
				errorCode: null,
				errorDomain: null,
			},
		]);
		expect(pauses).toEqual([1000, 1500]);
		expect(writes()).toHaveLength(1);
	});

	test('waits for each device up to the bound, which is not an error', async () => {
		const error = {
			errorCode: 12_021,
			errorDomain: 'MCMDMErrorDomain',
			errorLocalizedDescription: 'The command is not valid.',
			errorEnglishDescription: 'Not valid.',
		};
		respond(2, { afterMs: 3000, state: 'ERROR', error });
		respond(3);
		respond(4, { afterMs: 0, state: 'NOT_NOW' });
		respond(5, { afterMs: 0, state: 'COMMAND_FORMAT_ERROR' });
		const start = at;
		const run = await send([1, 2, 3, 4, 5]);
		expect(run.error).toBeUndefined();
		expect(run.json.map(({ deviceId, result, commandState }) => [deviceId, result, commandState])).toEqual([
			['1', 'acknowledged', 'ACKNOWLEDGED'],
			['2', 'failed', 'ERROR'],
			['3', 'pending', 'PENDING'],
			['4', 'pending', 'NOT_NOW'],
			['5', 'failed', 'COMMAND_FORMAT_ERROR'],
		]);
		expect(run.json[1]).toMatchObject({
			errorText: 'The command is not valid.',
			errorCode: 12_021,
			errorDomain: 'MCMDMErrorDomain',
		});
		const note = 'Still pending after 60 seconds. Read the status later with MDM Command: Get Status.';
		expect(run.json.map((each) => each.note)).toEqual([undefined, undefined, note, note, undefined]);
		expect(at - start).toBe(60_000);
		expect(pauses.slice(0, 4)).toEqual([1000, 1500, 2250, 3375]);
		expect(Math.max(...pauses)).toBe(10_000);
		// Only what is still pending is asked for again.
		expect(filters().at(-1)).toBe(`uuid=in=("${uuidOf(3)}","${uuidOf(4)}")`);
		expect(writes()).toHaveLength(1);
	});

	test('has its own bound', async () => {
		respond(3);
		const start = at;
		const { json } = await send([3], { maxWait: 5 });
		expect([json[0]?.result, at - start]).toEqual(['pending', 5000]);
		bench.simulator.resetStats();
		const { error } = await send([3], { maxWait: 7200 });
		expect(error?.message).toContain('at most 3600');
		expect(bench.requests).toEqual([]);
	});

	test('says when the record of the command disappears', async () => {
		respond(6, { afterMs: 0, state: 'NOT_NOW' }, { afterMs: 3000, state: 'REMOVED' });
		const { json } = await send([6], { commandType: 'ERASE_DEVICE', confirm: true });
		expect(json).toMatchObject([{ result: 'unknown', note: expect.stringMatching(/no longer has a record/) }]);
		expect(pauses.length).toBeLessThan(6);
	});

	test('finds the command if the response does not have its UUID', async () => {
		await send([1], { waitForResult: false });
		at += 86_400_000;
		bench.simulator.fault({
			kind: 'status',
			status: 201,
			contentType: 'application/json',
			body: '[{"id":"7","href":"/v2/mdm/commands"}]',
			method: 'POST',
			path: COMMANDS,
			late: true,
		});
		const { json } = await send([1]);
		expect(json).toMatchObject([{ id: '7', uuid: uuidOf(1), result: 'acknowledged' }]);
		// Once it is known, it is asked for by its UUID.
		expect(filters()).toEqual([
			`clientManagementId=="${managed(1)}";command=="RESTART_DEVICE"`,
			`uuid=="${uuidOf(1)}"`,
		]);
	});

	test('asks for one command at a time where the server does not find several (jamf-behavior 7.6)', async () => {
		const body = '{"totalCount":0,"results":[]}';
		bench.simulator.fault({
			kind: 'status',
			status: 200,
			contentType: 'application/json',
			body,
			path: /commands\?.*in%3D/,
		});
		const { json } = await send([1, 1, 2]);
		expect(json.map(({ result }) => result)).toEqual(['acknowledged', 'failed']);
	});

	test('changes nothing in a preview', async () => {
		const { json } = await send([1], { previewOnly: true });
		expect(json).toMatchObject([{ preview: true, method: 'POST', path: '/v2/mdm/commands' }]);
		expect([writes(), filters(), pauses]).toEqual([[], [], []]);
	});
});

describe('a wait that fails never loses or repeats what was sent', () => {
	test.each([
		['a refusal', { kind: 'status', status: 403, body: 'json' } as const, 'HTTP 403'],
		['a rejected filter', { kind: 'status', status: 400, body: 'json' } as const, 'HTTP 400'],
		['an outage', { kind: 'status', status: 503 } as const, 'HTTP 503'],
		['a login page', { kind: 'html200' } as const, 'not'],
	])('%s', async (_, fault, reason) => {
		bench.simulator.fault({ ...fault, method: 'GET', path: COMMANDS });
		const run = await send([1]);
		expect(run.error).toBeUndefined();
		expect(run.json).toMatchObject([{ id: uuidOf(1), deviceId: '1', result: 'unknown' }]);
		expect(run.json[0]?.note).toContain(reason);
		expect(run.json[0]?.note).toContain(
			'The command was sent, so do not send it again. Read the status later with MDM Command: Get Status.',
		);
		expect(writes()).toHaveLength(1);
	});

	test('an outage that ends is no problem', async () => {
		bench.simulator.fault({ kind: 'status', status: 503, method: 'GET', path: COMMANDS, times: 8 });
		expect((await send([1])).json).toMatchObject([{ result: 'acknowledged' }]);
		expect(writes()).toHaveLength(1);
	});

	test('the user stops the execution', async () => {
		respond(3);
		const stop = new AbortController();
		onPause = () => {
			if (pauses.length === 2) stop.abort();
		};
		const parameters = { devicesBy: 'one', computerId: locator('id', '3'), ...RESTART };
		await bench.pro('mdmCommand', 'send', parameters, { signal: stop.signal });
		expect([writes().length, filters().length]).toEqual([1, 2]);
	});
});

describe('other operations that send commands', () => {
	test('Computer: Redeploy Jamf Management Framework', async () => {
		const { json } = await bench.pro('computer', 'redeployFramework', { id: locator('id', '1'), waitForResult: true });
		expect(json).toMatchObject([{ deviceId: '1', commandUuid: uuidOf(1), result: 'acknowledged' }]);
	});

	test('names the missing privilege, and keeps the UUID', async () => {
		bench.signInWith(['Send Computer Remote Command to Install Package', 'Read Computer Check-In', 'Read API Roles']);
		const { json } = await bench.pro('computer', 'redeployFramework', { id: locator('id', '1'), waitForResult: true });
		expect(json).toMatchObject([{ commandUuid: uuidOf(1), result: 'unknown', note: expect.stringContaining(VIEW) }]);
	});

	test('Package: Deploy, which then asks for the commands', async () => {
		respond(2, { afterMs: 0, state: 'ERROR' });
		const body = {
			manifest: { url: 'u', hash: 'h', hashType: 'MD5', bundleId: 'b', bundleVersion: '1', title: 't', sizeInBytes: 1 },
			devices: [1, 2, 99],
		};
		const parameters = { bodyMode: 'json', body: JSON.stringify(body), waitForResult: true };
		const { json } = await bench.pro('package', 'deploy', parameters);
		expect(writes().map(({ query }) => query)).toEqual(['verbose=true']);
		expect(json).toMatchObject([
			{
				queuedCommands: [
					{ device: 1, commandUuid: uuidOf(1), result: 'acknowledged' },
					{ device: 2, commandUuid: uuidOf(2), result: 'failed' },
				],
				errors: [{ device: 99 }],
			},
		]);
	});

	test('Managed Software Update Plan: Create', async () => {
		const { devices } = bench.simulator;
		devices.carryOutPlans('2', [{ afterMs: 4000, state: 'PlanFailed', errorReasons: ['NO_DISK_SPACE'] }]);
		devices.carryOutPlans('3', [{ afterMs: 0, state: 'DDMPlanScheduled' }]);
		const body = {
			devices: ['1', '2', '3'].map((deviceId) => ({ deviceId, objectType: 'COMPUTER' })),
			config: { updateAction: 'DOWNLOAD_INSTALL', versionType: 'LATEST_ANY' },
		};
		const parameters = { bodyMode: 'json', body: JSON.stringify(body), waitForResult: true };
		const { json } = await bench.pro('managedSoftwareUpdatePlan', 'create', parameters);
		expect(json).toMatchObject([
			{
				plans: [
					{ device: { deviceId: '1' }, result: 'completed', state: 'PlanCompleted', errorReasons: [] },
					{ device: { deviceId: '2' }, result: 'failed', state: 'PlanFailed', errorReasons: ['NO_DISK_SPACE'] },
					{
						device: { deviceId: '3' },
						result: 'pending',
						state: 'DDMPlanScheduled',
						note: 'Still pending after 60 seconds. Read the status later with Managed Software Update Plan: Get.',
					},
				],
			},
		]);
		expect(writes()).toHaveLength(1);
	});
});

describe('MDM Command: Get Status', () => {
	const get = async (parameters: INodeParameters) => await bench.pro('mdmCommand', 'getStatus', parameters);

	test('by UUID, in the order of the UUIDs', async () => {
		respond(3);
		await send([1, 3], { waitForResult: false });
		at += 5000;
		const unknown = '00000000-0000-4000-8000-000000000000';
		const { json } = await get({ commandUuids: [unknown, uuidOf(3), uuidOf(1)].join() });
		expect(json.map(({ uuid, result }) => [uuid, result])).toEqual([
			[unknown, 'unknown'],
			[uuidOf(3), 'pending'],
			[uuidOf(1), 'acknowledged'],
		]);
		expect(json[0]?.note).toContain('no record');
		expect((await get({ commandUuids: ' , ' })).error?.message).toBe('No command UUID is set.');
	});

	test('by device, the newest first', async () => {
		for (const commandType of ['SECURITY_INFO', 'CERTIFICATE_LIST', 'PROFILE_LIST']) {
			at += 1000;
			await send([1, 4], { commandType, waitForResult: false });
		}
		const device = { commandsBy: 'device', devicesBy: 'one', computerId: locator('id', '4') };
		const { json } = await get({ ...device, limit: 2 });
		expect(json.map(({ deviceId, commandType }) => [deviceId, commandType])).toEqual([
			['4', 'PROFILE_LIST'],
			['4', 'CERTIFICATE_LIST'],
		]);
		const both = { commandsBy: 'device', devicesBy: 'managementId', devices: [managed(1), managed(4)].join() };
		const { json: newest } = await get({ ...both, limit: 3 });
		expect(newest.map(({ commandType }) => commandType)).toEqual(['PROFILE_LIST', 'PROFILE_LIST', 'CERTIFICATE_LIST']);
	});
});
