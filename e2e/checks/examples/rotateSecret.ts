import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { startVault } from '../../../harness/vault';
import { findTrigger } from '../../exampleFiles';
import { startExecution } from '../../execution';
import type { CheckContext } from '../../checkContext';
import { helperCredentialData } from '../../server';
import { waitUntil } from '../../waitUntil';
import { fillIn, type Trial } from './run';

export const rotateSecret: Trial = async (suite, name) => {
	const { simulator, rest, userFolder } = suite;
	const vault = await startVault('vault-token');
	try {
		const {
			id,
			clientId,
			clientSecret: before,
		} = simulator.addClient({
			displayName: 'Inventory Sync',
			privileges: ['Read Computers'],
		});
		const data = { ...helperCredentialData(rest, simulator), clientId, clientSecret: before };
		const credential = await rest.createCredential('Inventory Sync', data);
		const httpHeaderAuth = { name: 'X-Vault-Token', value: 'vault-token' };
		const n8nApi = { apiKey: await createApiKey(suite), baseUrl: `${rest.n8n.url}/api/v1` };
		const filledIn = {
			'https://vault.example.com:8200': vault.url,
			'https://n8n.example.com': rest.n8n.url,
			'ID-OF-THE-CREDENTIAL': credential.id,
		};
		const example = await fillIn(suite, name, { httpHeaderAuth, n8nApi }, filledIn);
		const executionId = await startExecution(rest, await rest.createWorkflow(example), findTrigger(example));
		await gone(suite, executionId);
		const clientSecret = simulator.state.integrations.read(id)?.clientSecret ?? '';
		assert.deepEqual(vault.stored, [['/v1/secret/data/jamf/inventory-sync', { data: { clientId, clientSecret } }]]);
		const { status, message } = await rest.testCredential(credential, await rest.credentialForm(credential));
		assert.equal(status, 'OK', `n8n signs in with the credential: ${message}`);
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

/** A key of n8n's public API that can only update credentials. */
async function createApiKey({ rest }: CheckContext): Promise<string> {
	const body = { label: 'Rotation', expiresAt: null, scopes: ['credential:update'] };
	return (await rest.call<{ rawApiKey: string }>('POST', '/rest/api-keys', body)).rawApiKey;
}

/** Waits until n8n has deleted an execution. */
async function gone({ rest }: CheckContext, executionId: string): Promise<void> {
	await waitUntil('n8n deletes the execution', async () => {
		const { id } = await rest.call<{ id?: string }>('GET', `/rest/executions/${executionId}`);
		return id === undefined;
	});
}
