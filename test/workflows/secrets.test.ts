import type { INodeParameters } from 'n8n-workflow';
import { closeConnections } from '../../nodes/shared/transport/http/pool';
import { tokens } from '../../nodes/shared/transport/auth/tokenCache';
import type { FaultRule } from '../../simulator';
import { JAMF_CLASSIC, JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';

/** Every way in which a request or a token exchange can fail on the wire. */
const faults: FaultRule[] = [
	...[400, 401, 403, 404, 409, 415, 429, 500, 503, 504].flatMap((status): FaultRule[] => [
		{ kind: 'status', status, body: 'html', retryAfter: '0' },
		{ kind: 'status', status, body: 'json', retryAfter: '0' },
	]),
	{ kind: 'resetBefore' },
	{ kind: 'resetAfter' },
	{ kind: 'cutBody' },
	{ kind: 'invalidJson' },
	{ kind: 'noResponse' },
	{ kind: 'endlessBody', intervalMs: 5 },
	{ kind: 'hugeErrorPage', status: 502, bytes: 10_000_000 },
	{ kind: 'html200' },
	{ kind: 'wafForbidden' },
	{ kind: 'redirect', status: 302, location: 'http://127.0.0.1:1/elsewhere' },
];

const requests: Array<[type: string, parameters: INodeParameters]> = [
	[JAMF_PRO, { resource: 'apiRole', operation: 'getAll', returnAll: true }],
	[JAMF_PRO, { resource: 'apiIntegration', operation: 'create', displayName: 'Sync', roles: [] }],
	[JAMF_PRO, { resource: 'apiIntegration', operation: 'delete', id: locator('id', '77') }],
	[JAMF_CLASSIC, { resource: 'apiRequest', operation: 'send', method: 'GET', path: '/computers/id/1' }],
];

const seen = new Set<string>();
let bench: TestBench;

beforeAll(async () => {
	jest.spyOn(Math, 'random').mockReturnValue(0); // no delay between attempts
	const get = tokens.get.bind(tokens);
	jest.spyOn(tokens, 'get').mockImplementation(async (...call) => {
		const token = await get(...call);
		seen.add(token.value);
		return token;
	});
	bench = await TestBench.open();
});
// A hanging request holds its connection until it times out, so the next fault starts without it.
afterEach(async () => await closeConnections());
afterAll(async () => {
	await bench.close();
	jest.restoreAllMocks();
});

function leaks(value: unknown): string[] {
	const visited = new Set<unknown>();
	const text = JSON.stringify(value, (_, inner: unknown) => {
		if (typeof inner !== 'object' || inner === null) return inner;
		if (visited.has(inner)) return undefined;
		visited.add(inner);
		if (!(inner instanceof Error)) return inner;
		const { stack, message, cause } = inner;
		return { ...inner, stack, message, cause };
	});
	return [...seen].filter((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));
}

const walks = (['requests', 'token requests'] as const).flatMap((target) =>
	faults.map((fault) => ({ target, fault, title: `${target}: ${JSON.stringify(fault).slice(0, 80)}` })),
);

test.each(walks)('no secret and no token in the output of $title', async ({ target, fault }) => {
	let failures = 0;
	for (const [index, [type, parameters]] of requests.entries()) {
		const onError = index % 2 === 0 ? 'stopWorkflow' : 'continueRegularOutput';
		bench.simulator.clearFaults();
		// Each fault has its own token exchange, so none waits for one that an earlier fault holds.
		const client = bench.simulator.addClient({ roles: ['Simulator Administrator'] });
		seen.add(client.clientSecret);
		bench.signInAs(client);
		bench.simulator.fault({ ...fault, path: target === 'requests' ? /^(?!.*oauth)/ : /oauth/ });
		const run = await bench.engine.runNode(type, { ...parameters, options: { timeout: 40 } }, { onError });
		expect(leaks(run.run)).toEqual([]);
		if (JSON.stringify(run.run).match(/"error":/)) failures++;
		if (run.error !== undefined) expect(`${run.error.message} ${run.error.description}`.length).toBeGreaterThan(40);
	}
	expect(failures).toBeGreaterThan(0);
});

test('the server has issued several tokens to look for', () => expect(seen.size).toBeGreaterThan(2));
