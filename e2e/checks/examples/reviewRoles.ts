import assert from 'node:assert/strict';
import { fillIn, pinSlack, rows, runExample, type Trial } from './run';

export const reviewRoles: Trial = async (suite, name) => {
	const { roles } = suite.simulator.state;
	const reader = roles.insert((id) => ({
		id,
		displayName: 'Inventory Reader',
		privileges: ['Read Computers', 'Create API Roles'],
	}));
	const execution = await runExample(suite, pinSlack(await fillIn(suite, name)));
	const findings = rows(execution, 'Audit').filter(({ id }) => id === String(reader.id));
	assert.deepEqual(
		findings.map(({ finding }) => finding),
		['grantingPrivileges', 'extraPrivileges', 'missingPrivileges', 'unusedRole'],
	);
	const [{ text } = {}] = rows(execution, 'Text');
	assert.match(String(text), /^\d+ findings about API roles and clients/);
	assert.match(String(text), /high: API role "Inventory Reader": .*Create API Roles/);
	roles.remove(reader.id);
};
