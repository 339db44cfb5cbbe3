import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Simulator, startSimulator } from '../../simulator';
import { PRIVILEGES } from '../../simulator/privileges';
import { call, Session, tokenCall, tokenOf } from './testClient';

let clock = Date.UTC(2026, 10, 23);
let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 20, now: () => clock });
});
afterAll(() => simulator.close());

describe('the token endpoint', () => {
	it.each(['/api/oauth/token', '/api/v1/oauth/token'])('issues a token at %s', async (address) => {
		const { status, json, headers } = await tokenCall(simulator, simulator.client, {}, address);
		expect(status).toBe(200);
		expect(json).toEqual({
			access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
			token_type: 'Bearer',
			scope: 'api-role:1',
			expires_in: 60,
		});
		expect(headers.getSetCookie().join()).toMatch(/APBALANCEID=.*jpro-ingress=.*JSESSIONID=/);
	});

	it.each([
		['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
		['a wrong id', { client_id: 'wrong' }, 401, 'invalid_client'],
		['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
		['a role not assigned', { scope: 'api-role:1 api-role:99' }, 400, 'invalid_scope'],
		['a scope of another kind', { scope: 'everything' }, 400, 'invalid_scope'],
	])('rejects %s', async (_, form, status, error) => {
		const response = await tokenCall(simulator, simulator.client, form);
		expect(response).toMatchObject({ status, json: { error } });
	});

	it('rejects a body that is not form-encoded', async () => {
		const response = await call(simulator, 'POST', '/api/oauth/token', { body: simulator.client });
		expect(response).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
	});

	it('rejects a disabled client, and accepts it again once enabled', async () => {
		const client = simulator.addClient({ displayName: 'Switched', enabled: false });
		const disabled = await tokenCall(simulator, client);
		expect(disabled.status).toBe(200);
		expect(disabled.json).not.toHaveProperty('access_token');
		simulator.setClientEnabled(client.clientId, true);
		expect((await tokenCall(simulator, client)).json).toHaveProperty('access_token');
	});

	it('gives each client its own token lifetime, and fewer roles on request', async () => {
		simulator.state.roles.insert((id) => ({ id, displayName: 'Extra', privileges: ['Read Scripts'] }));
		const client = simulator.addClient({ privileges: [], roles: ['Extra'], accessTokenLifetimeSeconds: 600 });
		const scope = `api-role:${client.roleIds[0]}`;
		expect(client.roleIds).toHaveLength(2);
		expect((await tokenCall(simulator, client, { scope })).json).toMatchObject({ expires_in: 600, scope });
	});

	it.each([
		['v1', 200, 404],
		['unversioned', 404, 200],
	] as const)('exists only at the %s address when configured so', async (oauthPaths, v1, unversioned) => {
		const other = await startSimulator({ oauthPaths });
		const status = async (address: string) => (await tokenCall(other, other.client, {}, address)).status;
		// Unknown addresses also require a token first.
		expect([await status('/api/v1/oauth/token'), await status('/api/oauth/token')]).toEqual(
			[v1, unversioned].map((expected) => (expected === 404 ? 401 : expected)),
		);
		await other.close();
	});
});

describe('a request', () => {
	const READ = '/api/v1/buildings';
	const CLASSIC = '/JSSResource/categories';

	it('is rejected without a token: JSON on Pro, HTML on Classic', async () => {
		const pro = await call(simulator, 'GET', READ);
		expect(pro).toMatchObject({ status: 401, json: { httpStatus: 401, errors: [] } });
		expect(pro.headers.get('x-traceid')).toBe((pro.json as { traceId: string }).traceId);
		const classic = await call(simulator, 'GET', CLASSIC, { token: 'nonsense' });
		expect(classic.status).toBe(401);
		expect(classic.headers.get('content-type')).toMatch(/html/);
	});

	it('is rejected once the token has expired', async () => {
		const token = await tokenOf(simulator);
		clock += 59_999;
		expect((await call(simulator, 'GET', READ, { token })).status).toBe(200);
		clock += 1;
		expect(await call(simulator, 'GET', READ, { token })).toMatchObject({
			status: 401,
			json: { errors: [{ code: 'INVALID_TOKEN' }] },
		});
	});

	it('is rejected once all tokens are revoked', async () => {
		const token = await tokenOf(simulator);
		simulator.revokeTokens();
		expect((await call(simulator, 'GET', READ, { token })).status).toBe(401);
	});

	it('needs the privilege once the route is found: 403 on Pro, 401 on Classic', async () => {
		const session = await Session.open(simulator, simulator.addClient({ privileges: ['Read Departments'] }));
		expect((await session.get('/api/v1/departments')).status).toBe(200);
		expect(await session.get(READ)).toMatchObject({ status: 403, json: { httpStatus: 403, errors: [] } });
		const classic = await session.get(CLASSIC);
		expect(classic.status).toBe(401);
		expect(classic.text).toContain('requires user authentication');
		expect((await session.get('/api/v1/nowhere')).status).toBe(404);
		expect((await session.get('/JSSResource/nowhere')).headers.get('content-type')).toMatch(/html/);
		expect((await call(simulator, 'GET', '/api/v1/nowhere')).status).toBe(401);
	});

	it('needs all privileges when several are listed', async () => {
		const one = await Session.open(simulator, simulator.addClient({ privileges: ['Read Categories'] }));
		const both = simulator.addClient({ privileges: ['Read Categories', 'Read Self Service'] });
		expect((await one.get('/api/v1/categories')).status).toBe(403);
		expect((await (await Session.open(simulator, both)).get('/api/v1/categories')).status).toBe(200);
	});

	it('is journaled with the privileges for lack of which it was rejected, whatever the status', async () => {
		const client = simulator.addClient({ privileges: ['Read Categories', 'Update Computers'] });
		const session = await Session.open(simulator, client);
		const lackedBy = () => simulator.journal.at(-1)?.lacked;
		await session.get('/api/v1/categories');
		expect(lackedBy()).toEqual(['Read Self Service']);
		await session.get('/JSSResource/computers');
		expect(lackedBy()).toEqual(['Read Computers']);
		// jamf-behavior 11.25: a status of its own.
		const put = await call(simulator, 'PUT', '/JSSResource/computers/id/1', {
			token: session.token,
			headers: { 'content-type': 'text/xml' },
			body: '<computer><general><name>New</name></general></computer>',
		});
		expect([put.status, lackedBy()]).toEqual([409, ['Update User']]);
		await session.get('/JSSResource/categories/id/4711');
		expect(lackedBy()).toEqual([]);
	});

	it('has the current privileges of its roles, not those at the time of the token exchange', async () => {
		const client = simulator.addClient({ privileges: [] });
		const session = await Session.open(simulator, client);
		const id = Number(client.roleIds[0]);
		expect((await session.get(READ)).status).toBe(403);
		simulator.state.roles.write(id, { id, displayName: 'Grown', privileges: ['Read Buildings'] });
		expect((await session.get(READ)).status).toBe(200);
	});

	it('can read its own identity without any privilege', async () => {
		const session = await Session.open(simulator, simulator.addClient({ displayName: 'Me', privileges: [] }));
		expect((await session.get('/api/v1/auth')).json).toMatchObject({
			account: { realName: 'Me', privilegesBySite: { '-1': [] } },
			authenticationType: 'CLIENT_CREDENTIALS',
		});
		const version = await session.get('/api/v1/jamf-pro-version');
		expect(version.json).toEqual({ version: expect.stringMatching(/^11\.32\.0-t\d+$/) });
		expect((await call(simulator, 'GET', '/api/v1/health-check')).status).toBe(204);
	});

	it.each([
		['not JSON', '{', 'application/json', 400],
		['no object', '[]', 'application/json', 400],
		['another type', '<a/>', 'text/xml', 415],
	])('is rejected when its body is %s', async (_, body, type, status) => {
		const session = await Session.open(simulator);
		expect((await session.send('POST', '/api/v1/departments', body, { 'content-type': type })).status).toBe(status);
	});
});

describe('the privilege names', () => {
	it('are numerous, sorted and unique', () => {
		expect(PRIVILEGES.length).toBeGreaterThan(400);
		expect(PRIVILEGES).toEqual([...new Set(PRIVILEGES)].sort());
	});
});

interface ApiSource {
	paths: Record<string, Record<string, { 'x-required-privileges'?: string[] }>>;
}

const readPaths = (source: string) =>
	(JSON.parse(readFileSync(path.resolve(__dirname, '../../catalogue/sources', source), 'utf8')) as ApiSource).paths;
const paths = { ...readPaths('pro.json'), ...readPaths('app-installers.json') };
const UNVERSIONED_TOKEN = '/api/oauth/token';

describe('the route table', () => {
	it('requires the privileges that Jamf documents', () => {
		const routes = simulator.routes.filter(({ path: at }) => at.startsWith('/api/') && at !== UNVERSIONED_TOKEN);
		expect(routes.length).toBeGreaterThan(60);
		const own = routes.map((route) => [`${route.method} ${route.path}`, [...route.privileges].sort()]);
		const documented = routes.map((route) => {
			const operation = paths[route.path.slice('/api'.length)]?.[route.method.toLowerCase()];
			return [`${route.method} ${route.path}`, operation && [...(operation['x-required-privileges'] ?? [])].sort()];
		});
		expect(own).toEqual(documented);
	});

	it('has only privileges that a role can hold', () => {
		const named = Object.values(paths).flatMap((operations) =>
			Object.values(operations).flatMap((operation) => operation['x-required-privileges'] ?? []),
		);
		expect([...new Set(named)].filter((name) => !PRIVILEGES.includes(name))).toEqual([]);
		expect(simulator.routes.flatMap(({ privileges }) => privileges).filter((p) => !PRIVILEGES.includes(p))).toEqual([]);
	});
});
