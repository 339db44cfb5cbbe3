import { setTimeout as wait } from 'node:timers/promises';
import { TokenCache } from '../../nodes/shared/transport/auth/tokenCache';
import { path } from '../../nodes/shared/transport/path';
import { closeConnections } from '../../nodes/shared/transport/http/pool';
import type { JamfRequest } from '../../nodes/shared/transport/session';
import { type FaultRule, type Simulator, startSimulator } from '../../simulator';
import { calls, failure, open, openOn, READ, serve, signedIn, write } from './testServer';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 50, tokenLifetimeSeconds: 3600 });
});
beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(async () => {
	jest.restoreAllMocks();
	simulator.clearFaults();
	await closeConnections();
	while (simulator.stats.openConnections > 0) await wait(1);
	simulator.resetStats();
});
afterAll(() => simulator.close());

const LIST = '/api/v1/departments';
const CLASSIC: JamfRequest = { api: 'classic', method: 'GET', path: path`/computers/id/${1}` };

const departments = () => simulator.state.departments.ids().length;

describe('the concurrency limit', () => {
	it('is five for all clients of a server, across APIs, credentials and lower limits', async () => {
		simulator.fault({ kind: 'latency', ms: 4 });
		const other = simulator.addClient({ privileges: ['Read Departments', 'Read Computers'] });
		const clients = [
			openOn(simulator),
			openOn(simulator, { client: other }),
			openOn(simulator, { fields: { maxConcurrentRequests: 3 } }),
			openOn(simulator, { client: other, fields: { maxConcurrentRequests: 1 } }),
		];
		await Promise.all(
			Array.from({ length: 80 }, (_, index) =>
				clients[index < 40 ? index % 2 : index % 4]!.send(index % 3 === 0 ? CLASSIC : READ),
			),
		);
		expect(calls(simulator)).toHaveLength(80);
		expect(simulator.stats.peakInFlight).toBe(5);
		expect(simulator.stats.peakConnections).toBe(5);
	});

	it('applies across different TLS settings', async () => {
		simulator.fault({ kind: 'latency', ms: 4 });
		const clients = [openOn(simulator), openOn(simulator, { fields: { ignoreSslIssues: true } })];
		await Promise.all(Array.from({ length: 40 }, (_, index) => clients[index % 2]!.send(READ)));
		expect(simulator.stats.peakInFlight).toBe(5);
	});

	it.each([1, 2, 3])('can be lowered to %i', async (maxConcurrentRequests) => {
		simulator.fault({ kind: 'latency', ms: 4 });
		const client = openOn(simulator, { fields: { maxConcurrentRequests } });
		await Promise.all(Array.from({ length: 12 }, () => client.send(READ)));
		expect(simulator.stats.peakInFlight).toBe(maxConcurrentRequests);
		expect(simulator.stats.peakConnections).toBe(maxConcurrentRequests);
	});

	it('needs one connection for sequential requests', async () => {
		const client = openOn(simulator);
		for (let request = 0; request < 100; request++) await client.send(READ);
		expect(simulator.stats.connections).toBe(1);
		expect(simulator.stats.tokens).toBe(1);
	});
});

describe('a response', () => {
	it('has a status, headers and a body', async () => {
		const { status, headers, body } = await openOn(simulator).send({ ...READ, query: [['page-size', '2']] });
		expect(status).toBe(200);
		expect(headers['content-type']).toBe('application/json');
		expect((body as { results: unknown[] }).results).toHaveLength(2);
		expect(simulator.journal.at(-1)?.query).toBe('page-size=2');
	});

	it('with any 2xx is a success, also without a body', async () => {
		const client = openOn(simulator);
		const created = await client.send<{ id: string }>(write('For a moment'));
		expect(created.status).toBe(201);
		const deleted = await client.send({ api: 'pro', method: 'DELETE', path: path`/v1/departments/${created.body.id}` });
		expect(deleted).toMatchObject({ status: 204, body: undefined });
	});

	it('to a HEAD request has no body', async () => {
		const server = await serve(signedIn((_, response) => response.writeHead(200, { 'content-length': 5 }).end()));
		const client = open(server.url);
		const head = { ...READ, method: 'HEAD' as const };
		expect((await client.send(head)).body).toBeUndefined();
		expect((await client.send(head)).status).toBe(200);
		await closeConnections();
		await server.close();
	});
});

describe('an error response', () => {
	it('with 401 from Classic means a missing privilege, after one retry with a new token', async () => {
		const tokens = new TokenCache(() => 0);
		const client = openOn(simulator, { client: simulator.addClient({ privileges: [] }), tokens });
		const error = await failure(client.send(CLASSIC));
		expect(error).toMatchObject({ code: 'FORBIDDEN', status: 401 });
		expect(error.message).toBe(
			'The API client lacks a Classic API privilege for this operation (GET /computers/id/1, HTTP 401): ' +
				'Unauthorized The request requires user authentication',
		);
		expect(simulator.stats).toMatchObject({ tokens: 2, unauthorized: 2 });
		// The second token is kept for the next request.
		await failure(client.send(CLASSIC));
		expect(simulator.stats).toMatchObject({ tokens: 2, unauthorized: 4 });
	});

	it('with an empty 403 from Pro means a missing privilege', async () => {
		const client = openOn(simulator, { client: simulator.addClient({ privileges: [] }) });
		const error = await failure(client.send(READ));
		expect(error).toMatchObject({ code: 'FORBIDDEN', status: 403, details: [], traceId: expect.any(String) });
		expect(error.message).toBe('The API client lacks a privilege for this operation (GET /v1/departments, HTTP 403)');
		expect(calls(simulator)).toHaveLength(1);
	});

	it('from a firewall is distinguished from a missing privilege', async () => {
		simulator.fault({ kind: 'wafForbidden', method: 'POST', path: LIST });
		expect(await failure(openOn(simulator).send(write('x')))).toMatchObject({
			code: 'BLOCKED',
			message: expect.stringMatching(/^A firewall .*: 403 Forbidden Request blocked\.$/),
		});
	});

	it('from Classic contains the reason given in the HTML page', async () => {
		const body = '<html><body><p>Conflict</p><p>Error: Duplicate name</p><p>Get help</p></body></html>';
		simulator.fault({ kind: 'status', status: 409, path: /JSSResource/, body });
		expect(await failure(openOn(simulator).send({ ...CLASSIC, method: 'PUT', body: '<computer/>' }))).toMatchObject({
			code: 'CONFLICT',
			message: expect.stringMatching(/: Duplicate name$/),
		});
	});

	it('from Pro contains the fields', async () => {
		const client = openOn(simulator);
		await client.send(write('Twice'));
		const error = await failure(client.send(write('Twice')));
		expect(error).toMatchObject({ code: 'BAD_REQUEST', details: [{ code: 'DUPLICATE_FIELD', field: 'name' }] });
	});

	it('of 10 MB is not read completely', async () => {
		let taken = 0;
		const server = await serve(
			signedIn((request, response) => {
				response.writeHead(400, { 'content-type': 'text/html' });
				const chunk = Buffer.alloc(16_384, 'x');
				const more = () => {
					while (taken < 10_000_000 && !response.destroyed) {
						taken += chunk.length;
						if (!response.write(chunk)) return void response.once('drain', more);
					}
					response.end();
				};
				request.resume();
				more();
			}),
		);
		const error = await failure(open(server.url).send(READ));
		expect(error).toMatchObject({ status: 400 });
		expect(error.message.length).toBeLessThan(500);
		await closeConnections();
		await server.close();
		expect(taken).toBeLessThan(9_000_000);
	});

	it('whose body is interrupted keeps its status', async () => {
		const server = await serve(
			signedIn((_, response) =>
				response.writeHead(404, { 'content-length': 99 }).write('half', () => response.destroy()),
			),
		);
		expect(await failure(open(server.url).send(READ))).toMatchObject({ code: 'NOT_FOUND', status: 404 });
		await closeConnections();
		await server.close();
	});
});

const on = (rule: Partial<FaultRule> & Pick<FaultRule, 'kind'>) =>
	simulator.fault({ path: LIST, ...rule } as FaultRule);

describe('a read', () => {
	it.each<[string, Partial<FaultRule> & Pick<FaultRule, 'kind'>]>([
		['the connection dies', { kind: 'resetBefore' }],
		['the response is lost', { kind: 'resetAfter' }],
		['the body is truncated', { kind: 'cutBody' }],
		['the JSON is truncated', { kind: 'invalidJson' }],
		['a login page is returned', { kind: 'html200' }],
		['the server returns 408', { kind: 'status', status: 408 }],
		['the server returns 429', { kind: 'status', status: 429, retryAfter: '0' }],
		['the server returns 500', { kind: 'status', status: 500, body: 'json' }],
		['the server returns 502', { kind: 'status', status: 502 }],
		['the server returns 503', { kind: 'status', status: 503 }],
		['the server returns 504', { kind: 'status', status: 504 }],
	])('is retried when %s', async (_, rule) => {
		on({ ...rule, times: 3 } as FaultRule);
		const { status } = await openOn(simulator).send(READ);
		expect(status).toBe(200);
		expect(calls(simulator)).toHaveLength(4);
	});

	it.each<[Partial<FaultRule> & Pick<FaultRule, 'kind'>, string]>([
		[{ kind: 'resetBefore' }, 'BROKEN'],
		[{ kind: 'cutBody' }, 'BROKEN'],
		[{ kind: 'invalidJson' }, 'UNREADABLE_RESPONSE'],
		[{ kind: 'status', status: 503 } as FaultRule, 'SERVER_ERROR'],
	])('fails after four attempts with %j', async (rule, code) => {
		on(rule);
		expect(await failure(openOn(simulator).send(READ))).toMatchObject({ code });
		expect(calls(simulator)).toHaveLength(4);
	});

	it.each<FaultRule>([{ kind: 'noResponse' }, { kind: 'endlessBody', intervalMs: 5 }])(
		'fails after the second timeout with %j',
		async (rule) => {
			on(rule);
			const client = openOn(simulator);
			await client.token();
			const error = await failure(client.send({ ...READ, timeoutMs: 500 }));
			expect(error).toMatchObject({ code: 'TIMEOUT', sent: true });
			expect(calls(simulator)).toHaveLength(2);
		},
	);

	it('uses the timeout of the session', async () => {
		on({ kind: 'noResponse' });
		const client = openOn(simulator, { timeoutMs: 500 });
		await client.token();
		expect(await failure(client.send(READ))).toMatchObject({ code: 'TIMEOUT' });
	});

	it.each<FaultRule>([{ kind: 'status', status: 504 }, { kind: 'noResponse' }])(
		'whose caller handles timeouts is not retried after %j',
		async (rule) => {
			on(rule);
			const client = openOn(simulator, { timeoutMs: 500 });
			await client.token();
			await failure(client.send({ ...READ, callerHandlesTimeout: true }));
			expect(calls(simulator)).toHaveLength(1);
		},
	);

	it('waits for Retry-After', async () => {
		on({ kind: 'status', status: 503, retryAfter: '0.2', times: 1 } as FaultRule);
		const client = openOn(simulator);
		await client.token();
		const began = performance.now();
		await client.send(READ);
		expect(performance.now() - began).toBeGreaterThan(190);
	});
});

describe('a write', () => {
	it.each<[Partial<FaultRule> & Pick<FaultRule, 'kind'>, number, string]>([
		[{ kind: 'resetBefore' }, 0, 'BROKEN'],
		[{ kind: 'resetAfter' }, 1, 'BROKEN'],
		[{ kind: 'cutBody' }, 1, 'BROKEN'],
		[{ kind: 'noResponse' }, 0, 'TIMEOUT'],
		[{ kind: 'endlessBody' }, 1, 'TIMEOUT'],
	])('interrupted by %j is sent once and reports an unknown outcome', async (rule, made, code) => {
		on({ ...rule, method: 'POST' });
		const before = departments();
		const error = await failure(openOn(simulator).send({ ...write(`By ${rule.kind}`), timeoutMs: 1000 }));
		expect(error).toMatchObject({ code, sent: true });
		expect(error.hint).toMatch(/^Jamf may have carried out the change: check the object before you run this again\. /);
		expect(departments() - before).toBe(made);
		expect(calls(simulator)).toEqual([`POST ${LIST}`]);
	});

	it('with an unreadable response reports an unknown outcome', async () => {
		on({ kind: 'invalidJson', method: 'POST' });
		const before = departments();
		const error = await failure(openOn(simulator).send(write('Unreadable')));
		expect(error).toMatchObject({
			code: 'UNREADABLE_RESPONSE',
			hint: expect.stringMatching(/^Jamf may have carried out the change/),
		});
		expect(departments() - before).toBe(1);
		expect(calls(simulator)).toHaveLength(1);
	});

	it.each([408, 500, 502, 503, 504])('is not retried after %i', async (status) => {
		on({ kind: 'status', status, method: 'POST' } as FaultRule);
		expect(await failure(openOn(simulator).send(write('x')))).toMatchObject({ status });
		expect(calls(simulator)).toHaveLength(1);
	});

	it('is retried after a 429 and carried out once', async () => {
		on({ kind: 'status', status: 429, retryAfter: '0', times: 1, method: 'POST' } as FaultRule);
		const before = departments();
		expect((await openOn(simulator).send(write('Slowly'))).status).toBe(201);
		expect(departments() - before).toBe(1);
		expect(calls(simulator)).toHaveLength(2);
	});

	it('is retried with a new token after a 401', async () => {
		const client = openOn(simulator);
		await client.send(READ);
		simulator.revokeTokens();
		const before = departments();
		expect((await client.send(write('Renewed'))).status).toBe(201);
		expect(departments() - before).toBe(1);
	});

	it('is not sent when the token exchange times out', async () => {
		simulator.fault({ kind: 'noResponse', path: /oauth/ });
		const error = await failure(openOn(simulator).send({ ...write('x'), timeoutMs: 500 }));
		expect(error).toMatchObject({ code: 'TIMEOUT', sent: false });
		expect(error.hint).toMatch(/^No access token was received, so nothing else was sent\. /);
		expect(error.hint).not.toMatch(/page size/);
		expect(calls(simulator)).toHaveLength(0);
	});
});

describe('a cluster', () => {
	it('finds a created object at once, thanks to its cookies', async () => {
		const cluster = await startSimulator({ cluster: { visibilityDelayMs: 60_000 } });
		const client = openOn(cluster);
		for (const name of ['a', 'b', 'c', 'd']) {
			const { body } = await client.send<{ id: string }>(write(name));
			await client.send({ api: 'pro', method: 'GET', path: path`/v1/departments/${body.id}` });
		}
		expect(new Set(cluster.journal.map(({ node }) => node)).size).toBe(1);

		cluster.resetStats();
		for (let read = 0; read < 4; read++) await client.send({ ...READ, sticky: false });
		expect(new Set(cluster.journal.map(({ node }) => node)).size).toBe(2);
		expect(cluster.journal.flatMap(({ requestHeaders }) => requestHeaders)).not.toContain('cookie');
		await closeConnections();
		await cluster.close();
	});
});
