import type { IDataObject, IPinData } from 'n8n-workflow';
import { readListedPrivileges, runExample } from '../../harness/examples';
import { TestBench } from '../../harness/testBench';
import type { SimulatorOptions } from '../../simulator';

let bench: TestBench;
let privileges: string[];
const open = async (options: SimulatorOptions) => {
	bench = await TestBench.open(options);
	bench.signInAs(bench.simulator.addClient({ displayName: 'n8n', privileges }));
};
afterEach(() => bench.close());

/** Runs an example with only the privileges that docs/examples.md lists. */
function describeExample(name: string, tests: () => void): void {
	describe(name, () => {
		beforeAll(() => (privileges = readListedPrivileges(name)));
		tests();
	});
}

describeExample('return-to-service-for-ipads', () => {
	const PROFILE =
		'<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>PayloadType</key></dict></plist>';
	const COMMANDS = 'POST /api/v2/mdm/commands';
	const APPROVED = { 'Ask for Approval': [{ json: { data: { approved: true } } }] };

	/** Two managed iPads and one that is not, and the configuration with its Wi-Fi profile. */
	const prepare = async () => {
		await open({ computers: 1, keepBodies: true });
		const { simulator } = bench;
		const { classic } = simulator.state;
		const store = classic.store('mobiledevices');
		for (const [serial_number, managed] of [
			['DMPX1', true],
			['DMPX2', true],
			['DMPX3', false],
		] as const) {
			const id = simulator.devices.enroll('mobileDevices');
			const { general } = store.read(id) as { general: object };
			store.write(id, {
				...store.read(id),
				general: { ...general, name: `iPad ${serial_number}`, serial_number, managed },
			});
		}
		const wifiProfileId = String(
			classic.store('mobiledeviceconfigurationprofiles').insert({ general: { name: 'Wi-Fi', payloads: PROFILE } }),
		);
		bench.signInAs(simulator.client);
		const body = JSON.stringify({ displayName: 'iPads', wifiProfileId });
		await bench.pro('returnToService', 'create', { bodyMode: 'json', body });
		const path = '/v2/mobile-devices/detail?section=GENERAL&section=HARDWARE&page-size=100';
		const devices = (await bench.pro('apiRequest', 'send', { method: 'GET', path })).json as unknown as Array<{
			general: { managementId: string };
			hardware: { serialNumber: string };
		}>;
		bench.signInAs(simulator.addClient({ displayName: 'n8n', privileges }));
		return (serial: string) =>
			devices.find(({ hardware }) => hardware.serialNumber === serial)?.general.managementId ?? 'none';
	};
	const request = async (serialNumbers: string, pinned: IPinData = {}) =>
		await runExample(bench, 'return-to-service-for-ipads', {
			input: [{ json: { 'Serial Numbers': serialNumbers } }],
			pinned,
		});

	test('erases the devices of an approved list, with the Wi-Fi profile of the configuration', async () => {
		const managementIdOf = await prepare();
		const run = await request(' dmpx1\nDMPX2, DMPX1 ', APPROVED);
		const [report] = run.items('Report').map(({ sent }) => (sent as IDataObject).text);
		expect(report).toBe('Return to Service was sent to 2 devices: DMPX1, DMPX2');
		const sent = bench.simulator.journal.filter(({ path }) => path === '/api/v2/mdm/commands');
		expect(sent.map(({ body }) => JSON.parse(String(body)) as unknown)).toEqual([
			{
				clientData: ['DMPX1', 'DMPX2'].map((serial) => ({ managementId: managementIdOf(serial) })),
				commandData: {
					commandType: 'ERASE_DEVICE',
					returnToService: { enabled: true, wifiProfileData: Buffer.from(PROFILE).toString('base64') },
				},
			},
		]);
	});

	test('asks for approval with the list, and erases nothing without it', async () => {
		await prepare();
		const run = await request('DMPX1');
		const [{ message } = {}] = run.items('Ask for Approval').map(({ sent }) => sent as IDataObject);
		expect(message).toMatch(/^Erase these 1 devices and return them to service\?\n• iPad DMPX1 \(DMPX1\), .+, .+$/);
		expect(run.hasRun('Get Configuration')).toBe(false);
		expect(bench.requests).not.toContain(COMMANDS);
	});

	test.each([
		['an unknown serial number', 'DMPX1, NOSUCH', 'NOSUCH'],
		['an unmanaged device', 'DMPX1, DMPX3', 'DMPX3'],
	])('erases nothing if the list has %s', async (_, serialNumbers, missing) => {
		await prepare();
		const run = await request(serialNumbers, APPROVED);
		const text = `Nothing was erased.\nJamf Pro has no managed device with one of these serial numbers: ${missing}`;
		expect(run.items('Report Problem').map(({ sent }) => (sent as IDataObject).text)).toEqual([text]);
		expect(bench.requests).not.toContain(COMMANDS);
	});

	test('erases nothing if there are too many', async () => {
		await prepare();
		const run = await request(Array.from({ length: 31 }, (_, index) => `DMPX${index}`).join('\n'), APPROVED);
		const text = 'Nothing was erased.\n31 devices are more than the 30 that Settings allows.';
		expect(run.items('Report Problem').map(({ sent }) => (sent as IDataObject).text)).toEqual([text]);
		expect(bench.requests).not.toContain(COMMANDS);
	});
});

describeExample('lock-and-ticket-when-someone-leaves', () => {
	const add = (username: string, name: string, managementId: string | null) =>
		bench.simulator.state.computers.add({
			general: { name, managementId, remoteManagement: { managed: true } },
			hardware: { serialNumber: `SERIAL ${name}` },
			userAndLocation: { username },
		}).id;
	const leave = async (username?: string) =>
		await runExample(bench, 'lock-and-ticket-when-someone-leaves', { input: [{ json: { body: { username } } }] });
	const commands = () =>
		bench.simulator.journal
			.filter(({ path }) => path === '/api/v2/mdm/commands')
			.map(
				({ body }) =>
					JSON.parse(String(body)) as { clientData: Array<{ managementId: string }>; commandData: IDataObject },
			);

	test('locks the computers of the person and opens one ticket, also if one cannot be locked', async () => {
		await open({ computers: 3, keepBodies: true });
		const ids = [add('ben', 'Mac A', 'm-a'), add('ben', 'Mac B', 'm-b'), add('ben', 'Mac C', null)];
		add('bento', 'Mac D', 'm-d');
		const run = await leave(' ben ');
		const clients = commands().flatMap(({ clientData }) => clientData.map(({ managementId }) => managementId));
		expect(clients.sort()).toEqual(['m-a', 'm-b']);
		const pins = commands().map(({ commandData }) => String(commandData.pin));
		expect(commands().map(({ commandData: { commandType } }) => commandType)).toEqual(['DEVICE_LOCK', 'DEVICE_LOCK']);
		expect(pins.every((pin) => /^\d{6}$/.test(pin))).toBe(true);
		const [issue] = run.items('Create Jira Issue') as Array<{
			sent: { summary: string; additionalFields: { description: string } };
		}>;
		expect(issue?.sent.summary).toBe('Collect the computers of ben');
		const lines = issue?.sent.additionalFields.description.split('\n') ?? [];
		expect(lines.slice(0, 3)).toEqual([
			`• Mac A (SERIAL Mac A, Jamf ID ${ids[0]}): lock command sent`,
			`• Mac B (SERIAL Mac B, Jamf ID ${ids[1]}): lock command sent`,
			expect.stringMatching(new RegExp(`^• Mac C \\(SERIAL Mac C, Jamf ID ${ids[2]}\\): NOT LOCKED: .+`)),
		]);
		expect(pins.filter((pin) => lines.join('\n').includes(pin))).toEqual([]);
		expect(run.items('Answer: Ticket')).toEqual([
			{ sent: { responseBody: '{"ticket":"HELP-1"}', options: { responseCode: 201 } } },
		]);
	});

	test.each([['nobody'], ['*'], [''], [undefined]])('responds with 404 for %j', async (username) => {
		await open({ computers: 2, keepBodies: true });
		add('', 'Mac A', 'm-a');
		const run = await leave(username);
		expect(run.items('Answer: Not Found')).toMatchObject([{ sent: { options: { responseCode: 404 } } }]);
		expect([commands(), run.hasRun('Create Jira Issue')]).toEqual([[], false]);
	});

	test('locks nothing if many computers have the username', async () => {
		await open({ computers: 1, keepBodies: true });
		for (const name of ['A', 'B', 'C', 'D']) add('shared', name, name);
		const [{ sent } = {}] = (await leave('shared')).items('Answer: Too Many');
		expect(sent).toMatchObject({ options: { responseCode: 409 } });
		expect(commands()).toEqual([]);
	});
});
