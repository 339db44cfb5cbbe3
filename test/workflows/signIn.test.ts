import type { FaultRule } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { TestBench } from '../../harness/testBench';

type Fields = Record<string, string | number | boolean>;

/** The failure, and the expected message of the node. */
const cases: Array<{
	title: string;
	says: RegExp;
	next: RegExp;
	fields?: Fields;
	faults?: FaultRule[];
	tls?: boolean;
	disabled?: boolean;
}> = [
	{
		title: 'wrong secret',
		fields: { clientSecret: 'mistyped' },
		says: /did not accept the Client ID and Client Secret/,
		next: /Copy both again/,
	},
	{ title: 'disabled client', disabled: true, says: /the client is disabled/, next: /Enable the client/ },
	{
		title: 'unknown role in scope',
		fields: { scope: '77' },
		says: /Scope .* is not assigned to this API client/,
		next: /Leave Scope empty/,
	},
	{
		title: 'HTML instead of a token',
		faults: [{ kind: 'html200', path: /oauth/ }],
		says: /does not seem to be Jamf Pro/,
		next: /Check the Server URL/,
	},
	{
		title: '404 on both token paths',
		faults: [{ kind: 'status', status: 404, path: /oauth/ }],
		says: /returned HTTP 404 .* does not seem to be Jamf Pro/,
		next: /Check the Server URL/,
	},
	{
		title: 'self-signed TLS',
		tls: true,
		says: /not signed by a trusted certificate authority/,
		next: /CA Certificate/,
	},
	{
		title: 'unknown name',
		fields: { serverUrl: 'https://no-such-host.invalid' },
		says: /could not be resolved/,
		next: /typos/,
	},
	{
		title: 'refused port',
		fields: { serverUrl: 'http://127.0.0.1:9' },
		says: /was refused/,
		next: /host and port/,
	},
	{
		title: 'no response',
		faults: [{ kind: 'noResponse', path: /oauth/ }],
		says: /took too long/,
		next: /^No access token was received, so nothing else was sent\. Try again in a few minutes/,
	},
	{
		title: 'a server that is starting',
		faults: [{ kind: 'status', status: 503, path: /oauth/ }],
		says: /cannot issue access tokens at the moment/,
		next: /Try again in a few minutes/,
	},
	{ title: 'no Server URL', fields: { serverUrl: ' ' }, says: /Server URL is empty/, next: /for example/ },
];

beforeAll(() => jest.spyOn(Math, 'random').mockReturnValue(0)); // no delay between attempts
afterAll(() => jest.restoreAllMocks());

test.each(cases)('a node run reports: $title', async ({ fields = {}, faults = [], tls, disabled, says, next }) => {
	const bench = await TestBench.open(tls ? { tls: TEST_CERTIFICATE } : {});
	try {
		if (disabled) bench.simulator.setClientEnabled(bench.simulator.client.clientId, false);
		bench.signInAs(bench.simulator.client, fields);
		for (const fault of faults) bench.simulator.fault(fault);
		// Only a request without a response may end by timeout: a slow resolver must not come first.
		const timeout = faults.some(({ kind }) => kind === 'noResponse') ? 200 : 60_000;
		const { error } = await bench.pro('accessToken', 'inspect', { options: { timeout } });
		expect(error?.message).toMatch(says);
		expect(error?.description).toMatch(next);
	} finally {
		await bench.close();
	}
});

test('signs in to a server before 11 that has only the unversioned token path', async () => {
	const bench = await TestBench.open({ oauthPaths: 'unversioned' });
	expect((await bench.pro('accessToken', 'inspect')).error).toBeUndefined();
	await bench.close();
});

test('signs in under a context path, over TLS with a private CA', async () => {
	const bench = await TestBench.open({ tls: TEST_CERTIFICATE, contextPath: '/jss' });
	bench.signInAs(bench.simulator.client, {
		serverUrl: `${bench.simulator.url}/JSSResource`,
		caPem: TEST_CERTIFICATE.cert,
	});
	expect((await bench.pro('accessToken', 'inspect')).json).toMatchObject([{ server: bench.simulator.url }]);
	bench.signInAs(bench.simulator.client, { ignoreSslIssues: true });
	expect((await bench.pro('accessToken', 'inspect')).error).toBeUndefined();
	await bench.close();
});
