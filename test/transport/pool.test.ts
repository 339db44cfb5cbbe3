import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type LookupFunction, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import tls, { rootCertificates } from 'node:tls';
import { readText } from '../../nodes/shared/transport/http/responseBody';
import { closeConnections, createSend } from '../../nodes/shared/transport/http/pool';
import type { EgressFilter } from '../../nodes/shared/transport/types';
import { type Simulator, startSimulator } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { calls, failure, listen, openOn, READ, serve, signedIn, type TestServer, open, write } from './testServer';

const ca = { caPem: TEST_CERTIFICATE.cert };
let simulator: Simulator;
let secure: Simulator;
const servers: TestServer[] = [];

beforeAll(async () => {
	simulator = await startSimulator({ computers: 5 });
	secure = await startSimulator({ computers: 5, tls: TEST_CERTIFICATE });
});
afterEach(async () => {
	jest.restoreAllMocks();
	for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']) delete process.env[name];
	simulator.clearFaults();
	await closeConnections();
	while (simulator.stats.openConnections + secure.stats.openConnections > 0) await wait(1);
	await Promise.all(servers.splice(0).map(({ close }) => close()));
	simulator.resetStats();
	secure.resetStats();
});
afterAll(async () => {
	await simulator.close();
	await secure.close();
});

/** Allows these hosts and resolves every name to this machine. */
function filter(allowed: (host: string) => boolean) {
	const checked: string[] = [];
	const lookedUp: string[] = [];
	const rules: EgressFilter = {
		async validateUrl(url) {
			const { href, host } = new URL(url);
			checked.push(href);
			return allowed(host) ? { ok: true } : { ok: false, error: new Error(`${host} is not allowed`) };
		},
		createSecureLookup: (): LookupFunction => (name, options, done) => {
			lookedUp.push(name);
			if (!allowed(name)) return done(new Error('The address is a restricted IP'), []);
			if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
			else done(null, '127.0.0.1', 4);
		},
	};
	return { rules, checked, lookedUp };
}

describe('the egress rules of n8n', () => {
	it('are checked before anything is sent', async () => {
		const { rules, checked } = filter(() => false);
		const error = await failure(openOn(simulator, { filter: rules }).send(READ));
		expect(error).toMatchObject({ code: 'EGRESS_BLOCKED', sent: false, transient: false });
		expect(error.message).toContain(new URL(simulator.url).host);
		expect(checked).toEqual([`${simulator.url}/api/v1/oauth/token`]);
		expect(simulator.stats).toMatchObject({ requests: 0, connections: 0 });
	});

	it('are checked for each request and each redirect', async () => {
		const other = await serve((_, response) => response.end('{}'));
		servers.push(other);
		let reached = 0;
		other.server.on('connection', () => reached++);
		simulator.fault({ kind: 'redirect', status: 302, location: `${other.url}/metadata`, path: /departments/ });
		const { rules, checked } = filter((host) => host === new URL(simulator.url).host);
		const error = await failure(openOn(simulator, { filter: rules }).send(READ));
		expect(error).toMatchObject({
			code: 'EGRESS_BLOCKED',
			message: expect.stringContaining(`127.0.0.1:${other.port}`),
		});
		expect(checked).toHaveLength(3);
		expect(reached).toBe(0);
	});

	it('resolve host names', async () => {
		const { rules, lookedUp } = filter(() => true);
		const { port } = new URL(simulator.url);
		const client = open(`http://jamf.test:${port}`, { client: simulator.client, filter: rules });
		expect((await client.send(READ)).status).toBe(200);
		expect(new Set(lookedUp)).toEqual(new Set(['jamf.test']));
	});

	it('block the address that a name resolves to', async () => {
		const { rules } = filter((host) => host.includes(':'));
		const client = open('http://inside.test:8080', { client: simulator.client, filter: rules });
		expect(await failure(client.send(READ))).toMatchObject({ code: 'EGRESS_BLOCKED', sent: false });
	});

	it('do not share connections with clients without rules', async () => {
		await openOn(simulator).send(READ);
		await openOn(simulator, { filter: filter(() => true).rules }).send(READ);
		expect(simulator.stats.connections).toBe(2);
	});
});

/** A CONNECT proxy that resolves every name to this machine. It responds with these statuses, then with 200; 0 closes the connection. */
async function startProxy(...statuses: number[]) {
	const targets: string[] = [];
	const ends: Socket[] = [];
	const server = createServer();
	server.on('connect', (request, client: Socket) => {
		targets.push(String(request.url));
		client.on('error', () => {});
		const status = statuses[targets.length - 1] ?? 200;
		if (status === 0) return void client.destroy();
		if (status !== 200) return void client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
		const upstream = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
			client.write('HTTP/1.1 200 OK\r\n\r\n');
			upstream.pipe(client).pipe(upstream);
		});
		// Bytes that were sent before the close are still delivered.
		upstream.on('error', () => client.destroy()).on('close', () => client.destroySoon());
		client.on('close', () => upstream.destroySoon());
		ends.push(upstream);
	});
	const proxy = await listen(server);
	servers.push({
		...proxy,
		close: async () => {
			for (const end of ends) end.destroy();
			await proxy.close();
		},
	});
	return { url: proxy.url, targets };
}

describe('a proxy from the environment', () => {
	it('is used, with at most five connections', async () => {
		const { url, targets } = await startProxy();
		process.env.HTTPS_PROXY = url;
		secure.fault({ kind: 'latency', ms: 200 });
		const { port } = new URL(secure.url);
		const client = open(`https://localhost:${port}`, { client: secure.client, fields: ca });
		await Promise.all(Array.from({ length: 30 }, () => client.send(READ)));
		expect(new Set(targets)).toEqual(new Set([`localhost:${port}`]));
		expect(secure.stats.peakInFlight).toBe(5);
		expect(targets.length).toBeLessThanOrEqual(5);
		expect(secure.stats.peakConnections).toBeLessThanOrEqual(5);
		secure.clearFaults();
	});

	it('does not disable certificate checks', async () => {
		process.env.HTTPS_PROXY = (await startProxy()).url;
		expect(await failure(openOn(secure).send(READ))).toMatchObject({ code: 'TLS_UNTRUSTED' });
		expect((await openOn(secure, { fields: { ignoreSslIssues: true } }).send(READ)).status).toBe(200);
	});

	it('is not used for hosts in NO_PROXY', async () => {
		const { url, targets } = await startProxy();
		Object.assign(process.env, { HTTPS_PROXY: url, NO_PROXY: '127.0.0.1' });
		expect((await openOn(secure, { fields: ca }).send(READ)).status).toBe(200);
		expect(targets).toEqual([]);
	});

	it('may have an address without a scheme', async () => {
		const { url, targets } = await startProxy();
		process.env.ALL_PROXY = new URL(url).host;
		expect((await openOn(secure, { fields: ca }).send(READ)).status).toBe(200);
		expect(targets).toContain(new URL(secure.url).host);
	});

	it('for HTTP is not used for HTTPS', async () => {
		const { url, targets } = await startProxy();
		process.env.HTTP_PROXY = url;
		expect((await openOn(secure, { fields: ca }).send(READ)).status).toBe(200);
		expect(targets).toEqual([]);
		expect((await openOn(simulator).send(READ)).status).toBe(200);
		expect(targets).toEqual([new URL(simulator.url).host]);
	});

	it('with an address that is not valid is an error that names the variable', async () => {
		process.env.HTTPS_PROXY = 'http://user:50%@proxy.example.com:3128';
		const error = await failure(openOn(secure, { fields: ca }).send(READ));
		expect(error).toMatchObject({ code: 'PROXY_ADDRESS', sent: false, transient: false });
		expect(error.message).toMatch('HTTPS_PROXY');
		expect(error.message + error.hint).not.toMatch('50%');
	});

	it('that does not use TLS is not asked again', async () => {
		const { url, targets } = await startProxy();
		process.env.HTTPS_PROXY = url.replace('http:', 'https:');
		const error = await failure(openOn(secure, { fields: ca }).send(READ));
		expect(error).toMatchObject({ code: 'PROXY_TLS', sent: false, transient: false });
		expect(error.hint).toContain('change it to http://');
		expect(targets).toEqual([]);
	});

	it('whose certificate is not trusted is distinguished from the server', async () => {
		const proxy = await serve(() => {}, true);
		servers.push(proxy);
		process.env.HTTPS_PROXY = `https://localhost:${proxy.port}`;
		const error = await failure(openOn(secure, { fields: ca }).send(READ));
		expect(error).toMatchObject({ code: 'PROXY_TLS', sent: false, transient: false });
		expect(error.hint).toContain('certificate of the proxy');
	});

	it('that the egress rules of n8n do not allow is not reported as unreachable', async () => {
		const { url, targets } = await startProxy();
		process.env.HTTPS_PROXY = url.replace('127.0.0.1', 'proxy.example.com');
		const { rules } = filter((host) => host === new URL(secure.url).host);
		const error = await failure(openOn(secure, { fields: ca, filter: rules }).send(READ));
		expect(error).toMatchObject({ code: 'EGRESS_BLOCKED', sent: false });
		expect(targets).toEqual([]);
	});

	it.each(['http', 'https'])('that cannot be reached (%s) is distinguished from the server', async (scheme) => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const { port, close } = await serve(() => {});
		await close();
		process.env.HTTPS_PROXY = `${scheme}://localhost:${port}`;
		expect(await failure(openOn(secure, { fields: ca }).send(READ))).toMatchObject({
			code: 'PROXY_UNREACHABLE',
			sent: false,
			message: expect.stringMatching(/^The HTTP proxy .* cannot be reached/),
			hint: expect.stringContaining('NO_PROXY'),
		});
		expect(secure.stats.connections).toBe(0);
	});

	it('that closes connections during their TLS handshake is asked again', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const proxy = await serve(() => {});
		servers.push(proxy);
		let connections = 0;
		proxy.server.on('connection', (socket: Socket) => {
			connections++;
			socket.destroy();
		});
		process.env.HTTPS_PROXY = `https://localhost:${proxy.port}`;
		const error = await failure(openOn(secure, { fields: ca }).send(READ));
		expect(error).toMatchObject({ code: 'PROXY_UNREACHABLE' });
		expect(connections).toBe(4);
	});

	it.each([400, 403, 407, 500])('that returns %i is distinguished from the server', async (status) => {
		const { url, targets } = await startProxy(status);
		process.env.HTTPS_PROXY = url;
		const error = await failure(openOn(secure, { fields: ca }).send(READ));
		expect(error).toMatchObject({ code: 'PROXY', sent: false, message: expect.stringMatching(/proxy .* refused/) });
		expect(targets).toHaveLength(1);
	});

	it.each([502, 503, 504, 0])('that fails with %i is asked again, also for a write', async (status) => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		process.env.HTTPS_PROXY = (await startProxy(status, status, status)).url;
		expect((await openOn(secure, { fields: ca }).send(write(`Through ${status}`))).status).toBe(201);
		process.env.HTTPS_PROXY = (await startProxy(status, status, status, status)).url;
		expect(await failure(openOn(secure, { fields: ca }).send(write('Never')))).toMatchObject({
			code: status === 0 ? 'CLOSED_WHILE_CONNECTING' : 'PROXY',
			sent: false,
			message: expect.stringMatching(status === 0 ? /closed/ : /proxy .* could not reach/),
		});
		expect(calls(secure)).toHaveLength(1);
	});
});

describe('TLS', () => {
	it('adds the CA certificate to the default ones, loaded once for all connections', async () => {
		const read = jest.spyOn(tls, 'createSecureContext');
		secure.fault({ kind: 'latency', ms: 200 });
		const client = openOn(secure, { fields: ca });
		await Promise.all(Array.from({ length: 5 }, () => client.send(READ)));
		secure.clearFaults();
		expect(secure.stats.connections).toBeGreaterThan(1);
		expect(rootCertificates.length).toBeGreaterThan(50);
		expect(read.mock.calls).toEqual([[{ ca: [...rootCertificates, TEST_CERTIFICATE.cert] }]]);
	});

	it('is tried again when the connection is closed during the handshake, also for a write', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		let connections = 0;
		const front = createTcpServer((client) => {
			client.on('error', () => {});
			if (++connections <= 3) return void client.once('data', () => client.destroy());
			const upstream = connect(Number(new URL(secure.url).port), '127.0.0.1');
			upstream
				.on('error', () => client.destroy())
				.pipe(client)
				.pipe(upstream);
		}).listen(0, '127.0.0.1');
		await once(front, 'listening');
		const url = `https://127.0.0.1:${(front.address() as AddressInfo).port}`;
		expect((await open(url, { client: secure.client, fields: ca }).send(write('After blips'))).status).toBe(201);
		expect(connections).toBe(4);
		expect(calls(secure)).toHaveLength(1);
		front.close();
	});

	it('uses the default certificates of Node otherwise', async () => {
		const dial = jest.spyOn(tls, 'connect');
		await failure(openOn(secure).send(READ));
		expect(dial.mock.calls[0]?.[0]).toMatchObject({ rejectUnauthorized: true });
		expect((dial.mock.calls[0]?.[0] as { ca?: unknown }).ca).toBeUndefined();
	});
});

describe('connections', () => {
	it('are limited to five, also without the limiter', async () => {
		simulator.fault({ kind: 'latency', ms: 200 });
		const send = createSend({ ignoreIssues: false, ca: '' });
		const request = {
			method: 'GET',
			url: `${simulator.url}/api/v1/health-check`,
			headers: {},
			timeoutMs: 60_000,
		} as const;
		await Promise.all(Array.from({ length: 20 }, async () => await readText((await send(request)).body)));
		expect(simulator.stats.peakConnections).toBe(5);
	});

	it('are shared by all clients with the same settings', async () => {
		for (let client = 0; client < 5; client++) await openOn(simulator).send(READ);
		expect(simulator.stats.connections).toBe(1);
		expect(calls(simulator)).toHaveLength(5);
	});

	it('closed by the server are reopened', async () => {
		const server = await serve(signedIn((_, response) => response.setHeader('connection', 'close').end('{}')));
		servers.push(server);
		const client = open(server.url);
		await client.send(READ);
		expect((await client.send(READ)).status).toBe(200);
	});

	it('can all be closed and reopened', async () => {
		await openOn(simulator).send(READ);
		await closeConnections();
		while (simulator.stats.openConnections > 0) await wait(1);
		expect((await openOn(simulator).send(READ)).status).toBe(200);
		expect(simulator.stats.connections).toBe(2);
	});
});
