import assert from 'node:assert/strict';
import type { Execution } from '../../execution';
import { fillIn, rows, runExample, type Trial } from './run';

export const syncInventory: Trial = async (suite, name) => {
	const { computers } = suite.simulator.state;
	const example = await fillIn(suite, name);
	const { id } = computers.add({ general: { name: 'Here for a night' } });
	const before = await runExample(suite, example);
	assert.equal(rows(before, 'Write Rows').length, computers.ids().length);
	computers.remove(id);
	computers.change({ id: 1, changes: {} }, { general: { name: 'Renamed since' } });
	const after = await runExample(suite, example);
	const ids = (execution: Execution) => new Map(rows(execution, 'Write Rows').map((row) => [row.jamf_id, row.id]));
	const kept = [...ids(before)].filter(([jamfId]) => jamfId !== String(id));
	assert.deepEqual([...ids(after)], kept, 'rows were added instead of changed');
	assert.equal(rows(after, 'Write Rows').find(({ jamf_id }) => jamf_id === '1')?.name, 'Renamed since');
	assert.deepEqual(
		rows(after, 'Delete Gone Computers').map(({ jamf_id }) => jamf_id),
		[String(id)],
	);
};
