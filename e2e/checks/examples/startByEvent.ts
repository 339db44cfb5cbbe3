import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';
import type { Example } from '../../exampleFiles';
import { startJira } from '../fakes';
import { fillIn, pinSlack, rows, runExample, type Trial } from './run';

/** The event that is pinned to the trigger, with other fields. */
function withEvent(example: Example, change: (event: IDataObject) => IDataObject): Example {
	const pinned = Object.entries(example.pinData).map(([node, items]) => [
		node,
		items.map(({ json }) => ({ json: change(json) })),
	]);
	return { ...example, pinData: Object.fromEntries(pinned) as Example['pinData'] };
}

export const announceEnrollments: Trial = async (suite, name) => {
	const example = withEvent(await fillIn(suite, name), (event) => ({
		...event,
		computer: { ...(event.computer as IDataObject), id: '12' },
	}));
	const pinned = { ...example, pinData: { ...example.pinData, 'Send to Slack': [{ json: { ok: true } }] } };
	const [computer] = rows(await runExample(suite, pinned), 'Look Up Computer');
	assert.equal(
		(computer?.hardware as IDataObject).serialNumber,
		suite.simulator.state.computers.profile(12).serialNumber,
	);
};

export const makeTicketsForGroup: Trial = async (suite, name) => {
	const jira = await startJira();
	const groups = suite.simulator.state.classic.store('computergroups');
	const id = groups.insert({ name: 'Needs Attention', is_smart: false });
	try {
		const jiraSoftwareCloudApi = { email: 'a@example.com', apiToken: 'jira', domain: jira.url };
		const example = withEvent(await fillIn(suite, name, { jiraSoftwareCloudApi }), (event) => ({
			...event,
			addedIds: ['7', '9'],
		}));
		await runExample(suite, example);
		const issues = jira.received.filter(({ method }) => method === 'POST');
		assert.equal(issues.length, 2, 'one issue for each new member');
		assert.deepEqual(suite.simulator.state.computerGroups.read(id)?.members, [7, 9]);
	} finally {
		groups.remove(id);
		jira.close();
	}
};

export const renameDevice: Trial = async (suite, name) => {
	const { devices, state } = suite.simulator;
	const store = state.classic.store('mobiledevices');
	const id = devices.enroll('mobileDevices');
	const enrolled = store.read(id);
	store.write(id, { ...enrolled, general: { ...(enrolled?.general as IDataObject), asset_tag: 'IT-31' } } as never);
	try {
		const example = withEvent(await fillIn(suite, name), (event) => ({
			...event,
			mobileDevice: { ...(event.mobileDevice as IDataObject), id: String(id) },
		}));
		await runExample(suite, example);
		assert.equal((store.read(id)?.general as { name: string }).name, 'iPad-IT-31');
	} finally {
		store.remove(id);
	}
};

export const announcePatch: Trial = async (suite, name) => {
	const execution = await runExample(suite, pinSlack(await fillIn(suite, name)));
	const [{ outOfDate, upToDate } = {}] = rows(execution, 'Count Computers');
	const [{ text } = {}] = rows(execution, 'Text');
	assert.match(String(text), /^Mozilla Firefox 131\.0 is available\.\n/);
	assert.ok(String(text).includes(`\n${Number(outOfDate)} of ${Number(upToDate) + Number(outOfDate)} computers`));
};

export const showEveryEvent: Trial = async (suite, name) => {
	const output = rows(await runExample(suite, await fillIn(suite, name)), 'Summarize');
	assert.equal(new Set(output.map(({ event }) => event)).size, 23);
};
