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
	// The first request loads undici, which is slow on a busy machine.
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
/** Long enough that a busy machine sends the next bytes in time. */
const TIMEOUT_MS = 2_000;

async function started(...given: Parameters<typeof serve>): Promise<TestServer> {
	const server = await serve(...given);
	servers.push(server);
	return server;
}

it.each(['the token exchange failed', 'the server rejected it', 'it was sent'])(
	'a file is closed when %s',
	async (what) => {
		if (what === 'the token exchange failed') simulator.fault({ kind: 'status', status: 401, path: /oauth/ });
		const file = Readable.from([Buffer.from('a'), Buffer.from('b')]);
		const { body, headers } = toMultipart('file', { content: file, mimeType: 'image/png', fileName: 'a.png' });
		const target = what === 'it was sent' ? path`/v1/icon` : path`/v1/nothing`;
		await openOn(simulator)
			.send({ api: 'pro', method: 'POST', path: target, body, headers })
			.catch(() => {});
		while (!file.destroyed) await wait(1);
	},
);

test('any number of requests can listen to the same cancel signal', () => {
	const { signal } = new AbortController();
	openOn(simulator, { signal });
	const limit = Object.getOwnPropertySymbols(signal).find(({ description }) =>
		/maxEventTargetListeners/.test(description ?? ''),
	);
	expect(limit && Reflect.get(signal, limit)).toBe(0);
});

describe('a cancelled request', () => {
	it.each<[string, FaultRule, number]>([
		['waiting for the token', { kind: 'noResponse', path: /oauth/ }, 0],
		['in flight', { kind: 'noResponse', path: LIST }, 1],
		['reading', { kind: 'endlessBody', path: LIST }, 1],
		['reading an error response', { kind: 'slowBody', bytesPerChunk: 1, intervalMs: 20, path: /nothing/ }, 0],
		['waiting to retry', { kind: 'status', status: 429, retryAfter: '30', path: LIST }, 1],
	])('that is %s is rejected', async (what, rule, sent) => {
		simulator.fault(rule);
		const controller = new AbortController();
		const client = openOn(simulator, { signal: controller.signal });
		const requests = [READ, write('Cancelled')];
		if (what === 'reading an error response') requests.fill({ ...READ, path: path`/v1/nothing` });
		const outcomes = requests.map((request) => failure(client.send(request)));
		const target =
			what === 'waiting for the token' ? /oauth/ : what === 'reading an error response' ? /nothing/ : /departments/;
		const arrived = () => simulator.journal.filter((call) => target.test(call.path)).length;
		while (arrived() < (what === 'waiting for the token' ? 1 : 2)) await wait(1);
		controller.abort();
		for (const outcome of outcomes) expect(await outcome).toBeInstanceOf(CancelledError);
		expect(calls(simulator).filter((call) => call.endsWith(LIST))).toHaveLength(sent * 2);
	});

	it('for a token does not wait for the token exchange', async () => {
		simulator.fault({ kind: 'noResponse', path: /oauth/ });
		const controller = new AbortController();
		const token = failure(openOn(simulator, { signal: controller.signal }).token());
		while (simulator.journal.length === 0) await wait(1);
		controller.abort();
		expect(await token).toBeInstanceOf(CancelledError);
	});

	it('in the queue is never sent and takes no slot', async () => {
		const methods: Array<string | undefined> = [];
		let finish = () => {};
		const { url } = await started(
			signedIn(({ method }, response) => {
				methods.push(method);
				finish = () => response.end('{}');
				if (methods.length > 1) finish();
			}),
		);
		const fields = { maxConcurrentRequests: 1 };
		const controller = new AbortController();
		const first = open(url, { fields }).send(READ);
		const queued = failure(open(url, { fields, signal: controller.signal }).send(write('Cancelled')));
		const token = failure(open(url, { fields, signal: controller.signal }).token());
		const last = open(url, { fields }).send(READ);
		while (methods.length === 0) await wait(1);
		controller.abort();
		expect(await queued).toBeInstanceOf(CancelledError);
		expect(await token).toBeInstanceOf(CancelledError);
		finish();
		expect((await first).status).toBe(200);
		expect((await last).status).toBe(200);
		expect(methods).toEqual(['GET', 'GET']);
	});

	it('of a cancelled execution is not started', async () => {
		const client = openOn(simulator, { signal: AbortSignal.abort() });
		expect(await failure(client.send(READ))).toBeInstanceOf(CancelledError);
		expect(await failure(client.token())).toBeInstanceOf(CancelledError);
		expect(simulator.stats.requests).toBe(0);
	});

	it('releases its slot', async () => {
		simulator.fault({ kind: 'noResponse', path: LIST, times: 5 });
		const controller = new AbortController();
		const lost = Array.from({ length: 8 }, () => failure(openOn(simulator, { signal: controller.signal }).send(READ)));
		while (simulator.stats.inFlight < 5) await wait(1);
		controller.abort();
		await Promise.all(lost);
		simulator.clearFaults();
		expect((await openOn(simulator).send(READ)).status).toBe(200);
	});

	it('does not abort a token exchange that other requests wait for', async () => {
		simulator.fault({ kind: 'latency', ms: 60, path: /oauth/ });
		const controller = new AbortController();
		const one = openOn(simulator, { signal: controller.signal });
		const other = openOn(simulator, { tokens: one['session'].tokens });
		const cancelled = failure(one.send(READ));
		const kept = other.send(READ);
		while (simulator.stats.inFlight === 0) await wait(1);
		controller.abort();
		expect(await cancelled).toBeInstanceOf(CancelledError);
		expect((await kept).status).toBe(200);
		expect(simulator.stats.tokens).toBe(1);
	});
});

const asStream = async ({ body }: HttpResponse) => body;

/** Sends the first half of a file at once and the rest on `finish`. */
async function fileServer(length = 'halfdone'.length) {
	let finish = () => {};
	let more = () => {};
	let broken = false;
	const server = await started(
		signedIn((_, response) => {
			response.on('close', () => (broken = !response.writableFinished));
			response.writeHead(200, { 'content-length': length }).write('half');
			more = () => response.write('.');
			finish = () => response.end('done');
		}),
	);
	return { url: server.url, more: () => more(), finish: () => finish(), broken: () => broken };
}

describe('a download', () => {
	const fields = { maxConcurrentRequests: 1 };

	it('holds its slot until it is read', async () => {
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

	it('that is destroyed releases its slot', async () => {
		const { url, finish } = await fileServer();
		const client = open(url, { fields });
		(await client.send(READ, asStream)).body.on('error', () => {}).destroy();
		const { body } = await client.send(READ, asStream);
		finish();
		expect(await readText(body)).toBe('halfdone');
	});

	it('is destroyed when the execution is cancelled', async () => {
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

	it('may take longer than the timeout while data arrives', async () => {
		const { url, more, finish } = await fileServer('half...done'.length);
		const { body } = await open(url, { fields }).send({ ...READ, timeoutMs: TIMEOUT_MS }, asStream);
		const text = readText(body);
		for (let sent = 0; sent < 3; sent++) {
			await wait(TIMEOUT_MS / 2);
			more();
		}
		finish();
		expect(await text).toBe('half...done');
	});

	it('can be read by any reader', async () => {
		const read = async ({ body }: HttpResponse) => (await readText(body)).length;
		expect((await openOn(simulator).send(READ, read)).body).toBeGreaterThan(100);
	});
});

const upload = (body: Readable): JamfRequest => ({ ...write(''), body });

const pieces = (...texts: string[]) => Readable.from(texts.map((text) => Buffer.from(text)));

describe('an upload', () => {
	it('is streamed', async () => {
		const { status } = await openOn(simulator).send(upload(pieces('{"name":', '"Streamed"', '}')));
		expect(status).toBe(201);
		expect(simulator.state.departments.values().at(-1)?.name).toBe('Streamed');
	});

	it.each<[string, () => void, string, RegExp]>([
		['401', () => simulator.revokeTokens(), 'UNAUTHORIZED', /^Nothing was changed\. If .* running this again works/],
		[
			'429',
			() => simulator.fault({ kind: 'status', status: 429, retryAfter: '0', path: LIST }),
			'RATE_LIMITED',
			/^Nothing was changed\. Run this again/,
		],
		['a lost connection', () => simulator.fault({ kind: 'resetBefore', path: LIST }), 'BROKEN', /^Jamf may have/],
	])('is not retried after %s, and the error says what happened', async (_, arrange, code, hint) => {
		const client = openOn(simulator);
		await client.token();
		arrange();
		const error = await failure(client.send(upload(pieces('{"name":"Once"}'))));
		expect(error).toMatchObject({ code, hint: expect.stringMatching(hint) });
		expect(error.message).not.toMatch(/renewed/);
		expect(calls(simulator)).toEqual([`POST ${LIST}`]);
		simulator.clearFaults();
		const { status } = await client.send(upload(pieces(`{"name":"After ${code}"}`)));
		expect(status).toBe(201);
		expect(simulator.stats.unauthorized).toBe(code === 'UNAUTHORIZED' ? 1 : 0);
	});

	it('is not retried after a refused connection, and the error says that nothing was changed', async () => {
		const closed = await started(() => {});
		await servers.pop()?.close();
		const error = await failure(open(closed.url).send(upload(pieces('{"name":"Never"}'))));
		expect(error).toMatchObject({ code: 'REFUSED', hint: expect.stringMatching(/^Nothing was changed\. Run this/) });
	});

	it('may take longer than the timeout', async () => {
		const slowly = async function* () {
			for (const piece of ['{"name"', ':', '"Slow"', '}']) {
				yield Buffer.from(piece);
				await wait(TIMEOUT_MS / 3);
			}
		};
		const request = { ...upload(Readable.from(slowly())), timeoutMs: TIMEOUT_MS };
		expect((await openOn(simulator).send(request)).status).toBe(201);
	});

	it('whose source fails reports an unknown outcome', async () => {
		const broken = new Readable({ read: (): void => void broken.destroy(new Error('disk')) });
		const error = await failure(openOn(simulator).send(upload(broken)));
		expect(error).toMatchObject({ code: 'BROKEN', hint: expect.stringMatching(/may have carried out/) });
	});
});

describe('a redirect', () => {
	it('to another server is followed without token, cookies and headers of the request', async () => {
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

	it('on the same server is followed with all headers', async () => {
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
			code: 'REDIRECT',
			message: expect.stringMatching(`redirects the POST request to ${other.url}`),
			hint: expect.stringMatching(/^Jamf may have carried out the change/),
		});
		expect(calls(simulator)).toHaveLength(1);
	});

	it('loop is aborted', async () => {
		simulator.fault({ kind: 'redirect', status: 302, location: LIST, path: LIST });
		expect(await failure(openOn(simulator).send(READ))).toMatchObject({ code: 'REDIRECT' });
		expect(calls(simulator)).toHaveLength(6);
	});

	it('without a target is an error', async () => {
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

	it('rejects an untrusted certificate before anything is sent', async () => {
		expect(await failure(openOn(secure).send(READ))).toMatchObject({ code: 'TLS_UNTRUSTED' });
		expect(secure.stats.requests).toBe(0);
	});

	it.each([withCa, { ignoreSslIssues: true }])('works with %j', async (fields) => {
		expect((await openOn(secure, { fields }).send(READ)).status).toBe(200);
	});

	it('rejects a redirect to http', async () => {
		const other = await started((_, response) => response.end('{}'));
		secure.fault({ kind: 'redirect', status: 302, location: `${other.url}/x`, path: LIST });
		const error = await failure(openOn(secure, { fields: withCa }).send({ ...READ, path: path`/v1/departments` }));
		expect(error).toMatchObject({ code: 'REDIRECT', message: expect.stringMatching(/insecure address/) });
		secure.clearFaults();
	});
});
