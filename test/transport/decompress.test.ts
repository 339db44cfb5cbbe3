import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { readText } from '../../nodes/shared/transport/http/responseBody';
import { closeConnections } from '../../nodes/shared/transport/http/pool';
import type { HttpResponse } from '../../nodes/shared/transport/types';
import { type Simulator, startSimulator } from '../../simulator';
import { failure, open, openOn, READ, serve, signedIn, type TestServer, write } from './testServer';

const ROWS = { totalCount: 1, results: [{ name: 'é'.repeat(20_000) }] };
const COMPRESSED = gzipSync(JSON.stringify(ROWS));
const servers: TestServer[] = [];

beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(async () => {
	jest.restoreAllMocks();
	await closeConnections();
	await Promise.all(servers.splice(0).map(({ close }) => close()));
});

async function server(respond: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> {
	const started = await serve(
		signedIn((request, response) => {
			response.setHeader('content-encoding', 'gzip');
			respond(request, response);
		}),
	);
	servers.push(started);
	return started.url;
}

test('a compressed response is requested and transparently decompressed', async () => {
	let accepted: unknown;
	const url = await server(({ headers }, response) => {
		accepted = headers['accept-encoding'];
		response.setHeader('content-length', COMPRESSED.length).end(COMPRESSED);
	});
	const { body, headers } = await open(url).send(READ);
	expect(accepted).toBe('gzip');
	expect(body).toEqual(ROWS);
	expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['content-encoding']));
	expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['content-length']));
});

test('a connection is reused after a compressed response', async () => {
	const url = await server((_, response) => response.end(COMPRESSED));
	const client = open(url);
	const ports = new Set<number | undefined>();
	servers[0]?.server.on('connection', ({ remotePort }) => ports.add(remotePort));
	for (let each = 0; each < 5; each++) expect((await client.send(READ)).body).toEqual(ROWS);
	expect(ports.size).toBe(1);
});

test('a compressed error response is read', async () => {
	const error = { httpStatus: 400, errors: [{ code: 'INVALID_FIELD', description: 'x'.repeat(3000), field: 'name' }] };
	const url = await server((_, response) => {
		response.statusCode = 400;
		response.end(gzipSync(JSON.stringify(error)));
	});
	expect(await failure(open(url).send(write('A')))).toMatchObject({ status: 400, details: [{ field: 'name' }] });
});

test.each([204, 304])('a %i is not decompressed', async (status) => {
	const url = await server((_, response) => {
		response.statusCode = status;
		response.end();
	});
	const outcome = await open(url)
		.send(READ)
		.catch((error: unknown) => error);
	expect(outcome).toMatchObject({ status });
});

test('the response to a HEAD request is not decompressed', async () => {
	const url = await server((_, response) => response.end());
	expect(await open(url).send({ ...READ, method: 'HEAD' })).toMatchObject({ status: 200, body: undefined });
});

test('a truncated or corrupt compressed response is retried for a read, and reports an unknown outcome for a write', async () => {
	const halves = [COMPRESSED.subarray(0, COMPRESSED.length / 2), randomBytes(200)];
	for (const half of halves) {
		let requests = 0;
		const url = await server((_, response) => response.end(++requests === 1 ? half : COMPRESSED));
		expect((await open(url).send(READ)).body).toEqual(ROWS);
		expect(requests).toBe(2);
		requests = 0;
		const error = await failure(open(url).send(write('A')));
		expect(error).toMatchObject({ code: 'BROKEN', sent: true });
		expect(error.hint).toContain('may have carried out the change');
		expect(requests).toBe(1);
	}
});

test('a stalled compressed response times out, and an unread one closes its connection', async () => {
	const url = await server((_, response) => response.write(COMPRESSED.subarray(0, 100)));
	const closed = new Promise((resolve) => servers[0]?.server.on('connection', (socket) => socket.on('close', resolve)));
	expect(await failure(open(url).send({ ...READ, timeoutMs: 100, callerHandlesTimeout: true }))).toMatchObject({
		code: 'TIMEOUT',
	});
	await closed;
	const dropped = open(url).send(READ, async ({ body }: HttpResponse) => {
		await wait(10);
		body.destroy();
	});
	await dropped;
	while (await connectionsOf(servers[0])) await wait(1);
});

async function connectionsOf(of: TestServer | undefined): Promise<number> {
	return await new Promise((resolve) => of?.server.getConnections((_, count) => resolve(count)));
}

describe('the simulator compresses', () => {
	let simulator: Simulator;
	beforeAll(async () => {
		simulator = await startSimulator({ computers: 200, compress: true });
	});
	afterAll(async () => await simulator.close());

	test('long responses for clients that accept gzip', async () => {
		const read = { ...READ, path: '/v4/computers-inventory' as typeof READ.path };
		const sizes: number[] = [];
		const bodies: unknown[] = [];
		for (const encoding of ['gzip', 'identity']) {
			simulator.resetStats();
			const headers = { 'accept-encoding': encoding };
			bodies.push((await openOn(simulator).send({ ...read, headers })).body);
			sizes.push(simulator.stats.responseBytes);
		}
		expect(bodies[0]).toEqual(bodies[1]);
		const [compressed = 0, plain = 0] = sizes;
		expect(compressed * 4).toBeLessThan(plain);
	});
});

test.each([true, false])('an empty response labeled as gzip is empty (with Content-Length: %s)', async (hasLength) => {
	const url = await server((_, response) => {
		if (hasLength) response.setHeader('content-length', 0);
		else response.flushHeaders();
		response.end();
	});
	expect(await open(url).send(write('A'))).toMatchObject({ status: 200, body: undefined });
});

test('a file with data after the end of its gzip stream frees its slot and its connection', async () => {
	const url = await server((_, response) => {
		response.write(gzipSync('the file'));
		const timer = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 1);
		response.on('close', () => clearInterval(timer));
	});
	const { body } = await open(url).send(READ, async (response: HttpResponse) => response.body);
	const closed = once(body, 'close');
	const chunks: Buffer[] = [];
	body.on('data', (chunk: Buffer) => chunks.push(chunk));
	await closed;
	expect(Buffer.concat(chunks).toString()).toBe('the file');
	while (await connectionsOf(servers[0])) await wait(1);
});

test('an endless response is aborted and not retried', async () => {
	const chunk = Buffer.alloc(16 * 1024 * 1024, ' ');
	let chunks = 0;
	const body = Readable.from(
		(function* () {
			// The limit keeps a failing test from crashing the process.
			for (; chunks < 60; chunks++) yield chunk;
		})(),
	);
	const error = await failure(readText(body));
	expect(error).toMatchObject({ code: 'TOO_LONG', transient: false });
	expect(chunks).toBeLessThan(40);
	expect(body.destroyed).toBe(true);
});
