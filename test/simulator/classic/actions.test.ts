import { type Simulator, startSimulator } from '../../../simulator';
import { Classic, type Row } from './classicClient';

let simulator: Simulator;
let classic: Classic;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 40, tokenLifetimeSeconds: 3600 });
	classic = await Classic.open(simulator);
});
afterAll(() => simulator.close());

const commandsOf = (id: number, devices = 'computers') =>
	simulator.state.commands.values().filter(({ deviceId, devices: kind }) => kind === devices && deviceId === id);

describe('commands', () => {
	it('are sent to several devices by ID and can be looked up', async () => {
		const response = await classic.post('/computercommands/command/EnableRemoteDesktop/id/1,2');
		expect(response.status).toBe(201);
		const [, uuid = ''] = /<command_uuid>([^<]+)<\/command_uuid>/.exec(response.text) ?? [];
		expect(commandsOf(1)).toEqual([expect.objectContaining({ uuid, name: 'EnableRemoteDesktop', status: 'Pending' })]);
		expect(commandsOf(2)).toHaveLength(1);
		expect(await classic.json(`/computercommands/uuid/${uuid}`)).toMatchObject({
			uuid,
			command: 'EnableRemoteDesktop',
		});
		expect((await classic.get('/computercommands/uuid/nothing')).status).toBe(404);
		expect((await classic.get('/computercommands/name/EnableRemoteDesktop')).text).toContain(uuid);
		const mobile = await classic.post('/mobiledevicecommands/command/UpdateInventory/id/3');
		expect([mobile.status, commandsOf(3, 'mobiledevices').length]).toEqual([201, 1]);
	});

	it('are sent to no device when one is unknown', async () => {
		expect((await classic.post('/computercommands/command/EnableRemoteDesktop/id/9,999')).status).toBe(404);
		expect(commandsOf(9)).toEqual([]);
	});

	it.each([
		['/computercommands/command/BlankPush/id/1', '11.27.0', '11.28.0'],
		['/computercommands/command/DeleteUser/id/1', '11.27.0', '11.28.0'],
		['/mobiledevicecommands/command/DeviceLock/id/1', '11.19.0', '11.20.0'],
		['/mobiledevicecommands/command/EraseDevice/id/1', '11.19.0', '11.20.0'],
		['/mobiledevicecommands/command/ClearPasscode/id/1', '11.27.0', '11.28.0'],
		['/mobiledevicecommands/command/RestartDevice/id/1', '11.27.0', '11.28.0'],
		['/mobiledevicecommands/command/DisableLostMode/id/1', '11.27.0', '11.28.0'],
	])('%s works in %s and is removed in %s (jamf-behavior 4.6)', async (path, before, since) => {
		const statuses = [];
		for (const serverVersion of [before, since]) {
			const other = await startSimulator({ serverVersion, tokenLifetimeSeconds: 3600 });
			statuses.push((await (await Classic.open(other)).post(path)).status);
			await other.close();
		}
		expect(statuses).toEqual([201, 404]);
	});

	it('pending ones are flushed for a device and for the members of a group (jamf-behavior 5.5)', async () => {
		await classic.post('/computercommands/command/EnableRemoteDesktop/id/20,21');
		expect((await classic.remove('/commandflush/computers/id/20/status/Pending+Failed')).status).toBe(200);
		expect([commandsOf(20).length, commandsOf(21).length]).toEqual([0, 1]);
		const member = '<computers><computer><id>21</id></computer></computers>';
		const group = await classic.create(
			'computergroups',
			`<computer_group><name>Flushed</name>${member}</computer_group>`,
		);
		const [, id] = /<id>(\d+)/.exec(group.text) ?? [];
		expect((await classic.remove(`/commandflush/computergroups/id/${id}/status/Failed`)).status).toBe(200);
		expect(commandsOf(21)).toHaveLength(1);
		await classic.remove(`/commandflush/computergroups/id/${id}/status/Pending`);
		expect(commandsOf(21)).toEqual([]);
		expect((await classic.remove('/commandflush/computers/id/20/status/Done')).status).toBe(400);
	});

	it('flush logs by interval', async () => {
		const flushed = await classic.remove('/logflush/policies/interval/Six+Months');
		// Only a prolog (jamf-behavior 5.1).
		expect([flushed.status, flushed.text]).toEqual([200, '<?xml version="1.0" encoding="UTF-8"?>']);
		expect((await classic.remove('/logflush/policy/id/1/interval/Zero+Days')).status).toBe(200);
		expect((await classic.remove('/logflush/policies/interval/sometimes')).status).toBe(400);
	});
});

describe('file uploads', () => {
	const bytes = Uint8Array.from({ length: 5000 }, (_, index) => index % 256);
	const upload = (path: string, field = 'name') => {
		const form = new FormData();
		form.append(field, new Blob([bytes], { type: 'image/png' }), 'icon é.png');
		return classic.session.send('POST', `/JSSResource/fileuploads${path}`, form);
	};

	it('store the bytes of the part named "name" (jamf-behavior 5.9)', async () => {
		expect((await upload('/policies/id/2')).status).toBe(201);
		const stored = simulator.state.uploads.values().at(-1);
		expect(stored).toMatchObject({ resource: 'policies', objectId: 2, name: 'icon é.png', contentType: 'image/png' });
		expect(stored?.content.equals(bytes)).toBe(true);
		const general = (await classic.json('/computers/id/4')).general as Row;
		expect((await upload(`/computers/name/${encodeURIComponent(String(general.name))}`)).status).toBe(201);
		expect(simulator.state.uploads.values().at(-1)).toMatchObject({ resource: 'computers', objectId: 4 });
	});

	it.each([
		['another field', '/policies/id/2', 'file', 400],
		['an unknown object', '/policies/id/99', 'name', 404],
		['an unknown resource', '/scripts/id/1', 'name', 404],
		['another way to name the object', '/policies/serial/1', 'name', 400],
	])('reject %s', async (_, path, field, status) => {
		expect((await upload(path, field)).status).toBe(status);
	});
});
