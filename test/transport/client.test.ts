import { setTimeout as wait } from 'node:timers/promises';
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

describe('the cap of five', () => {
	it('holds for all clients of a server, both APIs, any credential and cap', async () => {
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

	it('holds in flight over different TLS settings too', async () => {
		simulator.fault({ kind: 'latency', ms: 4 });
		const clients = [openOn(simulator), openOn(simulator, { fields: { ignoreSslIssues: true } })];
		await Promise.all(Array.from({ length: 40 }, (_, index) => clients[index % 2]!.send(READ)));
		expect(simulator.stats.peakInFlight).toBe(5);
	});

	it.each([1, 2, 3])('may be %i', async (maxConcurrentRequests) => {
		simulator.fault({ kind: 'latency', ms: 4 });
		const client = openOn(simulator, { fields: { maxConcurrentRequests } });
		await Promise.all(Array.from({ length: 12 }, () => client.send(READ)));
		expect(simulator.stats.peakInFlight).toBe(maxConcurrentRequests);
		expect(simulator.stats.peakConnections).toBe(maxConcurrentRequests);
	});

	it('is one connection for requests one by one', async () => {
		const client = openOn(simulator);
		for (let request = 0; request < 100; request++) await client.send(READ);
		expect(simulator.stats.connections).toBe(1);
		expect(simulator.stats.tokens).toBe(1);
	});
});

describe('an answer', () => {
	it('is given with status, headers and body', async () => {
		const { status, headers, body } = await openOn(simulator).send({ ...READ, query: [['page-size', '2']] });
		expect(status).toBe(200);
		expect(headers['content-type']).toBe('application/json');
		expect((body as { results: unknown[] }).results).toHaveLength(2);
		expect(simulator.journal.at(-1)?.query).toBe('page-size=2');
	});

	it('of any 2xx is success, also without a body', async () => {
		const client = openOn(simulator);
		const created = await client.send<{ id: string }>(write('For a moment'));
		expect(created.status).toBe(201);
		const deleted = await client.send({ api: 'pro', method: 'DELETE', path: path`/v1/departments/${created.body.id}` });
		expect(deleted).toMatchObject({ status: 204, body: undefined });
	});

	it('to HEAD has no body', async () => {
		const server = await serve(signedIn((_, response) => response.writeHead(200, { 'content-length': 5 }).end()));
		const client = open(server.url);
		const head = { ...READ, method: 'HEAD' as const };
		expect((await client.send(head)).body).toBeUndefined();
		expect((await client.send(head)).status).toBe(200);
		await closeConnections();
		await server.close();
	});
});

describe('a refusal', () => {
	it('of Classic with 401 is a missing privilege, after one more try', async () => {
		const client = openOn(simulator, { client: simulator.addClient({ privileges: [] }) });
		const error = await failure(client.send(CLASSIC));
		expect(error).toMatchObject({ code: 'FORBIDDEN', status: 401 });
		expect(error.message).toBe(
			'The API client lacks a Classic API privilege for this operation (GET /computers/id/1, HTTP 401): ' +
				'Unauthorized The request requires user authentication',
		);
		expect(simulator.stats).toMatchObject({ tokens: 2, unauthorized: 2 });
		// The second token is good: the next request begins with it.
		await failure(client.send(CLASSIC));
		expect(simulator.stats).toMatchObject({ tokens: 3, unauthorized: 4 });
	});

	it('of Pro with 403 and no word is a missing privilege', async () => {
		const client = openOn(simulator, { client: simulator.addClient({ privileges: [] }) });
		const error = await failure(client.send(READ));
		expect(error).toMatchObject({ code: 'FORBIDDEN', status: 403, details: [], traceId: expect.any(String) });
		expect(error.message).toBe('The API client lacks a privilege for this operation (GET /v1/departments, HTTP 403)');
		expect(calls(simulator)).toHaveLength(1);
	});

	it('of a firewall is told from a missing privilege', async () => {
		simulator.fault({ kind: 'wafForbidden', method: 'POST', path: LIST });
		expect(await failure(openOn(simulator).send(write('x')))).toMatchObject({
			code: 'BLOCKED',
			message: expect.stringMatching(/^A firewall .*: 403 Forbidden Request blocked\.$/),
		});
	});

	it('of Classic with a page says what stands there', async () => {
		const body = '<html><body><p>Conflict</p><p>Error: Duplicate name</p><p>Get help</p></body></html>';
		simulator.fault({ kind: 'status', status: 409, path: /JSSResource/, body });
		expect(await failure(openOn(simulator).send({ ...CLASSIC, method: 'PUT', body: '<computer/>' }))).toMatchObject({
			code: 'CONFLICT',
			message: expect.stringMatching(/: Duplicate name$/),
		});
	});

	it('of Pro has the fields', async () => {
		const client = openOn(simulator);
		await client.send(write('Twice'));
		const error = await failure(client.send(write('Twice')));
		expect(error).toMatchObject({ code: 'BAD_REQUEST', details: [{ code: 'DUPLICATE_FIELD', field: 'name' }] });
	});

	it('of 10 MB is not read to its end', async () => {
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
		const began = performance.now();
		const error = await failure(open(server.url).send(READ));
		expect(error).toMatchObject({ status: 400 });
		expect(error.message.length).toBeLessThan(500);
		expect(performance.now() - began).toBeLessThan(1000);
		await closeConnections();
		await server.close();
		expect(taken).toBeLessThan(9_000_000);
	});

	it('whose page breaks is still that refusal', async () => {
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
		['the answer is lost', { kind: 'resetAfter' }],
		['the body is cut', { kind: 'cutBody' }],
		['the JSON is cut', { kind: 'invalidJson' }],
		['a login page comes', { kind: 'html200' }],
		['the server says 408', { kind: 'status', status: 408 }],
		['the server says 429', { kind: 'status', status: 429, retryAfter: '0' }],
		['the server says 500', { kind: 'status', status: 500, body: 'json' }],
		['the server says 502', { kind: 'status', status: 502 }],
		['the server says 503', { kind: 'status', status: 503 }],
		['the server says 504', { kind: 'status', status: 504 }],
	])('is repeated when %s', async (_, rule) => {
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
	])('is given up after four times %j', async (rule, code) => {
		on(rule);
		expect(await failure(openOn(simulator).send(READ))).toMatchObject({ code });
		expect(calls(simulator)).toHaveLength(4);
	});

	it.each<FaultRule>([{ kind: 'noAnswer' }, { kind: 'endlessBody', intervalMs: 5 }])(
		'ends in time with %j, after the second',
		async (rule) => {
			on(rule);
			const error = await failure(openOn(simulator).send({ ...READ, timeoutMs: 60 }));
			expect(error).toMatchObject({ code: 'TIMEOUT', sent: true });
			expect(calls(simulator)).toHaveLength(2);
		},
	);

	it('has the time that the session gives', async () => {
		on({ kind: 'noAnswer' });
		expect(await failure(openOn(simulator, { timeoutMs: 60 }).send(READ))).toMatchObject({ code: 'TIMEOUT' });
	});

	it.each<FaultRule>([{ kind: 'status', status: 504 }, { kind: 'noAnswer' }])(
		'that can shrink is not repeated after %j',
		async (rule) => {
			on(rule);
			await failure(openOn(simulator, { timeoutMs: 60 }).send({ ...READ, callerHandlesTimeout: true }));
			expect(calls(simulator)).toHaveLength(1);
		},
	);

	it('waits as long as Retry-After says', async () => {
		on({ kind: 'status', status: 503, retryAfter: '0.2', times: 1 } as FaultRule);
		const client = openOn(simulator);
		await client.token();
		const began = performance.now();
		await client.send(READ);
		expect(performance.now() - began).toBeGreaterThan(190);
		expect(performance.now() - began).toBeLessThan(1500);
	});
});

describe('a write', () => {
	it.each<[Partial<FaultRule> & Pick<FaultRule, 'kind'>, number, string]>([
		[{ kind: 'resetBefore' }, 0, 'BROKEN'],
		[{ kind: 'resetAfter' }, 1, 'BROKEN'],
		[{ kind: 'cutBody' }, 1, 'BROKEN'],
		[{ kind: 'noAnswer' }, 0, 'TIMEOUT'],
		[{ kind: 'endlessBody' }, 1, 'TIMEOUT'],
	])('that meets %j is sent once, and may have been carried out', async (rule, made, code) => {
		on({ ...rule, method: 'POST' });
		const before = departments();
		const error = await failure(openOn(simulator).send({ ...write(`By ${rule.kind}`), timeoutMs: 100 }));
		expect(error).toMatchObject({ code, sent: true });
		expect(error.hint).toMatch(/^Jamf may have carried out the change: read the object before you repeat it\. /);
		expect(departments() - before).toBe(made);
		expect(calls(simulator)).toEqual([`POST ${LIST}`]);
	});

	it('whose answer cannot be read may have been carried out', async () => {
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

	it.each([408, 500, 502, 503, 504])('is not repeated after %i', async (status) => {
		on({ kind: 'status', status, method: 'POST' } as FaultRule);
		expect(await failure(openOn(simulator).send(write('x')))).toMatchObject({ status });
		expect(calls(simulator)).toHaveLength(1);
	});

	it('is repeated once after one 429, and happens once', async () => {
		on({ kind: 'status', status: 429, retryAfter: '0', times: 1, method: 'POST' } as FaultRule);
		const before = departments();
		expect((await openOn(simulator).send(write('Slowly'))).status).toBe(201);
		expect(departments() - before).toBe(1);
		expect(calls(simulator)).toHaveLength(2);
	});

	it('is repeated with a new token after 401', async () => {
		const client = openOn(simulator);
		await client.send(READ);
		simulator.revokeTokens();
		const before = departments();
		expect((await client.send(write('Renewed'))).status).toBe(201);
		expect(departments() - before).toBe(1);
	});

	it('that waited in vain for the token was not sent', async () => {
		simulator.fault({ kind: 'noAnswer', path: /oauth/ });
		const error = await failure(openOn(simulator).send({ ...write('x'), timeoutMs: 40 }));
		expect(error).toMatchObject({ code: 'TIMEOUT', sent: false });
		expect(error.hint).not.toMatch(/may have carried out/);
		expect(calls(simulator)).toHaveLength(0);
	});
});

describe('in a cluster', () => {
	it('what was created is found at once, by cookies', async () => {
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
