import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { startVault } from '../../../harness/vault';
import { findTrigger } from '../../exampleFiles';
import { startExecution } from '../../execution';
import type { CheckContext } from '../../checkContext';
import { waitUntil } from '../../waitUntil';
import { fillIn, type Trial } from './run';

export const rotateSecret: Trial = async (suite, name) => {
	const { simulator, rest, userFolder } = suite;
	const vault = await startVault('vault-token');
	try {
		const { id, clientId } = simulator.addClient({ displayName: 'Inventory Sync', privileges: [] });
		const httpHeaderAuth = { name: 'X-Vault-Token', value: 'vault-token' };
		const filledIn = { 'https://vault.example.com:8200': vault.url };
		const example = await fillIn(suite, name, { httpHeaderAuth }, filledIn);
		const executionId = await startExecution(rest, await rest.createWorkflow(example), findTrigger(example));
		await gone(suite, executionId);
		const clientSecret = simulator.state.integrations.read(id)?.clientSecret ?? '';
		assert.deepEqual(vault.stored, [['/v1/secret/data/jamf/inventory-sync', { data: { clientId, clientSecret } }]]);
		const folder = path.join(userFolder, '.n8n');
		for (const file of (await readdir(folder)).filter((each) => each.startsWith('database.sqlite'))) {
			const bytes = await readFile(path.join(folder, file));
			assert.ok(!bytes.includes(clientSecret), `the secret is in ${file}`);
		}
		assert.ok(!suite.n8n.log().includes(clientSecret), 'the secret is in the log');
	} finally {
		vault.close();
	}
};

/** Waits until n8n has deleted an execution. */
async function gone({ rest }: CheckContext, executionId: string): Promise<void> {
	await waitUntil('n8n deletes the execution', async () => {
		const { id } = await rest.call<{ id?: string }>('GET', `/rest/executions/${executionId}`);
		return id === undefined;
	});
}
