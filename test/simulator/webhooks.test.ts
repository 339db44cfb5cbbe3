import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { listen } from '../../harness/listen';
import { type Simulator, startSimulator } from '../../simulator';
import { Classic, idIn } from './classic/classicClient';

interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

let simulator: Simulator;
let classic: Classic;
let receiver: Server;
let address: string;
let received: Received[];
/** The behavior of the receiver. */
let reaction: 'accept' | 'fail' | 'hang';

beforeAll(async () => {
	receiver = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
		request.on('end', () => {
			received.push({ path: request.url ?? '', headers: request.headers, body });
			if (reaction !== 'hang') response.writeHead(reaction === 'fail' ? 500 : 200).end();
		});
	});
	address = await listen(receiver);
});
afterAll(() => {
	receiver.closeAllConnections();
	receiver.close();
});

beforeEach(async () => {
	received = [];
	reaction = 'accept';
	simulator = await startSimulator({ computers: 20, tokenLifetimeSeconds: 3600 });
	classic = await Classic.open(simulator);
});
afterEach(() => simulator.close());

async function webhook(event: string, fields: Record<string, string> = {}): Promise<number> {
	const all = {
		name: `${event} hook`,
		enabled: 'true',
		url: `${address}/${event}`,
		content_type: 'application/json',
		event,
		...fields,
	};
	const { elements } = simulator.state.classic.type('webhooks');
	const inOrder = elements
		.filter(({ name }) => name in all)
		.map(({ name }) => `<${name}>${String(all[name as 'name'])}</${name}>`);
	return idIn(await classic.create('webhooks', `<webhook>${inOrder.join('')}</webhook>`));
}

const messages = () =>
	received.map(({ body }) => JSON.parse(body) as { webhook: object; event: Record<string, unknown> });

it('notifies the receiver of an enabled webhook once, in the format of jamf-behavior 6.3', async () => {
	const id = await webhook('ComputerAdded');
	await webhook('ComputerCheckIn');
	const before = Date.now();
	const computer = simulator.state.computers.add({ general: { name: 'New Mac' } });
	await simulator.deliveriesSettled();
	expect(received.map(({ path }) => path)).toEqual(['/ComputerAdded']);
	const [{ webhook: head, event }] = messages() as [ReturnType<typeof messages>[0]];
	expect(head).toEqual({
		id,
		name: 'ComputerAdded hook',
		webhookEvent: 'ComputerAdded',
		eventTimestamp: expect.any(Number) as number,
	});
	expect((head as { eventTimestamp: number }).eventTimestamp).toBeGreaterThanOrEqual(before);
	// IDs are numbers in webhooks.
	expect(event).toMatchObject({
		jssID: computer.id,
		deviceName: 'New Mac',
		serialNumber: expect.any(String) as string,
	});
	expect(simulator.deliveries).toEqual([{ webhookId: id, event: 'ComputerAdded', status: 200 }]);
});

it.each([
	['NONE', {}, {}],
	[
		'BASIC',
		{ username: 'ada', password: 'pass word' },
		{ authorization: `Basic ${Buffer.from('ada:pass word').toString('base64')}` },
	],
	['HEADER', { header: '{"X-Secret":"s3"}' }, { 'x-secret': 's3' }],
])('authenticates by %s (jamf-behavior 6.1)', async (kind, fields, expected) => {
	await webhook('PushSent', { authentication_type: kind, ...fields });
	await simulator.emit('PushSent', { type: 'BlankPush', jssID: 1 });
	expect(received[0]?.headers).toMatchObject({ 'content-type': 'application/json', ...expected });
	expect('authorization' in (received[0]?.headers ?? {})).toBe(kind === 'BASIC');
});

it('sends XML unless JSON is requested (jamf-behavior 6.1, 6.3)', async () => {
	await webhook('SCEPChallenge', { content_type: 'text/xml' });
	await simulator.emit('SCEPChallenge', { targetDevice: 'A & B' });
	expect(received[0]?.headers['content-type']).toBe('text/xml');
	expect(received[0]?.body).toMatch(
		/<JSSEvent><webhook>.*<\/webhook><event><targetDevice>A &amp; B<\/targetDevice><\/event><\/JSSEvent>$/,
	);
});

it('sends nothing for a disabled webhook, and only events of the chosen group (jamf-behavior 6.1)', async () => {
	await webhook('JSSShutdown', { enabled: 'false' });
	await webhook('SmartGroupComputerMembershipChange', { smart_group_id: '1' });
	await simulator.emit('JSSShutdown', {});
	await simulator.emit('SmartGroupComputerMembershipChange', { jssid: 2 });
	expect(received).toEqual([]);
	await simulator.emit('SmartGroupComputerMembershipChange', { jssid: 1 });
	expect(received).toHaveLength(1);
});

it('duplicates and delays deliveries on request (jamf-behavior 6.4)', async () => {
	await webhook('ComputerCheckIn', { read_timeout: '1' });
	await simulator.emit('ComputerCheckIn', { trigger: 'CLIENT_CHECKIN' }, { times: 3, pauseMs: 20 });
	expect(received).toHaveLength(3);
	expect(new Set(received.map(({ body }) => body)).size).toBe(1);
	expect(received[0]?.headers['user-agent']).toMatch(/^Java/);
});

it.each([
	['10.49.0', ['reportedIpAddress'], ['managementId', 'reportedIpV4Address']],
	['11.32.0', ['managementId', 'reportedIpV4Address', 'reportedIpV6Address'], ['reportedIpAddress']],
])('a computer of server %s has %j and not %j (jamf-behavior 6.3)', async (serverVersion, present, absent) => {
	await simulator.close();
	simulator = await startSimulator({ computers: 1, tokenLifetimeSeconds: 3600, serverVersion });
	classic = await Classic.open(simulator);
	await webhook('ComputerAdded');
	simulator.state.computers.add({ general: { name: 'New Mac' } });
	await simulator.deliveriesSettled();
	const names = Object.keys(messages()[0]?.event ?? {});
	expect(names).toEqual(expect.arrayContaining(present));
	expect(names.filter((name) => absent.includes(name))).toEqual([]);
});

it('never resends a rejected delivery (jamf-behavior 6.4)', async () => {
	await webhook('ComputerCheckIn');
	reaction = 'fail';
	expect(await simulator.emit('ComputerCheckIn', {})).toEqual([expect.objectContaining({ status: 500 })]);
	await webhook('DeviceRateLimited', { url: 'http://127.0.0.1:9/' });
	expect(await simulator.emit('DeviceRateLimited', {})).toEqual([
		expect.objectContaining({ status: 0, error: expect.stringMatching('ECONNREFUSED') as string }),
	]);
	expect(received).toHaveLength(1);
});

it('waits no longer than the read timeout (jamf-behavior 6.1)', async () => {
	await webhook('ComputerCheckIn', { read_timeout: '1' });
	reaction = 'hang';
	await webhook('ComputerAdded', { read_timeout: '3' });
	const ended: string[] = [];
	const emit = async (event: 'ComputerAdded' | 'ComputerCheckIn') => {
		const started = Date.now();
		expect(await simulator.emit(event, {})).toEqual([expect.objectContaining({ status: 0, error: 'read timeout' })]);
		ended.push(event);
		expect(Date.now() - started).toBeGreaterThan(900);
	};
	await Promise.all([emit('ComputerAdded'), emit('ComputerCheckIn')]);
	expect(ended).toEqual(['ComputerCheckIn', 'ComputerAdded']);
});

it('stops with the simulator', async () => {
	await webhook('ComputerAdded', { read_timeout: '15' });
	reaction = 'hang';
	simulator.state.computers.add();
	await new Promise((resolve) => setTimeout(resolve, 50));
	await simulator.close();
	expect(simulator.deliveries).toEqual([expect.objectContaining({ status: 0 })]);
});

it('are sent when inventory arrives, groups and enrollments change, and on every API call (jamf-behavior 6.2, 6.3)', async () => {
	const events = [
		'ComputerInventoryCompleted',
		'SmartGroupComputerMembershipChange',
		'SmartGroupUserMembershipChange',
		'MobileDeviceEnrolled',
		'MobileDeviceUnEnrolled',
	];
	for (const event of events) await webhook(event);
	const { state } = simulator;
	const [computer] = state.computers.values();
	if (!computer) throw new Error('no computer');
	state.computers.change(computer, { general: { assetTag: 'by an admin' } });
	state.computers.change(computer, { general: { reportDate: '2026-11-01T00:00:00Z' } });
	const group = state.computerGroups.read(1);
	if (!group) throw new Error('no group');
	state.computerGroups.write(1, { ...group, members: [2, 3, 4, 5, 6] });
	const users = '<users><user><id>1</id></user><user><id>9</id></user></users>';
	await classic.put('/usergroups/id/3', `<user_group>${users}</user_group>`);
	const added = state.classic.store('mobiledevices').insert({ general: { name: 'Fresh', managed: true } });
	state.classic.store('mobiledevices').write(added, { general: { name: 'Fresh', managed: false } });
	await simulator.deliveriesSettled();
	expect(received.map(({ path }) => path.slice(1)).sort()).toEqual([...events].sort());
	const of = (event: string) => messages()[received.findIndex(({ path }) => path === `/${event}`)]?.event;
	expect(of('SmartGroupComputerMembershipChange')).toMatchObject({
		jssid: 1,
		computer: true,
		smartGroup: true,
		groupAddedDevicesIds: [6],
		groupRemovedDevicesIds: [1],
	});
	expect(of('SmartGroupUserMembershipChange')).toMatchObject({ jssid: 3, groupAddedUserIds: [9] });
	expect(of('MobileDeviceEnrolled')).toMatchObject({ deviceName: 'Fresh', jssID: added });

	await webhook('RestAPIOperation');
	received = [];
	await classic.get('/policies/id/2');
	await simulator.deliveriesSettled();
	expect(messages().at(-1)?.event).toMatchObject({
		objectTypeName: 'policies',
		objectID: 2,
		restAPIOperationType: 'GET',
	});
});
