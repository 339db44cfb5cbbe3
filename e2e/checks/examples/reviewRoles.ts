import assert from 'node:assert/strict';
import { fillIn, rows, runExample, type Trial } from './run';

export const reviewRoles: Trial = async (suite, name) => {
	const { roles } = suite.simulator.state;
	const reader = roles.insert((id) => ({
		id,
		displayName: 'Inventory Reader',
		privileges: ['Read Computers', 'Read Departments', 'Delete Computers'],
	}));
	const differing = rows(await runExample(suite, await fillIn(suite, name)), 'Roles That Differ');
	assert.deepEqual(
		differing.find(({ role }) => role === 'Inventory Reader'),
		{ role: 'Inventory Reader', status: 'differs', missing: ['Read Buildings'], extra: ['Delete Computers'] },
	);
	assert.equal(differing.find(({ role }) => role === 'API Role Auditor')?.status, 'role is missing');
	roles.remove(reader.id);
};
