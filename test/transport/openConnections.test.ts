import { setTimeout as wait } from 'node:timers/promises';
import { closeConnections } from '../../nodes/shared/transport/http/pool';
import { type Simulator, startSimulator } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { calls, failure, open, openOn, READ, serve, signedIn, type TestServer } from './testServer';

let simulator: Simulator;
const servers: TestServer[] = [];

beforeEach(async () => {
	simulator = await startSimulator({ computers: 5, tls: TEST_CERTIFICATE });
});
afterEach(async () => {
	jest.useRealTimers();
	delete process.env.HTTPS_PROXY;
	await closeConnections();
	await Promise.all(servers.splice(0).map(({ close }) => close()));
	await simulator.close();
});

const fields = { caPem: TEST_CERTIFICATE.cert };
const MANY = { ...READ, connections: 5 };

const untilOpen = async (count: number) => {
	while (simulator.stats.openConnections !== count) await wait(1);
};

it('are open before the requests that use them', async () => {
	const client = openOn(simulator, { fields });
	await client.send(MANY);
	await untilOpen(5);
	simulator.fault({ kind: 'latency', ms: 50 });
	await Promise.all(Array.from({ length: 5 }, () => client.send(READ)));
	expect(simulator.stats).toMatchObject({ connections: 5, peakInFlight: 5 });
});

it('are opened while the access token is on its way', async () => {
	let release = () => {};
	const tokenSent = new Promise<void>((resolve) => (release = resolve));
	let connections = 0;
	const server = await serve((request, response) => {
		const respond = () => signedIn((_, other) => other.end('{}'))(request, response);
		void tokenSent.then(respond);
	});
	servers.push(server);
	server.server.on('connection', () => connections++);
	const reading = open(server.url).send(MANY);
	while (connections < 5) await wait(1);
	release();
	expect((await reading).status).toBe(200);
	expect(connections).toBe(5);
});

it('are not opened when a request does not ask for them, or when they exist', async () => {
	const client = openOn(simulator, { fields });
	await client.send(READ);
	expect(simulator.stats.connections).toBe(1);
	await client.send(MANY);
	await client.send(MANY);
	await untilOpen(5);
	expect(simulator.stats.connections).toBe(5);
});

it('that nobody uses are closed after seconds', async () => {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
	const { advanceTimersByTimeAsync: advance } = jest;
	await openOn(simulator, { fields }).send(MANY);
	const open = () => simulator.stats.openConnections;
	while (open() < 5) await new Promise(setImmediate);
	await advance(4_001);
	while (open() > 1) await new Promise(setImmediate);
	expect(simulator.stats.connections).toBe(5);
});

it('that the server closed are replaced', async () => {
	const sockets: Array<{ destroy: () => void }> = [];
	const server = await serve(signedIn((_, response) => response.end('{}')));
	servers.push(server);
	server.server.on('connection', (socket) => sockets.push(socket));
	const client = open(server.url);
	await client.send({ ...READ, connections: 3 });
	while (sockets.length < 3) await wait(1);
	for (const socket of sockets) socket.destroy();
	const responses = await Promise.all(Array.from({ length: 3 }, () => client.send(READ)));
	expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
});

it('that fail cause the error of the request', async () => {
	expect(await failure(openOn(simulator).send(MANY))).toMatchObject({ code: 'TLS_UNTRUSTED' });
	const { url } = simulator;
	await simulator.close();
	expect(await failure(open(url, { fields }).send(MANY))).toMatchObject({ code: 'REFUSED', sent: false });
	simulator = await startSimulator({ computers: 5, tls: TEST_CERTIFICATE });
});

it('never bypass a proxy', async () => {
	const proxy = await serve(() => {});
	servers.push(proxy);
	proxy.server.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
	process.env.HTTPS_PROXY = proxy.url;
	expect(await failure(openOn(simulator, { fields }).send(MANY))).toMatchObject({ code: 'PROXY' });
	expect(simulator.stats.connections).toBe(0);
	expect(calls(simulator)).toEqual([]);
});
