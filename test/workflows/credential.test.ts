import nock from 'nock';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper, INodeParameters } from 'n8n-workflow';
import { JamfProClientCredentialsApi } from '../../credentials/JamfProClientCredentialsApi.credentials';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { CREDENTIAL, Engine } from '../../harness/engine';

const SERVER = 'https://example.jamfcloud.com';
const type = new JamfProClientCredentialsApi();
const data = { serverUrl: `${SERVER}/api/`, clientId: 'the-id', clientSecret: 'the-secret-of-64' };

let engine: Engine;
beforeEach(() => {
	nock.disableNetConnect();
	engine = new Engine();
	engine.setCredential(data);
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

/** Does what n8n's HTTP Request node does; `legacy` is the helper that the node uses. */
async function request(parameters: INodeParameters, legacy = false) {
	const run = await engine.runNode('helperRequest', { request: parameters, legacy });
	return run;
}

function token(value: string, form: RegExp = /client_id=the-id&client_secret=the-secret-of-64$/) {
	return nock(SERVER)
		.post('/api/v1/oauth/token', form)
		.reply(200, { access_token: value, token_type: 'Bearer', scope: 'api-role:1', expires_in: 59 });
}

function who(bearer: string, status = 200) {
	return nock(SERVER, { reqheaders: { authorization: `Bearer ${bearer}` } })
		.get('/api/v1/auth')
		.reply(status, { authenticationType: 'CLIENT_CREDENTIALS' });
}

describe.each([
	['httpRequestWithAuthentication', false],
	['requestWithAuthentication', true],
])("n8n's HTTP Request node with %s", (_, legacy) => {
	const url = `${SERVER}/api/v1/auth`;
	const parameters = legacy ? { uri: url, json: true } : { url, json: true };

	test('signs in once, keeps the token, and renews it after a 401', async () => {
		token('one');
		who('one');
		expect((await request(parameters, legacy)).json).toEqual([
			{ response: { authenticationType: 'CLIENT_CREDENTIALS' } },
		]);
		expect(engine.credentials.store.get('c1')?.accessToken).toBe('one');
		who('one');
		expect((await request(parameters, legacy)).error).toBeUndefined();
		who('one', 401);
		token('two');
		who('two');
		expect((await request(parameters, legacy)).error).toBeUndefined();
		expect(engine.credentials.store.get('c1')?.accessToken).toBe('two');
		expect(nock.isDone()).toBe(true);
	});

	test.each([
		'https://evil.example/api/v1/auth',
		'//evil.example/api/v1/auth',
		'https:evil.example/api/v1/auth',
		`${SERVER}.evil.example/api/v1/auth`,
	])('never sends the token to another server: %s', async (other) => {
		token('one');
		token('one');
		const { error } = await request(legacy ? { uri: other } : { url: other }, legacy);
		expect(error?.message).toContain(`is for ${SERVER} and is not sent to other servers`);
	});

	test('explains a wrong secret', async () => {
		nock(SERVER).post('/api/v1/oauth/token').times(2).reply(401, { error: 'invalid_client' });
		const { error } = await request(parameters, legacy);
		expect(error?.message).toContain('did not accept the Client ID and Client Secret');
	});
});

/** Like n8n's CredentialsTester: runs the stored data, overwritten with the user's input, through preAuthentication and authenticate. */
async function testCredential(typed: ICredentialDataDecryptedObject): Promise<string> {
	const asked = { ...type.test.request, baseURL: String(typed.serverUrl) };
	const node = engine.node('helperRequest', { request: asked as unknown as INodeParameters });
	engine.credentials.store.set('c1', typed);
	const run = await engine.run({
		nodes: [
			{
				id: 't',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			node,
		],
		connections: { Start: { main: [[{ node: 'Jamf', type: 'main', index: 0 }]] } },
	});
	return run.data.resultData.error?.message ?? 'OK';
}

describe('the credential test', () => {
	test('exchanges the typed secret although an older token is stored and valid', async () => {
		token('one');
		who('one');
		expect(await testCredential({ ...data, accessToken: '' })).toBe('OK');
		nock(SERVER)
			.post('/api/v1/oauth/token', /client_secret=mistyped/)
			.reply(401, { error: 'invalid_client' });
		expect(await testCredential({ ...data, accessToken: 'one', clientSecret: 'mistyped' })).toMatch(/did not accept/);
		token('two');
		who('two');
		expect(await testCredential({ ...data, accessToken: 'something old' })).toBe('OK');
	});

	test.each<[string, ICredentialDataDecryptedObject]>([
		['Client Secret', { clientSecret: 'another' }],
		['Scope', { scope: '7' }],
		['Ignore SSL Issues', { ignoreSslIssues: true }],
		['CA Certificate', { caPem: TEST_CERTIFICATE.cert }],
	])('exchanges again when %s changes right after a successful test', async (_, change) => {
		token('one');
		who('one');
		expect(await testCredential({ ...data, accessToken: '' })).toBe('OK');
		token('two', /./);
		who('two');
		expect(await testCredential({ ...data, ...change, accessToken: 'one' })).toBe('OK');
		expect(nock.isDone()).toBe(true);
	});

	test.each(['example.jamfcloud.com', `${SERVER}/`, `${SERVER}/JSSResource`, `${SERVER}/computers.html?id=1`])(
		'reaches the API from the Server URL %s',
		async (serverUrl) => {
			token('one');
			who('one');
			expect(await testCredential({ ...data, serverUrl, accessToken: '' })).toBe('OK');
		},
	);

	const failure = (code: string) => Object.assign(new Error('refused by the test'), { code });
	const cases: Array<[string, () => unknown, RegExp]> = [
		[
			'wrong secret',
			() => nock(SERVER).post(/oauth/).times(2).reply(401, {}),
			/did not accept the Client ID.*Copy both again/,
		],
		[
			'disabled client',
			() => nock(SERVER).post('/api/v1/oauth/token').reply(200, { scope: '' }),
			/client is disabled\. Enable/,
		],
		[
			'unknown role',
			() => nock(SERVER).post('/api/v1/oauth/token').reply(400, { error: 'invalid_scope' }),
			/Scope .* is not assigned to this API client\. Leave Scope empty/,
		],
		[
			'an HTML page',
			() => nock(SERVER).post('/api/v1/oauth/token').reply(200, '<html>'),
			/does not seem to be Jamf Pro\. Check the Server URL/,
		],
		[
			'404',
			() => nock(SERVER).post(/oauth/).times(2).reply(404, 'no'),
			/returned HTTP 404.*does not seem to be Jamf Pro/,
		],
		[
			'self-signed TLS',
			() => nock(SERVER).post(/oauth/).replyWithError(failure('DEPTH_ZERO_SELF_SIGNED_CERT')),
			/not signed by a trusted certificate authority.*CA Certificate/,
		],
		[
			'DNS',
			() => nock(SERVER).post(/oauth/).replyWithError(failure('ENOTFOUND')),
			/host name .* could not be resolved.*typos/,
		],
		['refused port', () => nock(SERVER).post(/oauth/).replyWithError(failure('ECONNREFUSED')), /was refused.*port/],
		['time-out', () => nock(SERVER).post(/oauth/).replyWithError(failure('ECONNABORTED')), /took too long to respond/],
	];
	test.each(cases)('%s has its own message and next step, without the secret', async (_, arrange, sentence) => {
		arrange();
		const message = await testCredential({ ...data, accessToken: '' });
		expect(message).toMatch(sentence);
		expect(message).not.toContain(data.clientSecret);
	});

	test.each([
		[{ serverUrl: 'not an address' }, /is not a valid address/],
		[{ clientId: ' ' }, /Client ID in the credential is empty/],
		[{ scope: 'admin' }, /Scope in the credential contains "admin"/],
		[{ caPem: 'MIIB' }, /not a valid PEM certificate/],
	])('rejects an invalid field: %j', async (typed, sentence) => {
		expect(await testCredential({ ...data, ...typed, accessToken: '' })).toMatch(sentence);
	});
});

test('passes the TLS settings and the scope of the credential to the helper', async () => {
	const asked: unknown[] = [];
	const helpers = {
		httpRequest: async (options: unknown) => (
			asked.push(options),
			{ statusCode: 200, headers: {}, body: '{"access_token":"t"}' }
		),
	};
	const fields = { ...data, scope: '3, api-role:7', ignoreSslIssues: true };
	await type.preAuthentication.call({ helpers } as unknown as IHttpRequestHelper, fields);
	expect(asked).toMatchObject([
		{ skipSslCertificateValidation: true, body: expect.stringContaining('scope=api-role%3A3+api-role%3A7') },
	]);
});

test('has the name that the nodes require', () => {
	expect(type.name).toBe(CREDENTIAL);
	expect(type.properties.find(({ name }) => name === 'clientSecret')?.typeOptions).toEqual({ password: true });
	expect(type.properties.find(({ name }) => name === 'accessToken')).toMatchObject({
		type: 'hidden',
		typeOptions: { password: true, expirable: true },
	});
});
