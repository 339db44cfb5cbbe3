import assert from 'node:assert/strict';
import type { Execution } from '../../execution';
import { productionStart, runInProduction } from '../../production';
import { fillIn, rows, runExample, type Trial } from './run';

/** A manual execution first, then nights in production, which move the feed. */
export const syncInventory: Trial = async (suite, name) => {
	const { devices, state } = suite.simulator;
	const example = await fillIn(suite, name);
	const id = devices.enroll('computers');
	const before = await runExample(suite, example);
	const count = state.computers.ids().length;
	assert.equal(rows(before, 'Write Rows').length, count);
	const trigger = example.nodes.find(({ type }) => type.endsWith('scheduleTrigger'))?.name ?? '';
	const nights = {
		...example,
		name: `${name} in production`,
		nodes: example.nodes.map((node) => (node.name === trigger ? { ...node, ...productionStart('nightly') } : node)),
	};
	const workflow = await suite.rest.createWorkflow(nights);
	const sleep = async (): Promise<Execution> => await runInProduction(suite, workflow, 'nightly');
	const ids = (execution: Execution) => rows(execution, 'Write Rows').map(({ jamf_id }) => jamf_id);
	const kept = new Map(rows(before, 'Write Rows').map((row) => [row.jamf_id, row.id]));
	const first = await sleep();
	assert.equal(first.status, 'success');
	assert.deepEqual(new Map(rows(first, 'Write Rows').map((row) => [row.jamf_id, row.id])), kept, 'rows were added');
	state.computers.remove(id);
	state.computers.change({ id: 1, changes: {} }, { general: { name: 'Renamed since' } });
	devices.submitInventory('computers', [1]);
	const second = await sleep();
	assert.deepEqual(ids(second), ['1', String(id)]);
	assert.equal(rows(second, 'Write Rows')[0]?.name, 'Renamed since');
	assert.deepEqual(
		rows(second, 'Delete Removed Computers').map(({ jamf_id }) => jamf_id),
		[String(id)],
	);
	assert.deepEqual(rows(await sleep(), 'Get Changes'), [], 'the feed was not moved');
};
