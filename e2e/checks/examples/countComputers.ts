import assert from 'node:assert/strict';
import { fillIn, rows, runExample, type Trial } from './run';

export const countComputers: Trial = async (suite, name) => {
	const execution = await runExample(suite, await fillIn(suite, name));
	const counted = rows(execution, 'Count by OS').map(({ count_id }) => Number(count_id));
	assert.equal(
		counted.reduce((sum, count) => sum + count),
		Math.min(250, suite.simulator.state.computers.ids().length),
	);
};
