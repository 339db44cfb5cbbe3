import assert from 'node:assert/strict';
import type { Example } from '../../exampleFiles';
import { fillIn, rows, runExample, type Trial } from './run';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

export const tellStaleDevices: Trial = async (suite, name) => {
	const { computers } = suite.simulator.state;
	const silent = { general: { lastCheckIn: ago(2_000), name: 'Silent', remoteManagement: { managed: true } } };
	const { id } = computers.add(silent);
	const fresh = computers.add({ general: { ...silent.general, lastCheckIn: ago(1), name: 'Fresh' } });
	const example = withTextOf(await fillIn(suite, name), 'Send to Slack');
	const pinned = { ...example, pinData: { 'Send to Slack': [{ json: { ok: true } }] } };
	const [{ text } = {}] = rows(await runExample(suite, pinned), 'Text');
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

/** Adds a node in parallel to this one that outputs its text. */
function withTextOf(example: Example, name: string): Example {
	const node = example.nodes.find((each) => each.name === name);
	const assignment = { id: 'text', name: 'text', value: node?.parameters.text ?? '', type: 'string' };
	const connections = Object.entries(example.connections).map(([from, { main = [] }]) => {
		const outputs = main.map((links) =>
			links?.flatMap((link) => (link.node === name ? [link, { ...link, node: 'Text' }] : [link])),
		);
		return [from, { main: outputs }];
	});
	const text = {
		id: 'text',
		name: 'Text',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [0, 200] as [number, number],
		parameters: { assignments: { assignments: [assignment] }, options: {} },
	};
	return {
		...example,
		nodes: [...example.nodes, text],
		connections: Object.fromEntries(connections) as Example['connections'],
	};
}
