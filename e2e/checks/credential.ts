import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { listen } from '../../harness/listen';
import { freePort } from '../n8n';
import { helperCredentialData } from '../server';
import type { CheckContext } from '../checkContext';

type Change = Partial<ICredentialDataDecryptedObject>;

/** The editor's test of a saved credential, with unsaved changes. */
export async function checkCredential({ check, rest, simulator, provoked }: CheckContext): Promise<void> {
	const right = helperCredentialData(rest, simulator);
	const credential = await rest.createCredential('Jamf, to be tested', right);
	const disabled = simulator.addClient({ enabled: false, privileges: ['Read Computers'] });
	const website = await startWebsite();
	const closedPort = await freePort();

	const test = async (change: Change) => {
		const form = await rest.credentialForm(credential);
		return await rest.testCredential(credential, { ...form, ...change } as typeof form);
	};
	const accepted = async (change: Change = {}) =>
		assert.deepEqual(await test(change), { status: 'OK', message: 'Connection successful!' });

	await check('credential test: valid', async () => {
		await accepted();
		assert.ok(simulator.stats.tokens > 0, 'no token was requested');
	});
	await check('n8n stored the token of that test, which must not hide later mistakes', async () => {
		const { accessToken } = await rest.credentialForm(credential);
		assert.match(String(accessToken), /BLANK_VALUE/);
	});
	for (const [name, change, sentence] of [
		['wrong secret', { clientSecret: 'mistyped' }, /did not accept the Client ID and Client Secret\. Copy both again/],
		['wrong client ID', { clientId: 'mistyped' }, /did not accept the Client ID and Client Secret\. Copy both again/],
		['disabled client', { clientId: disabled.clientId, clientSecret: disabled.clientSecret }, /the client is disabled/],
		['unknown role in scope', { scope: '9999' }, /contains an API role that is not assigned to this API client/],
		['scope that is not a number', { scope: 'Auditor' }, /"Auditor", which is not a valid API role ID/],
		['empty secret', { clientSecret: ' ' }, /The Client Secret in the credential is empty/],
		[
			'unreachable port',
			{ serverUrl: `https://127.0.0.1:${closedPort}` },
			/The connection to .* was refused\. Check the host and port/,
		],
		['unknown host', { serverUrl: 'https://nobody.invalid' }, /The host name of nobody\.invalid could not be resolved/],
		[
			'self-signed without CA',
			{ caPem: '', ignoreSslIssues: false },
			/is not signed by a trusted certificate authority/,
		],
		['CA that is not a certificate', { caPem: 'hello', ignoreSslIssues: false }, /is not a valid PEM certificate/],
		['a server that is not Jamf', { serverUrl: website.url }, /it does not seem to be Jamf Pro/],
	] satisfies Array<[string, Change, RegExp]>) {
		provoked.push(sentence);
		await check(`credential test: ${name}`, async () => {
			const { status, message } = await test(change);
			assert.equal(status, 'Error', 'the test passed');
			assert.match(message, sentence);
			for (const secret of [right.clientSecret, 'mistyped']) assert.ok(!message.includes(String(secret)), message);
		});
	}
	await check('credential test: valid again', async () => await accepted());
	await check('credential test: SSL issues ignored', async () => await accepted({ caPem: '', ignoreSslIssues: true }));
	await check('credential test: Server URL pasted from a browser', async () => {
		await accepted({ serverUrl: `${simulator.url}/index.html?tab=1` });
	});
	website.close();
}

/** Responds to every request with an HTML page. */
async function startWebsite(): Promise<{ url: string; close: () => void }> {
	const server = createServer((_request, response) => {
		response.setHeader('content-type', 'text/html').end('<!doctype html><title>Welcome</title><p>Hello');
	});
	return { url: await listen(server), close: () => server.close() };
}
