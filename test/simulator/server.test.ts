import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { type FaultRule, type Simulator, startSimulator } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { call, httpsStatus, Session, tokenCall } from './testClient';

let simulator: Simulator;
let session: Session;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 50, tokenLifetimeSeconds: 3600 });
	session = await Session.open(simulator);
});
afterEach(() => simulator.clearFaults());
afterAll(() => simulator.close());

const LIST = '/api/v1/departments';

describe('a fault', () => {
	it.each<[FaultRule, number, RegExp]>([
		[{ kind: 'status', status: 503 }, 503, /<html>/],
		[{ kind: 'status', status: 500, body: 'json' }, 500, /"errors":\[\]/],
		[{ kind: 'status', status: 418, body: 'tea', contentType: 'text/tea' }, 418, /^tea$/],
		[{ kind: 'hugeErrorPage', status: 502, bytes: 300_000 }, 502, /x{300000}/],
		[{ kind: 'redirect', status: 302, location: 'https://elsewhere.example' }, 302, /^$/],
		[{ kind: 'html200' }, 200, /Log in/],
		[{ kind: 'wafForbidden' }, 403, /<html>/],
		[{ kind: 'invalidJson' }, 200, /^\{"totalCount": 3[^}]*$/],
		[{ kind: 'slowBody', bytesPerChunk: 400, intervalMs: 5 }, 200, /^\{"totalCount":12,.*\}$/],
	])('%j returns %i', async (rule, status, body) => {
		simulator.fault(rule);
		const response = await session.get(LIST);
		expect(response.status).toBe(status);
		expect(response.text).toMatch(body);
	});

	it('can set Retry-After, a content type and a Location', async () => {
		simulator.fault({ kind: 'status', status: 429, retryAfter: '7', times: 1 });
		expect((await session.get(LIST)).headers.get('retry-after')).toBe('7');
		simulator.fault({ kind: 'redirect', status: 307, location: '/login' });
		expect((await session.get(LIST)).headers.get('location')).toBe('/login');
	});

	it.each<[FaultRule['kind'], number]>([
		['resetBefore', 0],
		['resetDuring', 0],
		['resetAfter', 1],
		['cutHead', 1],
		['garbage', 1],
	])('%s creates %i departments', async (kind, expected) => {
		const count = () => simulator.state.departments.ids().length;
		const before = count();
		simulator.fault({ kind, method: 'POST' } as FaultRule);
		await expect(session.send('POST', LIST, { name: `By ${kind}` })).rejects.toThrow('fetch failed');
		expect(count() - before).toBe(expected);
		expect(simulator.journal.at(-1)).toMatchObject({ method: 'POST', status: 0, handled: expected * 201 });
	});

	it('can happen after the change has been carried out', async () => {
		simulator.fault({ kind: 'status', status: 502, method: 'POST', late: true });
		expect((await session.send('POST', LIST, { name: 'Late' })).status).toBe(502);
		expect(simulator.state.departments.values().map(({ name }) => name)).toContain('Late');
		expect(simulator.journal.at(-1)).toMatchObject({ status: 502, handled: 201 });
	});

	it('can close the socket after a complete response', async () => {
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		const send = async () => {
			const request = get(simulator.url + LIST, { agent, headers: { authorization: `Bearer ${session.token}` } });
			const [response] = (await once(request, 'response')) as [IncomingMessage];
			const { socket } = response;
			await once(response.resume(), 'end');
			return { socket, status: response.statusCode };
		};
		const kept = await send();
		simulator.fault({ kind: 'closeAfter' });
		const closed = await send();
		expect(closed).toEqual({ socket: kept.socket, status: 200 });
		if (!closed.socket.destroyed) await once(closed.socket, 'close');
		agent.destroy();
	});

	it('can truncate the body', async () => {
		simulator.fault({ kind: 'cutBody' });
		await expect(session.get(LIST)).rejects.toThrow();
	});

	it.each<FaultRule>([{ kind: 'noResponse' }, { kind: 'stalledBody' }, { kind: 'endlessBody', intervalMs: 1 }])(
		'%j never ends',
		async (rule) => {
			simulator.fault(rule);
			const signal = AbortSignal.timeout(80);
			const read = fetch(simulator.url + LIST, { signal, headers: { authorization: `Bearer ${session.token}` } });
			await expect(read.then((response) => response.text())).rejects.toThrow(/timeout/);
		},
	);

	it('of latency delays the response, and delays add up', async () => {
		simulator.fault({ kind: 'latency', ms: 30 });
		simulator.fault({ kind: 'latency', ms: 30 });
		const began = performance.now();
		expect((await session.get(LIST)).status).toBe(200);
		expect(performance.now() - began).toBeGreaterThan(58);
	});

	it('is not needed for a server that is always slow', async () => {
		const slow = await startSimulator({ latencyMs: 50 });
		const began = performance.now();
		await call(slow, 'GET', LIST);
		expect(performance.now() - began).toBeGreaterThan(48);
		await slow.close();
	});

	it.each<[string, Partial<FaultRule>, number[]]>([
		['always', {}, [500, 500, 500, 500]],
		['after one', { after: 1 }, [200, 500, 500, 500]],
		['two times', { times: 2 }, [500, 500, 200, 200]],
		['once after two', { after: 2, times: 1 }, [200, 200, 500, 200]],
		['never', { probability: 0 }, [200, 200, 200, 200]],
		['on the path', { path: LIST }, [500, 500, 500, 500]],
		['on a longer path', { path: `${LIST}/1` }, [200, 200, 200, 200]],
		['on a pattern', { path: /departments$/g }, [500, 500, 500, 500]],
		['on a pattern with query', { path: /\?page=2$/ }, [200, 200, 500, 200]],
		['on another method', { method: 'POST' }, [200, 200, 200, 200]],
	])('affects %s', async (_, scope, expected) => {
		simulator.fault({ kind: 'status', status: 500, ...scope } as FaultRule);
		const statuses: number[] = [];
		for (const page of [0, 1, 2, 3]) statuses.push((await session.get(`${LIST}?page=${page}`)).status);
		expect(statuses).toEqual(expected);
	});

	it('with a probability affects some requests, the same ones for the same seed', async () => {
		const hits = async () => {
			const other = await startSimulator({ seed: 5 });
			const its = await Session.open(other);
			other.fault({ kind: 'status', status: 500, probability: 0.5 });
			const statuses: number[] = [];
			for (let request = 0; request < 20; request++) statuses.push((await its.get(LIST)).status);
			await other.close();
			return statuses;
		};
		const first = await hits();
		expect(new Set(first)).toEqual(new Set([200, 500]));
		expect(await hits()).toEqual(first);
	});

	it('can be removed without affecting others', async () => {
		const remove = simulator.fault({ kind: 'status', status: 500 });
		simulator.fault({ kind: 'status', status: 501 });
		expect((await session.get(LIST)).status).toBe(500);
		remove();
		expect((await session.get(LIST)).status).toBe(501);
	});

	it('can affect the token exchange', async () => {
		simulator.fault({ kind: 'status', status: 503, path: '/api/oauth/token' });
		expect((await tokenCall(simulator, simulator.client)).status).toBe(503);
	});
});

describe('statistics and journal', () => {
	it('count requests, and contain no secrets', async () => {
		simulator.resetStats();
		await Session.open(simulator);
		await session.get(`${LIST}/1?x=y`);
		await session.get('/api/v1/nowhere');
		await call(simulator, 'GET', LIST);
		expect(simulator.stats).toMatchObject({
			tokens: 1,
			requests: 4,
			unauthorized: 1,
			byRoute: {
				'POST /api/oauth/token': 1,
				[`GET ${LIST}/{id}`]: 1,
				'GET *': 1,
				[`GET ${LIST}`]: 1,
			},
		});
		expect(simulator.journal[1]).toEqual({
			at: expect.any(Number),
			method: 'GET',
			path: `${LIST}/1`,
			query: 'x=y',
			status: 200,
			handled: 200,
			lacked: [],
			client: simulator.client.clientId,
			node: 0,
			requestHeaders: expect.arrayContaining(['authorization']),
			requestBytes: 0,
			mark: undefined,
		});
		const written = JSON.stringify(simulator.journal);
		expect(written).not.toContain(session.token);
		expect(written).not.toContain(simulator.client.clientSecret);
	});

	it('count simultaneous requests and connections', async () => {
		const other = await startSimulator();
		const { token } = await Session.open(other);
		other.fault({ kind: 'latency', ms: 40 });
		const agent = new Agent({ keepAlive: true, maxSockets: 3 });
		const headers = { authorization: `Bearer ${token}` };
		const one = () =>
			new Promise((resolve) =>
				get(other.url + LIST, { agent, headers }, (response) => response.resume().on('end', resolve)),
			);
		await Promise.all([1, 2, 3, 4, 5].map(one));
		expect(other.stats).toMatchObject({ peakInFlight: 3, requests: 6 });
		expect(other.stats.connections).toBeLessThanOrEqual(4);
		expect(other.stats.peakConnections).toBe(other.stats.openConnections);
		agent.destroy();
		await other.close();
		expect(other.stats.openConnections).toBe(0);
	});

	it('stop with the simulator, whatever is pending', async () => {
		const other = await startSimulator();
		other.fault({ kind: 'noResponse' });
		const pending = fetch(other.url).catch(() => 'gone');
		while (other.stats.requests === 0) await new Promise(setImmediate);
		await other.close();
		expect(await pending).toBe('gone');
	});
});

describe('a cluster', () => {
	let clock = 1_000_000;
	let cluster: Simulator;
	let token: string;

	beforeAll(async () => {
		cluster = await startSimulator({
			cluster: { visibilityDelayMs: 60_000 },
			now: () => clock,
			tokenLifetimeSeconds: 3600,
		});
		({ token } = await Session.open(cluster));
	});
	afterAll(() => cluster.close());

	const at = (node: 1 | 2, method: string, path: string, body?: unknown) =>
		call(cluster, method, path, { token, body, headers: { cookie: `a=b; APBALANCEID=aws.simulator-tc-${node}` } });
	const names = async (node: 1 | 2) =>
		((await at(node, 'GET', `${LIST}?page-size=200`)).json as { results: { name: string }[] }).results.map(
			({ name }) => name,
		);

	it('balances requests without a cookie, and keeps the others on their node', async () => {
		cluster.resetStats();
		for (let request = 0; request < 4; request++) await call(cluster, 'GET', LIST, { token });
		expect(new Set(cluster.journal.map(({ node }) => node))).toEqual(new Set([0, 1]));
		cluster.resetStats();
		const cookie = (await call(cluster, 'GET', LIST, { token })).headers
			.getSetCookie()
			.map((text) => text.split(';')[0]);
		for (let request = 0; request < 3; request++)
			await call(cluster, 'GET', LIST, { token, headers: { cookie: cookie.join('; ') } });
		expect(new Set(cluster.journal.map(({ node }) => node)).size).toBe(1);
	});

	it('shows a creation on other nodes only after the delay', async () => {
		const { id } = (await at(1, 'POST', LIST, { name: 'Young' })).json as { id: string };
		expect((await at(1, 'GET', `${LIST}/${id}`)).status).toBe(200);
		expect((await at(2, 'GET', `${LIST}/${id}`)).status).toBe(404);
		expect([(await names(1)).includes('Young'), (await names(2)).includes('Young')]).toEqual([true, false]);
		clock += 60_000;
		expect((await at(2, 'GET', `${LIST}/${id}`)).status).toBe(200);
		expect(await names(2)).toContain('Young');
	});

	it('shows a change and a deletion on other nodes only after the delay', async () => {
		const before = await names(1);
		await at(2, 'PUT', `${LIST}/1`, { name: 'Changed' });
		await at(2, 'DELETE', `${LIST}/2`);
		expect((await at(1, 'GET', `${LIST}/1`)).json).toMatchObject({ name: before[0] });
		expect((await at(1, 'GET', `${LIST}/2`)).status).toBe(200);
		expect(await names(1)).toEqual(before);
		expect(await names(2)).toEqual(['Changed', ...before.slice(2)]);
		clock += 60_000;
		expect(await names(1)).toEqual(['Changed', ...before.slice(2)]);
	});

	it('keeps the last visible value when one record is written twice', async () => {
		const shown = async (node: 1 | 2) => ((await at(node, 'GET', `${LIST}/5`)).json as { name: string }).name;
		const old = await shown(2);
		await at(1, 'PUT', `${LIST}/5`, { name: 'First' });
		await at(1, 'PUT', `${LIST}/5`, { name: 'Second' });
		expect([await shown(1), await shown(2)]).toEqual(['Second', old]);
	});
});

describe('the address', () => {
	it('can be HTTPS under a context path', async () => {
		const secure = await startSimulator({ tls: TEST_CERTIFICATE, contextPath: 'jss/' });
		expect(secure.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/jss$/);
		expect(await httpsStatus(`${secure.url}/api/v1/health-check`)).toBe(204);
		expect(await httpsStatus(secure.url.replace('127.0.0.1', 'localhost') + LIST)).toBe(401);
		expect(await httpsStatus(secure.url.replace('/jss', '/api/v1/health-check'))).toBe(404);
		expect(secure.journal.map(({ path }) => path).slice(0, 2)).toEqual(['/api/v1/health-check', LIST]);
		expect(secure.stats.connections).toBe(3);
		await secure.close();
	});

	it('is not needed to reject unknown roles and clients', () => {
		expect(() => simulator.addClient({ roles: ['Nobody'] })).toThrow('no role named Nobody');
		expect(() => simulator.setClientEnabled('nobody', true)).toThrow('no client nobody');
	});
});

describe('the command line', () => {
	const run = (...flags: string[]) =>
		new Promise<{ code: number | null; output: string }>((resolve) => {
			const child = execFile(process.execPath, ['--import', 'tsx', 'simulator/main.ts', ...flags], (_, out, error) =>
				resolve({ code: child.exitCode, output: out + error }),
			);
			child.stdout?.on('data', (text: string) => text.includes('Ctrl-C') && child.kill('SIGINT'));
		});

	it('prints help, reports errors, starts and stops', async () => {
		const [help, wrong, started] = await Promise.all([
			run('--help'),
			run('--computers', 'many'),
			run('--port', '0', '--tls', '--context-path', '/jss', '--lifetime', '5'),
		]);
		expect(help).toMatchObject({ code: 0, output: expect.stringContaining('--context-path') });
		expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining('--computers needs a whole number') });
		expect(started.code).toBe(0);
		expect(started.output).toMatch(
			/https:\/\/127\.0\.0\.1:\d+\/jss\n.*\nClient secret: +[\da-f]{64}\n[^]*curl --insecure/,
		);
	});
});
