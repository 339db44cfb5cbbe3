import assert from 'node:assert/strict';
import { readError, execute, readOutput } from '../execution';
import { CREDENTIAL_TYPE } from '../rest';
import { helperCredentialData } from '../server';
import type { CheckContext } from '../checkContext';
import { saveChain, type Step, TRIGGER } from '../workflow';

/** n8n's HTTP Request node with our credential, for everything that the nodes do not cover. */
export async function checkHttpRequest({ check, rest, simulator, provoked }: CheckContext): Promise<void> {
	provoked.push(/is not sent to other servers/);
	const credential = await rest.createCredential('Jamf, HTTP Request', helperCredentialData(rest, simulator));
	const run = async (url: string) => {
		const node: Step = {
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: { url, authentication: 'predefinedCredentialType', nodeCredentialType: CREDENTIAL_TYPE, options: {} },
			credentials: { [CREDENTIAL_TYPE]: credential },
		};
		return await execute(rest, await saveChain(rest, `HTTP Request ${url}`, [node]), TRIGGER);
	};
	const succeeds = async () => {
		const before = simulator.stats.tokens;
		const execution = await run(`${simulator.url}/api/v1/buildings`);
		assert.equal(execution.status, 'success', readError(execution)?.message);
		assert.equal(typeof readOutput(execution, 'HTTP Request')[0]?.json.totalCount, 'number');
		return simulator.stats.tokens - before;
	};

	await check('HTTP Request node: authenticates with the CA of the credential', async () => {
		await succeeds();
		assert.equal(await succeeds(), 0, 'the stored token was not used');
	});
	await check('HTTP Request node: requests one new token after a 401', async () => {
		simulator.revokeTokens();
		assert.equal(await succeeds(), 1);
		assert.equal(await succeeds(), 0, 'the new token was not stored');
	});
	await check('HTTP Request node: sends no token to another host', async () => {
		const { port } = new URL(simulator.url);
		const before = simulator.journal.length;
		const execution = await run(`https://localhost:${port}/api/v1/buildings`);
		assert.equal(execution.status, 'error');
		assert.match(JSON.stringify(execution.data), /is not sent to other servers/);
		const paths = simulator.journal.slice(before).map(({ path }) => path);
		assert.ok(!paths.some((path) => path.includes('buildings')), 'a request was sent');
	});
}
