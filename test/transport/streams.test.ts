import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { toMultipart } from '../../nodes/shared/calls/multipart';
import { CancelledError } from '../../nodes/shared/transport/errors/errors';
import { path } from '../../nodes/shared/transport/path';
import { closeConnections } from '../../nodes/shared/transport/http/pool';
import { readText } from '../../nodes/shared/transport/http/responseBody';
import type { JamfRequest } from '../../nodes/shared/transport/session';
import type { HttpResponse } from '../../nodes/shared/transport/types';
import { type FaultRule, type Simulator, startSimulator } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { calls, failure, open, openOn, READ, serve, signedIn, type TestServer, write } from './testServer';

let simulator: Simulator;
const servers: TestServer[] = [];

beforeAll(async () => {
	simulator = await startSimulator({ computers: 5, tokenLifetimeSeconds: 3600 });
	// The first request reads undici, which takes long on a busy machine.
	await openOn(simulator).send(READ);
	simulator.resetStats();
});
beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(async () => {
	jest.restoreAllMocks();
	simulator.clearFaults();
	await closeConnections();
	await Promise.all(servers.splice(0).map(({ close }) => close()));
	while (simulator.stats.openConnections > 0) await wait(1);
	simulator.resetStats();
});
afterAll(() => simulator.close());

const LIST = '/api/v1/departments';

async function started(...given: Parameters<typeof serve>): Promise<TestServer> {
	const server = await serve(...given);
	servers.push(server);
	return server;
}

it.each(['the sign-in failed', 'the server refused it', 'it was sent'])('a file is closed when %s', async (what) => {
	if (what === 'the sign-in failed') simulator.fault({ kind: 'status', status: 401, path: /oauth/ });
	const file = Readable.from([Buffer.from('a'), Buffer.from('b')]);
	const { body, headers } = toMultipart('file', { content: file, mimeType: 'image/png', fileName: 'a.png' });
	const target = what === 'it was sent' ? path`/v1/icon` : path`/v1/nothing`;
	await openOn(simulator)
		.send({ api: 'pro', method: 'POST', path: target, body, headers })
		.catch(() => {});
	await wait(20);
	expect(file.destroyed).toBe(true);
});

test('any number of requests may wait for the same cancel signal', () => {
	const { signal } = new AbortController();
	openOn(simulator, { signal });
	const limit = Object.getOwnPropertySymbols(signal).find(({ description }) =>
		/maxEventTargetListeners/.test(description ?? ''),
	);
	expect(limit && Reflect.get(signal, limit)).toBe(0);
});

describe('a cancelled request', () => {
	it.each<[string, FaultRule, number]>([
		['waiting for the token', { kind: 'noAnswer', path: /oauth/ }, 0],
		['in flight', { kind: 'noAnswer', path: LIST }, 1],
		['reading', { kind: 'endlessBody', path: LIST }, 1],
		['reading a refusal', { kind: 'slowBody', bytesPerChunk: 1, intervalMs: 20, path: /nothing/ }, 0],
		['waiting to try again', { kind: 'status', status: 429, retryAfter: '30', path: LIST }, 1],
	])('that is %s ends at once', async (what, rule, sent) => {
		simulator.fault(rule);
		const controller = new AbortController();
		const client = openOn(simulator, { signal: controller.signal });
		const requests = [READ, write('Cancelled')];
		if (what === 'reading a refusal') requests.fill({ ...READ, path: path`/v1/nothing` });
		const outcomes = requests.map((request) => failure(client.send(request)));
		await wait(100);
		const began = performance.now();
		controller.abort();
		for (const outcome of outcomes) expect(await outcome).toBeInstanceOf(CancelledError);
		expect(performance.now() - began).toBeLessThan(500);
		expect(calls(simulator).filter((call) => call.endsWith(LIST))).toHaveLength(sent * 2);
	});

	it('in the queue is never sent, and takes no place', async () => {
		simulator.fault({ kind: 'latency', ms: 80, path: LIST });
		const fields = { maxConcurrentRequests: 1 };
		const controller = new AbortController();
		const first = openOn(simulator, { fields }).send(READ);
		const queued = failure(openOn(simulator, { fields, signal: controller.signal }).send(write('Cancelled')));
		const asking = failure(openOn(simulator, { fields, signal: controller.signal }).token());
		const last = openOn(simulator, { fields }).send(READ);
		await wait(20);
		controller.abort();
		const began = performance.now();
		expect(await queued).toBeInstanceOf(CancelledError);
		expect(await asking).toBeInstanceOf(CancelledError);
		expect(performance.now() - began).toBeLessThan(50);
		expect((await first).status).toBe(200);
		expect((await last).status).toBe(200);
		expect(calls(simulator)).toEqual([`GET ${LIST}`, `GET ${LIST}`]);
	});

	it('of a cancelled execution is not even begun', async () => {
		const client = openOn(simulator, { signal: AbortSignal.abort() });
		expect(await failure(client.send(READ))).toBeInstanceOf(CancelledError);
		expect(await failure(client.token())).toBeInstanceOf(CancelledError);
		expect(simulator.stats.requests).toBe(0);
	});

	it('leaves the others of the execution their places', async () => {
		simulator.fault({ kind: 'noAnswer', path: LIST, times: 5 });
		const controller = new AbortController();
		const lost = Array.from({ length: 8 }, () => failure(openOn(simulator, { signal: controller.signal }).send(READ)));
		await wait(60);
		controller.abort();
		await Promise.all(lost);
		simulator.clearFaults();
		expect((await openOn(simulator).send(READ)).status).toBe(200);
	});

	it('does not take the token away from those who wait for the same', async () => {
		simulator.fault({ kind: 'latency', ms: 60, path: /oauth/ });
		const controller = new AbortController();
		const one = openOn(simulator, { signal: controller.signal });
		const other = openOn(simulator, { tokens: one['session'].tokens });
		const cancelled = failure(one.send(READ));
		const kept = other.send(READ);
		await wait(20);
		controller.abort();
		expect(await cancelled).toBeInstanceOf(CancelledError);
		expect((await kept).status).toBe(200);
		expect(simulator.stats.tokens).toBe(1);
	});
});

const asStream = async ({ body }: HttpResponse) => body;

/** Sends the first half of a file at once, and the rest when asked to. */
async function fileServer() {
	let finish = () => {};
	let broken = false;
	const server = await started(
		signedIn((_, response) => {
			response.on('close', () => (broken = !response.writableFinished));
			response.writeHead(200, { 'content-length': 8 }).write('half');
			finish = () => response.end('done');
		}),
	);
	return { url: server.url, finish: () => finish(), broken: () => broken };
}

describe('a download', () => {
	const fields = { maxConcurrentRequests: 1 };

	it('keeps its place until it is read', async () => {
		const { url, finish } = await fileServer();
		const client = open(url, { fields });
		const { body } = await client.send(READ, asStream);
		let second = false;
		const next = client.send(READ, asStream).then(({ body: other }) => {
			second = true;
			return other;
		});
		await wait(30);
		expect(second).toBe(false);
		finish();
		expect(await readText(body)).toBe('halfdone');
		const other = await next;
		finish();
		expect(await readText(other)).toBe('halfdone');
	});

	it('that nobody wants any more gives its place back', async () => {
		const { url, finish } = await fileServer();
		const client = open(url, { fields });
		(await client.send(READ, asStream)).body.on('error', () => {}).destroy();
		const { body } = await client.send(READ, asStream);
		finish();
		expect(await readText(body)).toBe('halfdone');
	});

	it('ends with the execution', async () => {
		const { url, broken } = await fileServer();
		const controller = new AbortController();
		const client = open(url, { fields, signal: controller.signal });
		const { body } = await client.send(READ, asStream);
		const closed = once(body, 'error');
		controller.abort();
		expect((await closed)[0]).toMatchObject({ name: 'AbortError' });
		expect(body.destroyed).toBe(true);
		while (!broken()) await wait(1);
		const next = open(url, { fields });
		(await next.send(READ, asStream)).body.on('error', () => {}).destroy();
	});

	it('outlives the time for an answer, as long as bytes come', async () => {
		const { url, finish } = await fileServer();
		const { body } = await open(url, { fields }).send({ ...READ, timeoutMs: 400 }, asStream);
		const text = readText(body);
		await wait(250);
		finish();
		expect(await text).toBe('halfdone');
	});

	it('may be read within the time, in any way', async () => {
		const read = async ({ body }: HttpResponse) => (await readText(body)).length;
		expect((await openOn(simulator).send(READ, read)).body).toBeGreaterThan(100);
	});
});

const upload = (body: Readable): JamfRequest => ({ ...write(''), body });

const pieces = (...texts: string[]) => Readable.from(texts.map((text) => Buffer.from(text)));

describe('an upload', () => {
	it('is sent as it comes', async () => {
		const { status } = await openOn(simulator).send(upload(pieces('{"name":', '"Streamed"', '}')));
		expect(status).toBe(201);
		expect(simulator.state.departments.values().at(-1)?.name).toBe('Streamed');
	});

	it.each<[string, () => void, string]>([
		['401', () => simulator.revokeTokens(), 'UNAUTHORIZED'],
		['429', () => simulator.fault({ kind: 'status', status: 429, retryAfter: '0', path: LIST }), 'RATE_LIMITED'],
		['a lost connection', () => simulator.fault({ kind: 'resetBefore', path: LIST }), 'BROKEN'],
	])('is not sent again after %s', async (_, arrange, code) => {
		const client = openOn(simulator);
		await client.token();
		arrange();
		expect(await failure(client.send(upload(pieces('{"name":"Once"}'))))).toMatchObject({ code });
		expect(calls(simulator)).toEqual([`POST ${LIST}`]);
		simulator.clearFaults();
		expect((await client.send(READ)).status).toBe(200);
		expect(simulator.stats.unauthorized).toBe(code === 'UNAUTHORIZED' ? 1 : 0);
	});

	it('may take longer than an answer', async () => {
		const slowly = async function* () {
			for (const piece of ['{"name"', ':', '"Slow"', '}']) {
				yield Buffer.from(piece);
				await wait(60);
			}
		};
		const request = { ...upload(Readable.from(slowly())), timeoutMs: 150 };
		expect((await openOn(simulator).send(request)).status).toBe(201);
	});

	it('whose source breaks fails, and may have been carried out', async () => {
		const broken = new Readable({ read: (): void => void broken.destroy(new Error('disk')) });
		const error = await failure(openOn(simulator).send(upload(broken)));
		expect(error).toMatchObject({ code: 'BROKEN', hint: expect.stringMatching(/may have carried out/) });
	});
});

describe('a redirect', () => {
	it('to another server carries no token, no cookie and no header of the request', async () => {
		const seen: Array<Record<string, unknown>> = [];
		const other = await started((request, response) => {
			seen.push(request.headers);
			response.setHeader('set-cookie', 'EVIL=1').end('{"from":"elsewhere"}');
		});
		simulator.fault({ kind: 'redirect', status: 302, location: `${other.url}/file`, path: LIST, times: 1 });
		const client = openOn(simulator);
		const { body } = await client.send({ ...READ, headers: { 'x-own': '1' } });
		expect(body).toEqual({ from: 'elsewhere' });
		expect(seen).toHaveLength(1);
		expect(Object.keys(seen[0]!).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host']);
		expect(client['session'].jar.header()).not.toMatch('EVIL');
		expect((await client.send(READ)).status).toBe(200);
	});

	it('on the same server carries everything', async () => {
		simulator.fault({ kind: 'redirect', status: 307, location: '/api/v1/categories', path: LIST, times: 1 });
		const { body } = await openOn(simulator).send({ ...READ, headers: { 'x-own': '1' } });
		expect(body).toHaveProperty('totalCount');
		expect(simulator.journal.at(-1)).toMatchObject({ path: '/api/v1/categories', status: 200 });
		expect(simulator.journal.at(-1)?.requestHeaders).toEqual(
			expect.arrayContaining(['authorization', 'cookie', 'x-own']),
		);
	});

	it('of a write is not followed', async () => {
		const other = await started((_, response) => response.end('{}'));
		simulator.fault({ kind: 'redirect', status: 308, location: `${other.url}/api/v1/x`, path: LIST });
		const error = await failure(openOn(simulator).send(write('x')));
		expect(error).toMatchObject({
			code: 'INVALID_INPUT',
			message: expect.stringMatching(`redirects the POST request to ${other.url}`),
		});
		expect(calls(simulator)).toHaveLength(1);
	});

	it('in a circle ends', async () => {
		simulator.fault({ kind: 'redirect', status: 302, location: LIST, path: LIST });
		expect(await failure(openOn(simulator).send(READ))).toMatchObject({ code: 'REDIRECT' });
		expect(calls(simulator)).toHaveLength(6);
	});

	it('that leads nowhere is a refusal', async () => {
		simulator.fault({ kind: 'status', status: 304, path: LIST });
		expect(await failure(openOn(simulator).send(READ))).toMatchObject({ status: 304 });
	});
});

describe('with TLS', () => {
	let secure: Simulator;
	beforeAll(async () => {
		secure = await startSimulator({ tls: TEST_CERTIFICATE, computers: 5 });
	});
	afterAll(() => secure.close());

	const withCa = { caPem: TEST_CERTIFICATE.cert };

	it('an unknown authority is refused, before anything is sent', async () => {
		expect(await failure(openOn(secure).send(READ))).toMatchObject({ code: 'TLS_UNTRUSTED' });
		expect(secure.stats.requests).toBe(0);
	});

	it.each([withCa, { ignoreSslIssues: true }])('works with %j', async (fields) => {
		expect((await openOn(secure, { fields }).send(READ)).status).toBe(200);
	});

	it('is not left by a redirect', async () => {
		const other = await started((_, response) => response.end('{}'));
		secure.fault({ kind: 'redirect', status: 302, location: `${other.url}/x`, path: LIST });
		const error = await failure(openOn(secure, { fields: withCa }).send({ ...READ, path: path`/v1/departments` }));
		expect(error).toMatchObject({ code: 'REDIRECT', message: expect.stringMatching(/unprotected/) });
		secure.clearFaults();
	});
});
