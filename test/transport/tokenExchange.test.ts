import type { RequestListener } from 'node:http';
import { parseSettings } from '../../nodes/shared/transport/settings';
import { ConnectionError, TokenExchangeError } from '../../nodes/shared/transport/errors/errors';
import { closeConnections, createSend } from '../../nodes/shared/transport/http/pool';
import { path } from '../../nodes/shared/transport/path';
import type { JamfRequest } from '../../nodes/shared/transport/session';
import { exchangeToken } from '../../nodes/shared/transport/auth/tokenExchange';
import { type Token, TokenCache, remainingLifetimeMs } from '../../nodes/shared/transport/auth/tokenCache';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator';
import { calls, failure, openOn, READ, serve, type TestServer } from './testServer';

let simulator: Simulator | undefined;
let server: TestServer | undefined;

afterEach(async () => {
	await closeConnections();
	await simulator?.close();
	await server?.close();
	simulator = server = undefined;
});

const start = async (options?: SimulatorOptions): Promise<Simulator> => (simulator = await startSimulator(options));

const exchange = (serverUrl: string, client: { clientId: string; clientSecret: string }, scope = '') =>
	exchangeToken(
		parseSettings({ serverUrl, ...client, scope }),
		createSend({ ignoreIssues: false, ca: '' }),
		() => 1000,
	);

const CLIENT = { clientId: 'id', clientSecret: 'secret-of-the-client' };

/** Exchanges a token with a server that uses this listener. */
async function exchangeWith(listener: RequestListener) {
	server = await serve((request, response) => void request.resume().on('end', () => listener(request, response)));
	return await exchange(server.url, CLIENT);
}

const exchangeReturning = (status: number, body: string, headers: Record<string, string> = {}) =>
	exchangeWith((_, response) => response.writeHead(status, headers).end(body));

describe('exchangeToken', () => {
	it.each<[SimulatorOptions, string[]]>([
		[{ oauthPaths: 'both' }, ['/api/v1/oauth/token']],
		[{ oauthPaths: 'v1', contextPath: '/jss' }, ['/api/v1/oauth/token']],
		[{ oauthPaths: 'unversioned' }, ['/api/v1/oauth/token', '/api/oauth/token']],
	])('on a server with %j requests %j', async (options, paths) => {
		const { url, client, journal } = await start({ ...options, tokenLifetimeSeconds: 300 });
		const { token, response } = await exchange(url, client);
		expect(token).toMatchObject({ scope: 'api-role:1', issuedAt: 1000, lifetimeMs: 300_000 });
		expect(token.value).toMatch(/^ey/);
		expect(response.headers['set-cookie']).toEqual(expect.arrayContaining([expect.stringMatching(/^JSESSIONID=/)]));
		expect(journal.map(({ path }) => path)).toEqual(paths);
	});

	it('requests the roles of the scope', async () => {
		const { url, addClient } = await start();
		const client = addClient({ privileges: ['Read Departments'] });
		const { token } = await exchange(url, client, client.roleIds.join(' '));
		expect(token.scope).toBe(`api-role:${client.roleIds[0]}`);
	});

	it('reports a rejected client, scope and a disabled client', async () => {
		const { url, client, addClient, setClientEnabled } = await start();
		const { clientId } = client;
		const refusal = (used: typeof client, scope?: string) => failure(exchange(url, used, scope));

		expect(await refusal({ clientId, clientSecret: 'wrong' })).toMatchObject({ code: 'INVALID_CLIENT' });
		expect(await refusal({ ...client, clientId: 'other' })).toMatchObject({ code: 'INVALID_CLIENT' });
		expect(await refusal(client, '999')).toMatchObject({ code: 'INVALID_SCOPE', hint: /Scope/ });
		const other = addClient();
		setClientEnabled(other.clientId, false);
		expect(await refusal(other)).toMatchObject({ code: 'CLIENT_DISABLED' });
	});

	const json = (value: unknown) => JSON.stringify(value);
	it.each<[number, string, Record<string, string>, string, RegExp]>([
		[400, json({ error: 'unauthorized_client' }), {}, 'UNAUTHORIZED_CLIENT', /not allowed to use client credentials/],
		[400, json({ error: 'unsupported_grant_type' }), {}, 'UNSUPPORTED_GRANT_TYPE', /client credentials/],
		[200, json({ error: 'invalid_scope' }), {}, 'INVALID_SCOPE', /role/],
		[401, '<html>', {}, 'INVALID_CLIENT', /did not accept/],
		[401, json({ error: 'constructor' }), {}, 'INVALID_CLIENT', /did not accept/],
		[400, json({ error: 'toString', error_description: 'odd' }), {}, 'REFUSED', /HTTP 400\): odd/],
		[400, json({ error: 'invalid_request' }), {}, 'REFUSED', /HTTP 400\): invalid_request/],
		[400, json({ message: 'x' }), {}, 'REFUSED', /HTTP 400/],
		[400, '<html>', {}, 'NOT_JAMF_PRO', /returned HTTP 400/],
		[403, '<html>', {}, 'BLOCKED', /HTTP 403/],
		[404, '<html>', {}, 'NOT_JAMF_PRO', /returned HTTP 404/],
		[200, '<html>log in</html>', {}, 'NOT_JAMF_PRO', /did not return JSON/],
		[200, '', {}, 'NOT_JAMF_PRO', /did not return JSON/],
		[200, '"text"', {}, 'NOT_JAMF_PRO', /did not return JSON/],
		[200, json({ access_token: '', expires_in: 60 }), {}, 'CLIENT_DISABLED', /disabled/],
		[200, json({ access_token: 7 }), {}, 'CLIENT_DISABLED', /disabled/],
		[200, json({ access_token: ' ' }), {}, 'INVALID_TOKEN', /blanks or control characters/],
		[200, json({ access_token: 'a\r\nx-admin: 1' }), {}, 'INVALID_TOKEN', /blanks or control characters/],
		[200, json({ access_token: 'töken' }), {}, 'INVALID_TOKEN', /blanks or control characters/],
		[302, '', { location: 'https://new.example/x' }, 'REDIRECTED', /to https:\/\/new\.example\.$/],
		[301, '', { location: '/login' }, 'REDIRECTED', /redirects the token request\.$/],
		[302, '', { location: 'http://:bad' }, 'REDIRECTED', /redirects the token request\.$/],
		[307, '', {}, 'REDIRECTED', /redirects the token request\.$/],
	])('for a response %i %s %j fails with %s', async (status, body, headers, code, message) => {
		const error = await failure(exchangeReturning(status, body, headers));
		expect(error).toBeInstanceOf(TokenExchangeError);
		expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
		expect((error as TokenExchangeError).transient).toBeUndefined();
		expect(error.hint).toMatch(/^[A-Z].*\.$/);
	});

	it.each([
		[429, { 'retry-after': '9' }, 'RATE_LIMITED', { status: 429, retryAfter: '9' }],
		[429, {}, 'RATE_LIMITED', { status: 429, retryAfter: '' }],
		[500, {}, 'SERVER_ERROR', { status: 500 }],
		[503, {}, 'SERVER_ERROR', { status: 503 }],
	])('for a response %i %j fails, but may succeed later', async (status, headers, code, transient) => {
		expect(await failure(exchangeReturning(status, '<html>', headers))).toMatchObject({ code, transient });
	});

	it('that is interrupted reports the request as not sent', async () => {
		const cut = exchangeWith((_, response) =>
			response.writeHead(200, { 'content-length': 50 }).write('{"access', () => response.destroy()),
		);
		const error = await failure(cut);
		expect(error).toBeInstanceOf(ConnectionError);
		expect(error).toMatchObject({ code: 'BROKEN', sent: false, transient: true });
		expect(error.hint).toMatch(/^No access token was received, so nothing else was sent\. /);
	});

	it.each([
		[{}, 60_000],
		[{ expires_in: 599 }, 599_000],
		[{ expires_in: '300' }, 300_000],
		[{ expires_in: 0 }, 60_000],
		[{ expires_in: null }, 60_000],
		[{ expires_in: 'soon' }, 60_000],
	])('with %j returns a token for %i ms', async (fields, lifetimeMs) => {
		const { token } = await exchangeReturning(200, json({ access_token: 't', ...fields }));
		expect(token).toEqual({ value: 't', scope: '', issuedAt: 1000, lifetimeMs });
	});

	it.each([404, 401])('falls back to the older path when the newer one returns a page with %i', async (status) => {
		const requested: string[] = [];
		const { token } = await exchangeWith(({ url = '' }, response) => {
			requested.push(url);
			if (url.includes('/v1/')) response.writeHead(status).end('<html>');
			else response.end(json({ access_token: 't' }));
		});
		expect(token.value).toBe('t');
		expect(requested).toEqual(['/api/v1/oauth/token', '/api/oauth/token']);
	});

	it('does not retry a rejected client', async () => {
		const { url, client, stats } = await start();
		await failure(exchange(url, { ...client, clientSecret: 'wrong' }));
		expect(stats.requests).toBe(1);
	});

	it.each([
		['', {}],
		['3 7', { scope: 'api-role:3 api-role:7' }],
	])('for the scope %j sends the form %j', async (scope, fields) => {
		let form = '';
		server = await serve((request, response) => {
			expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
			request.on('data', (chunk) => (form += String(chunk)));
			request.on('end', () => response.end(json({ access_token: 't' })));
		});
		await exchange(server.url, { clientId: 'the id', clientSecret: 'a+b&c=d' }, scope);
		expect(Object.fromEntries(new URLSearchParams(form))).toEqual({
			grant_type: 'client_credentials',
			client_id: 'the id',
			client_secret: 'a+b&c=d',
			...fields,
		});
	});
});

describe('remainingLifetimeMs', () => {
	it.each([
		[60, 48_000],
		[10, 8000],
		[150, 120_000],
		[300, 270_000],
		[14_400, 14_370_000],
	])('for a token of %i s is %i ms', (seconds, expected) => {
		const token = { value: 't', scope: '', issuedAt: 5000, lifetimeMs: seconds * 1000 };
		expect(remainingLifetimeMs(token, 5000)).toBe(expected);
		expect(remainingLifetimeMs(token, 5000 + expected)).toBe(0);
	});
});

describe('TokenCache', () => {
	const settings = (fields = {}) => parseSettings({ serverUrl: 'jamf.example', ...CLIENT, ...fields });
	const token = (value: string, issuedAt = 0): Token => ({ value, scope: '', issuedAt, lifetimeMs: 60_000 });

	it('caches one token per credential', async () => {
		const cache = new TokenCache(() => 0);
		const variants = [
			{},
			{ serverUrl: 'jamf.example/jss' },
			{ clientId: 'other' },
			{ clientSecret: 'other' },
			{ scope: '3' },
		].map(settings);
		for (const [index, variant] of variants.entries()) await cache.get(variant, async () => token(`t${index}`));
		const never = () => Promise.reject(new Error('not again'));
		const values = await Promise.all(variants.map(async (variant) => (await cache.get(variant, never)).value));
		expect(values).toEqual(['t0', 't1', 't2', 't3', 't4']);
		await expect(cache.get(settings({ maxConcurrentRequests: 1 }), never)).resolves.toMatchObject({ value: 't0' });
	});

	it('uses a monotonic clock by default', () => {
		const { now } = new TokenCache();
		const before = performance.now();
		const time = now();
		expect(time).toBeGreaterThanOrEqual(before);
		expect(time).toBeLessThanOrEqual(performance.now());
	});

	it('does not cache a failed exchange', async () => {
		const cache = new TokenCache(() => 0);
		const failing = cache.get(settings(), () => Promise.reject(new Error('down')));
		await expect(failing).rejects.toThrow('down');
		await expect(cache.get(settings(), async () => token('t'))).resolves.toMatchObject({ value: 't' });
	});

	it('does not let a late response restore an invalidated token', async () => {
		let clock = 0;
		const cache = new TokenCache(() => clock);
		const old = await cache.get(settings(), async () => token('old'));
		clock = 50_000; // expired, so the next call renews it
		let arrive: (late: Token) => void = () => {};
		const late = cache.get(settings(), () => new Promise<Token>((resolve) => (arrive = resolve)));
		cache.invalidate(settings(), old);
		await cache.get(settings(), async () => token('new', clock));
		arrive(token('late', clock));
		await expect(late).resolves.toMatchObject({ value: 'late' });
		const kept = await cache.get(settings(), () => Promise.reject(new Error('not again')));
		expect(kept.value).toBe('new');
	});

	it('keeps the new token when the old one is rejected', async () => {
		const cache = new TokenCache(() => 0);
		await cache.get(settings(), async () => token('new'));
		cache.invalidate(settings(), token('old'));
		await expect(cache.get(settings(), async () => token('newer'))).resolves.toMatchObject({ value: 'new' });
		cache.invalidate(settings(), token('new'));
		await expect(cache.get(settings(), async () => token('newer'))).resolves.toMatchObject({ value: 'newer' });
	});
});

describe('concurrent requests', () => {
	it('share one token exchange', async () => {
		const { stats } = await start({ latencyMs: 2 });
		const client = openOn(simulator!);
		await Promise.all([client.token(), ...Array.from({ length: 200 }, () => client.send(READ))]);
		expect(stats).toMatchObject({ tokens: 1, unauthorized: 0 });
		expect(calls(simulator!)).toHaveLength(200);
	});

	it('never use an expired token over three lifetimes', async () => {
		let clock = 1_000_000;
		const now = () => clock;
		const { stats } = await start({ now, tokenLifetimeSeconds: 60 });
		const client = openOn(simulator!, { tokens: new TokenCache(now) });
		for (const end = clock + 180_000; clock < end; clock += 1500) {
			await Promise.all([client.send(READ), client.send(READ)]);
		}
		expect(stats.unauthorized).toBe(0);
		expect(stats.tokens).toBe(4);
	});

	it('renew a revoked token together, each with at most one 401', async () => {
		const { stats, revokeTokens, journal } = await start({ latencyMs: 5 });
		const client = openOn(simulator!);
		await client.send(READ);
		const responses = Array.from({ length: 40 }, () => client.send(READ));
		revokeTokens();
		expect((await Promise.all(responses)).map(({ status }) => status)).toEqual(Array(40).fill(200));
		expect(stats.tokens).toBe(2);
		expect(stats.unauthorized).toBeGreaterThan(0);
		expect(stats.unauthorized).toBeLessThanOrEqual(5);
		expect(journal).toHaveLength(1 + 1 + 40 + 1 + stats.unauthorized);
	});

	it('that lack a Classic privilege renew the token every ten seconds, and others as often as it is revoked', async () => {
		let clock = 1_000_000;
		const now = () => clock;
		const { addClient, revokeTokens, stats } = await start({ now, tokenLifetimeSeconds: 3600, computers: 50 });
		const client = openOn(simulator!, {
			client: addClient({ privileges: ['Read Departments', 'Read Buildings'] }),
			tokens: new TokenCache(now),
		});
		const read = (id: number): JamfRequest => ({ api: 'classic', method: 'GET', path: path`/computers/id/${id}` });
		const readAll = async () => {
			const errors = await Promise.all(Array.from({ length: 40 }, (_, index) => failure(client.send(read(index + 1)))));
			expect(errors.map(({ code }) => code)).toEqual(Array(40).fill('FORBIDDEN'));
		};
		await readAll();
		await readAll();
		expect(stats.tokens).toBe(2);
		for (const request of [READ, READ, { ...READ, api: 'classic', path: path`/buildings` } as const]) {
			revokeTokens();
			expect((await client.send(request)).status).toBe(200);
		}
		expect(stats.tokens).toBe(5);
		clock += 10_000;
		await readAll();
		expect(stats.tokens).toBe(6);
	});

	it('fail when the second token is rejected too', async () => {
		const { fault } = await start();
		fault({ kind: 'status', status: 401, body: 'json', path: READ.path.replace('/v1', '/api/v1') });
		const error = await failure(openOn(simulator!).send(READ));
		expect(error).toMatchObject({ code: 'UNAUTHORIZED', status: 401 });
		expect(calls(simulator!)).toHaveLength(2);
	});

	it('retry a failed token exchange, also for writes', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const { fault, stats } = await start();
		fault({ kind: 'status', status: 503, path: /oauth/, times: 2 });
		fault({ kind: 'status', status: 429, retryAfter: '0', path: /oauth/, times: 1 });
		const body = JSON.stringify({ name: 'Once' });
		const headers = { 'content-type': 'application/json' };
		const { status } = await openOn(simulator!).send({ ...READ, method: 'POST', headers, body });
		expect(status).toBe(201);
		expect(stats.tokens).toBe(1);
		expect(calls(simulator!)).toEqual(['POST /api/v1/departments']);
	});
});
