import assert from 'node:assert/strict';
import type { INode, NodeApiError } from 'n8n-workflow';
import { readError, execute, readOutput } from '../execution';
import { credentialData } from '../server';
import type { CheckContext } from '../checkContext';
import { createItemsNode, createJamfNode, saveChain, TRIGGER } from '../workflow';

const UNKNOWN_ID = 987_654;

/** Three items, the second with an ID that does not exist, with each of n8n's three error settings. */
export async function checkErrors({
	check,
	rest,
	credential,
	packageName,
	simulator,
	provoked,
}: CheckContext): Promise<void> {
	provoked.push(new RegExp(`could not find .*${UNKNOWN_ID}, HTTP 404`), /lacks a privilege/);
	const reader = simulator.addClient({ displayName: 'Reader', privileges: ['Read Buildings'] });
	const [known] = simulator.state.roles.ids();
	assert.ok(known !== undefined, 'the simulator has no role');

	const run = async (onError: INode['onError']) => {
		const parameters = {
			resource: 'apiRole',
			operation: 'get',
			id: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		};
		const node = createJamfNode(`${packageName}.jamfPro`, credential, parameters, { onError });
		const rows = createItemsNode({ id: known }, { id: UNKNOWN_ID }, { id: known });
		return await execute(rest, await saveChain(rest, `On error: ${onError}`, [rows, node]), TRIGGER);
	};

	await check('an error stops the workflow, with a message and a hint', async () => {
		const execution = await run('stopWorkflow');
		assert.equal(execution.status, 'error');
		const error = readError(execution) as NodeApiError;
		assert.match(error.message, new RegExp(`Jamf could not find .*${UNKNOWN_ID}, HTTP 404`));
		assert.match(error.description ?? '', /Check the ID\./);
		assert.equal(error.httpCode, '404');
		assert.equal(error.context.itemIndex, 1);
		assertNoSecret(JSON.stringify(execution.data), simulator.client.clientSecret);
	});
	await check('with "Continue" an error becomes an item in its place', async () => {
		const output = readOutput(await run('continueRegularOutput'), 'Jamf');
		assert.equal(output.length, 3);
		assert.match(String(output[1]?.json.error), /HTTP 404/);
		assert.deepEqual(
			output.map(({ pairedItem }) => pairedItem),
			[{ item: 0 }, { item: 1 }, { item: 2 }],
		);
	});
	await check('with "Continue (using error output)" an error goes to the error output', async () => {
		const execution = await run('continueErrorOutput');
		assert.equal(execution.status, 'success');
		assert.equal(readOutput(execution, 'Jamf', 0).length, 2);
		const [failed, ...others] = readOutput(execution, 'Jamf', 1);
		assert.match(String(failed?.json.error), /HTTP 404/);
		assert.deepEqual(others, []);
	});
	await check('a missing privilege is reported', async () => {
		const { clientId, clientSecret } = reader;
		const weak = await rest.createCredential('Reader', { ...credentialData(simulator), clientId, clientSecret });
		const node = createJamfNode(`${packageName}.jamfPro`, weak, { resource: 'apiRole', operation: 'getAll' });
		const error = readError(await execute(rest, await saveChain(rest, 'Missing privilege', [node]), TRIGGER));
		assert.match(String(error?.message), /lacks a privilege/);
	});
}

function assertNoSecret(text: string, secret: string): void {
	assert.ok(!text.includes(secret), 'the execution data contains the secret');
	assert.ok(!/Bearer [\w-]/.test(text), 'the execution data contains a token');
}
