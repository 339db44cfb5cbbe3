import { type Simulator, startSimulator } from '../../simulator';
import { Session } from './testClient';

let at = Date.UTC(2026, 10, 1, 12);
let simulator: Simulator;
let session: Session;
beforeAll(async () => {
	simulator = await startSimulator({ computers: 5, now: () => at, tokenLifetimeSeconds: 86_400 });
	session = await Session.open(simulator);
});
afterAll(async () => await simulator.close());

/** The management ID of a computer. */
const managed = (id: number) => simulator.state.computers.profile(id).managementId;
const COMMANDS = '/api/v2/mdm/commands';
const PLANS = '/api/v1/managed-software-updates/plans';

interface Row {
	uuid: string;
	commandState: string;
	commandType: string;
	client: { managementId: string; clientType: string };
	dateSent: string;
	dateCompleted: string | null;
	commandError: Record<string, unknown> | null;
}

async function send(managementIds: string[], commandType = 'DEVICE_INFORMATION'): Promise<string[]> {
	const clientData = managementIds.map((managementId) => ({ managementId }));
	const { status, json } = await session.send('POST', COMMANDS, { clientData, commandData: { commandType } });
	expect(status).toBe(201);
	return (json as Array<{ id: string }>).map(({ id }) => id);
}

async function list(filter: string): Promise<Row[]> {
	const { json } = await session.get(`${COMMANDS}?filter=${encodeURIComponent(filter)}`);
	return (json as { results: Row[] }).results;
}

const stateOf = async (uuid: string) => (await list(`uuid==${uuid}`))[0]?.commandState;

describe('an MDM command (jamf-behavior 7.6)', () => {
	it('is pending, then acknowledged', async () => {
		const [uuid = ''] = await send([managed(1)]);
		const [sent] = await list(`uuid=="${uuid}"`);
		expect(sent).toMatchObject({
			uuid,
			commandState: 'PENDING',
			commandType: 'DEVICE_INFORMATION',
			client: { managementId: managed(1), clientType: 'COMPUTER' },
			dateSent: '2026-11-01T12:00:00.000Z',
			dateCompleted: null,
		});
		at += 2000;
		expect((await list(`uuid=="${uuid}"`))[0]).toMatchObject({
			commandState: 'ACKNOWLEDGED',
			dateCompleted: '2026-11-01T12:00:02.000Z',
		});
	});

	it('is put off, fails with an error, gets no response, or disappears', async () => {
		const error = {
			errorCode: 12_040,
			errorDomain: 'MCMDMErrorDomain',
			errorLocalizedDescription: 'The PIN is not valid.',
			errorEnglishDescription: null,
		};
		simulator.devices.respondToCommands(managed(2), [
			{ afterMs: 1000, state: 'NOT_NOW' },
			{ afterMs: 60_000, state: 'ERROR', error },
		]);
		simulator.devices.respondToCommands(managed(3), []);
		simulator.devices.respondToCommands(managed(4), [
			{ afterMs: 1000, state: 'ACKNOWLEDGED' },
			{ afterMs: 2000, state: 'REMOVED' },
		]);
		simulator.devices.respondToCommands(managed(5), [{ afterMs: 0, state: 'COMMAND_FORMAT_ERROR' }]);
		const uuids = await send([2, 3, 4, 5].map(managed), 'DEVICE_LOCK');
		const states = async () => await Promise.all(uuids.map(stateOf));
		at += 1000;
		expect(await states()).toEqual(['NOT_NOW', 'PENDING', 'ACKNOWLEDGED', 'COMMAND_FORMAT_ERROR']);
		at += 86_400_000;
		session = await Session.open(simulator);
		expect(await states()).toEqual(['ERROR', 'PENDING', undefined, 'COMMAND_FORMAT_ERROR']);
		expect((await list(`uuid==${uuids[0]}`))[0]?.commandError).toEqual(error);
	});

	it('is found by the words of the filter, which are not those of the response', async () => {
		const [uuid] = await send([managed(3)], 'SECURITY_INFO');
		const found = async (status: string) =>
			(await list(`clientManagementId==${managed(3)};command==SECURITY_INFO;status==${status}`)).map(
				(each) => each.uuid,
			);
		expect([await found('Pending'), await found('NotNow'), await found('PENDING_')]).toEqual([[uuid], [], []]);
		expect((await list(`active==true;command==SECURITY_INFO`)).map((each) => each.uuid)).toEqual([uuid]);
	});

	it('needs a filter, and compares dates only with greater than and less than', async () => {
		const status = async (query: string) => (await session.get(`${COMMANDS}${query}`)).status;
		const dated = (operator: string) => `?filter=${encodeURIComponent(`dateSent${operator}2026-11-01T12:00:00.000Z`)}`;
		expect(await status('')).toBe(400);
		expect(await Promise.all(['==', '!='].map(async (each) => await status(dated(each))))).toEqual([400, 400]);
		expect(await Promise.all(['=gt=', '=le=', '<', '>='].map(async (each) => await status(dated(each))))).toEqual([
			200, 200, 200, 200,
		]);
	});

	it('is also listed by the older route, for at most 40 UUIDs', async () => {
		const uuids = await send([managed(1), managed(3)]);
		const older = (asked: string[]) => session.get(`/api/v1/mdm/commands?uuids=${asked.join(',')}`);
		expect(((await older(uuids)).json as Row[]).map(({ uuid }) => uuid)).toEqual(uuids);
		expect((await older(Array.from({ length: 41 }, () => 'x'))).status).toBe(414);
	});
});

describe('operations that send commands (jamf-behavior 7.2)', () => {
	it('redeploys the framework', async () => {
		const { status, json } = await session.send('POST', '/api/v1/jamf-management-framework/redeploy/1', undefined);
		const { commandUuid } = json as { commandUuid: string };
		expect([status, await stateOf(commandUuid)]).toEqual([202, 'PENDING']);
	});

	it('deploys a package, and says what was queued only if asked', async () => {
		const manifest = { url: 'https://example.com/a.pkg', hash: 'd', hashType: 'MD5', bundleId: 'a.b' };
		const more = { bundleVersion: '1', title: 'A', sizeInBytes: 1 };
		const deploy = async (query: string) =>
			(
				await session.send('POST', `/api/v1/deploy-package${query}`, {
					manifest: { ...manifest, ...more },
					devices: [1, 99],
				})
			).json as { queuedCommands?: Array<{ device: number; commandUuid: string }>; errors?: unknown[] };
		expect(await deploy('')).toEqual({});
		const { queuedCommands = [], errors } = await deploy('?verbose=true');
		expect(errors).toEqual([{ device: 99, reason: expect.any(String) }]);
		expect(queuedCommands).toEqual([{ device: 1, commandUuid: expect.any(String) }]);
		expect((await list(`uuid==${queuedCommands[0]?.commandUuid}`))[0]).toMatchObject({
			commandType: 'INSTALL_ENTERPRISE_APPLICATION',
			client: { managementId: managed(1) },
		});
	});
});

describe('a software update plan (jamf-behavior 7.4)', () => {
	const config = { updateAction: 'DOWNLOAD_INSTALL', versionType: 'LATEST_ANY' };
	const create = async (ids: string[]) => {
		const devices = ids.map((deviceId) => ({ deviceId, objectType: 'COMPUTER' }));
		const { status, json } = await session.send('POST', PLANS, { devices, config });
		expect(status).toBe(201);
		return (json as { plans: Array<{ planId: string }> }).plans.map(({ planId }) => planId);
	};
	const plan = async (id: string) =>
		(await session.get(`${PLANS}/${id}`)).json as { status: { state: string; errorReasons: string[] } };

	it('is completed after a while, and has events', async () => {
		const [id = ''] = await create(['1']);
		expect((await plan(id)).status).toEqual({ state: 'Init', errorReasons: [] });
		at += 20_000;
		expect((await plan(id)).status.state).toBe('PlanCompleted');
		const { events } = (await session.get(`${PLANS}/${id}/events`)).json as { events: string };
		const { events: parsed } = JSON.parse(events) as { events: Array<{ state: string }> };
		expect(parsed.map(({ state }) => state)).toEqual([
			'Init',
			'PendingPlanValidation',
			'DDMPlanScheduled',
			'PlanCompleted',
		]);
	});

	it('fails with reasons, and is listed by its UUID', async () => {
		simulator.devices.carryOutPlans('2', [{ afterMs: 0, state: 'PlanFailed', errorReasons: ['NOT_SUPERVISED'] }]);
		const [failed = '', other = ''] = await create(['2', '3']);
		const filter = encodeURIComponent(`planUuid=in=("${failed}","${other}")`);
		const { results } = (await session.get(`${PLANS}?filter=${filter}`)).json as {
			results: Array<{ planUuid: string; status: { state: string } }>;
		};
		expect(Object.fromEntries(results.map(({ planUuid, status }) => [planUuid, status.state]))).toEqual({
			[failed]: 'PlanFailed',
			[other]: 'Init',
		});
		expect((await plan(failed)).status.errorReasons).toEqual(['NOT_SUPERVISED']);
	});

	it('is created for each member of a group', async () => {
		const group = { groupId: '1', objectType: 'COMPUTER_GROUP' };
		const { json } = await session.send('POST', `${PLANS}/group`, { group, config });
		expect((json as { plans: unknown[] }).plans).toHaveLength(5);
		const unknown = { group: { ...group, groupId: '999' }, config };
		expect((await session.send('POST', `${PLANS}/group`, unknown)).status).toBe(404);
	});
});
