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
