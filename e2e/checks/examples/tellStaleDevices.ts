import assert from 'node:assert/strict';
import { fillIn, pinSlack, rows, runExample, type Trial } from './run';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

export const tellStaleDevices: Trial = async (suite, name) => {
	const { computers } = suite.simulator.state;
	const silent = { general: { lastCheckIn: ago(2_000), name: 'Silent', remoteManagement: { managed: true } } };
	const { id } = computers.add(silent);
	const fresh = computers.add({ general: { ...silent.general, lastCheckIn: ago(1), name: 'Fresh' } });
	const [{ text } = {}] = rows(await runExample(suite, pinSlack(await fillIn(suite, name))), 'Text');
	const stale = computers.values().filter((computer) => {
		const general = computers.section(computer, 'GENERAL') as unknown as typeof silent.general;
		return general.remoteManagement.managed && Date.parse(general.lastCheckIn) < Date.now() - 30 * DAY;
	});
	const [first, second] = String(text).split('\n');
	assert.match(String(first), new RegExp(`^${stale.length} managed computers`));
	assert.match(String(second), /Silent/);
	assert.doesNotMatch(String(text), /Fresh/);
	computers.remove(id);
	computers.remove(fresh.id);

	const never = await fillIn(suite, name, {}, { '"value": 30,': '"value": 20000,' });
	await runExample(suite, never, { skipped: ['Make One List', 'Send to Slack'] });
};
