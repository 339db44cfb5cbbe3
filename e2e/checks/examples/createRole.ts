import assert from 'node:assert/strict';
import { fillIn, rows, runExample, type Trial } from './run';

export const createRole: Trial = async (suite, name) => {
	const [written] = rows(await runExample(suite, await fillIn(suite, name)), 'Create or Update Role');
	const { id, outcome, privileges } = written ?? {};
	assert.deepEqual(
		{ outcome, privileges },
		{ outcome: 'created', privileges: ['Read Buildings', 'Read Computers', 'Update Buildings'] },
	);
	const { roles } = suite.simulator.state;
	assert.deepEqual(roles.read(Number(id))?.privileges, privileges);
	roles.remove(Number(id));
};
