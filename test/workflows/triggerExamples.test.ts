import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readListedPrivileges, readExample, runExample } from '../../harness/examples';
import { TestBench } from '../../harness/testBench';
import { findEvent } from '../../nodes/JamfProTrigger/events';
import { simplify } from '../../nodes/JamfProTrigger/simplify';
import type { SimulatorOptions } from '../../simulator';
import { createBody, NEWER } from '../JamfProTrigger/payloads';

let bench: TestBench;
let privileges: string[];
const open = async (options: SimulatorOptions) => {
	bench = await TestBench.open(options);
	bench.signInAs(bench.simulator.addClient({ displayName: 'n8n', privileges }));
};
afterEach(() => bench.close());

/** Runs an example with only the privileges that the README names. */
function describeExample(name: string, tests: () => void): void {
	describe(name, () => {
		beforeAll(() => (privileges = readListedPrivileges(name)));
		tests();
	});
}

describeExample('announce-enrollments', () => {
	test('sends one message with the Jamf Pro data of the computer', async () => {
		await open({ computers: 20 });
		const { serialNumber, name, realname, system, model } = bench.simulator.state.computers.profile(12);
		const [{ json } = { json: {} as IDataObject }] = readPinned('announce-enrollments');
		const computer = { ...(json.computer as IDataObject), id: '12' };
		const run = await runExample(bench, 'announce-enrollments', { input: [{ json: { ...json, computer } }] });
		const text = [
			`New computer: ${name} (${serialNumber})`,
			`${model.name}, macOS ${system.version}`,
			`User: ${realname}, department of the event: Design`,
		].join('\n');
		expect(run.items('Send to Slack').map(({ sent: message }) => message)).toEqual([
			{ channelId: { __rl: true, mode: 'name', value: '#jamf' }, text },
		]);
	});
});

describeExample('smart-group-to-tickets', () => {
	const changed = async (addedIds: string[]) => {
		const [{ json } = { json: {} }] = readPinned('smart-group-to-tickets');
		return await runExample(bench, 'smart-group-to-tickets', { input: [{ json: { ...json, addedIds } }] });
	};
	const members = () =>
		bench.simulator.state.computerGroups.values().find(({ name }) => name === 'Needs Attention')?.members;

	test('adds new members to the static group and opens one ticket each, even when they come back', async () => {
		await open({ computers: 20 });
		bench.simulator.state.classic.store('computergroups').insert({ name: 'Needs Attention', is_smart: false });
		const first = await changed(['7', '9']);
		expect(members()).toEqual([7, 9]);
		const issues = first.items('Create Jira Issue') as Array<{ sent: { summary: string } }>;
		expect(issues.map(({ sent }) => sent.summary)).toEqual(
			[7, 9].map((id) => `${bench.simulator.state.computers.profile(id).name} is now in Needs Update`),
		);
		const second = await changed(['9', '11']);
		expect(members()).toEqual([7, 9, 11]);
		expect(second.items('Create Jira Issue')).toHaveLength(1);
	});

	test('does nothing when members only leave', async () => {
		await open({ computers: 5 });
		const run = await changed([]);
		expect([run.error, run.hasRun('Add to Static Group')]).toEqual([undefined, false]);
	});
});

describeExample('rename-at-enrollment', () => {
	const enroll = async (changes: { name?: string; assetTag?: string; serialNumber: string }) => {
		const { devices, state } = bench.simulator;
		const id = devices.enroll('mobileDevices');
		const { name = 'iPad', assetTag = '', serialNumber } = changes;
		const store = state.classic.store('mobiledevices');
		const { general } = store.read(id) as { general: object };
		store.write(id, { general: { ...general, name, asset_tag: assetTag, serial_number: serialNumber } });
		const [{ json } = { json: {} as IDataObject }] = readPinned('rename-at-enrollment');
		const mobileDevice = { ...(json.mobileDevice as IDataObject), id: String(id) };
		const run = await runExample(bench, 'rename-at-enrollment', { input: [{ json: { ...json, mobileDevice } }] });
		expect(run.error).toBeUndefined();
		return (store.read(id) as { general: { name: string } }).general.name;
	};
	const writes = () => bench.requests.filter((request) => request.startsWith('PATCH'));

	test('names a device after its asset tag, otherwise after its serial number', async () => {
		await open({ computers: 1 });
		expect(await enroll({ assetTag: 'A-17', serialNumber: 'DMPX17' })).toBe('iPad-A-17');
		expect(await enroll({ serialNumber: 'DMPX18' })).toBe('iPad-DMPX18');
	});

	test('sends nothing to a device that has the right name', async () => {
		await open({ computers: 1 });
		await enroll({ name: 'iPad-DMPX19', serialNumber: 'DMPX19' });
		expect(writes()).toEqual([]);
	});
});

describeExample('patch-broadcast', () => {
	test('sends one message with the version and the number of computers that do not have it', async () => {
		await open({ computers: 1 });
		const path = '/v3/patch-software-title-configurations/2/patch-summary';
		const [summary] = (await bench.pro('apiRequest', 'send', { method: 'GET', path })).json;
		const { upToDate, outOfDate } = summary as { upToDate: number; outOfDate: number };
		expect(upToDate + outOfDate).toBeGreaterThan(0);
		const [{ json } = { json: {} as IDataObject }] = readPinned('patch-broadcast');
		const patchTitle = { ...(json.patchTitle as IDataObject), id: '2' };
		const run = await runExample(bench, 'patch-broadcast', { input: [{ json: { ...json, patchTitle } }] });
		const text = [
			'Mozilla Firefox 131.0 is available.',
			`${outOfDate} of ${upToDate + outOfDate} computers do not have the latest version.`,
			'https://jamf.example.com/patch.html?id=3&o=r',
		].join('\n');
		expect(run.items('Send to Slack').map(({ sent: message }) => message)).toEqual([
			{ channelId: { __rl: true, mode: 'name', value: '#jamf' }, text },
		]);
	});
});

describeExample('filevault-escrow-check', () => {
	const GROUP = 'FileVault Key Missing';
	const add = (name: string, fileVault2Enabled: boolean, individualRecoveryKeyValidityStatus: string, managed = true) =>
		bench.simulator.state.computers.add({
			general: { name, remoteManagement: { managed } },
			hardware: { serialNumber: `SERIAL ${name}` },
			userAndLocation: { realname: name === 'Mac B' ? '' : 'Ada Chen' },
			diskEncryption: { fileVault2Enabled, individualRecoveryKeyValidityStatus },
		}).id;
	const check = async (members: number[]) => {
		const { classic, computerGroups } = bench.simulator.state;
		const id = classic
			.store('computergroups')
			.insert({ name: GROUP, is_smart: false, computers: members.map((each) => ({ id: each })) });
		const run = await runExample(bench, 'filevault-escrow-check');
		return { sent: run.items('Send to Slack').map(({ sent }) => sent), members: computerGroups.read(id)?.members };
	};

	test('sends one message with the computers without a valid key, which become the members of the group', async () => {
		await open({ computers: 0 });
		const valid = add('Mac A', true, 'VALID');
		const found = [add('Mac B', true, 'INVALID'), add('Mac C', true, 'UNKNOWN')];
		add('Mac D', false, 'NOT_APPLICABLE');
		add('Mac E', true, 'INVALID', false);
		const text = [
			'Encrypted computers without a valid recovery key in Jamf Pro: 2',
			'• Mac B (SERIAL Mac B), no user: INVALID',
			'• Mac C (SERIAL Mac C), Ada Chen: UNKNOWN',
		].join('\n');
		expect(await check([valid])).toEqual({
			sent: [{ channelId: { __rl: true, mode: 'name', value: '#jamf' }, text }],
			members: found,
		});
	});

	test.each([
		['no computer is encrypted', false, 'NOT_APPLICABLE'],
		['all keys are valid', true, 'VALID'],
	])('empties the group and sends nothing when %s', async (_, isEncrypted, status) => {
		await open({ computers: 0 });
		expect(await check([add('Mac A', isEncrypted, status)])).toEqual({ sent: [], members: [] });
	});
});

describeExample('every-event', () => {
	test('has a sample of each event', async () => {
		await open({ computers: 1 });
		const input = readPinned('every-event');
		const run = await runExample(bench, 'every-event', { input });
		const about = run.items('Summarize');
		expect(about.map(({ event }) => event)).toEqual(Object.keys(NEWER).sort());
		expect(about.every(({ details, time }) => JSON.parse(String(details)) !== null && time !== null)).toBe(true);
		expect(readExample('every-event').nodes[0]?.parameters.events).toEqual(Object.keys(NEWER).sort());
	});

	test('the samples match the output of the trigger', async () => {
		await open({ computers: 1 });
		for (const { json } of readPinned('every-event')) {
			const name = String(json.event);
			const row = findEvent(name);
			expect(row && simplify(row, createBody(name, NEWER[name] ?? {}))).toEqual(json);
		}
	});
});

/** The items that are pinned to the trigger. */
function readPinned(name: string): INodeExecutionData[] {
	const [items = []] = Object.values(readExample(name).pinData ?? {});
	return items;
}
