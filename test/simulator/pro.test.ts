import { type Simulator, startSimulator } from '../../simulator';
import { Session, tokenCall } from './testClient';

let simulator: Simulator;
let session: Session;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 300, tokenLifetimeSeconds: 3600 });
	session = await Session.open(simulator);
});
afterAll(() => simulator.close());

const list = async (path: string) => (await session.get(path)).json as { totalCount: number; results: Row[] };
type Row = Record<string, unknown> & { id: string };

describe('API roles', () => {
	const ROLES = '/api/v1/api-roles';

	it('are created, read, replaced and deleted', async () => {
		const created = await session.send('POST', ROLES, { displayName: 'Readers', privileges: ['Read Computers'] });
		expect(created).toMatchObject({ status: 200, json: { displayName: 'Readers', privileges: ['Read Computers'] } });
		const { id } = created.json as Row;
		expect(id).toMatch(/^\d+$/);
		const changed = { displayName: 'Script Readers', privileges: ['Read Scripts'] };
		expect(await session.send('PUT', `${ROLES}/${id}`, changed)).toMatchObject({
			status: 200,
			json: { id, ...changed },
		});
		expect((await session.get(`${ROLES}/${id}`)).json).toEqual({ id, ...changed });
		expect(await session.send('DELETE', `${ROLES}/${id}`)).toMatchObject({ status: 204, text: '' });
		expect((await session.get(`${ROLES}/${id}`)).status).toBe(404);
	});

	it.each([
		['an unknown privilege', { displayName: 'X', privileges: ['Fly'] }, 400, 'INVALID_FIELD'],
		['a name in use', { displayName: 'Simulator Administrator', privileges: [] }, 400, 'DUPLICATE_FIELD'],
		['no name', { privileges: [] }, 400, 'INVALID_FIELD'],
		['no privileges', { displayName: 'X' }, 400, 'INVALID_FIELD'],
	])('are rejected with %s', async (_, body, status, code) => {
		expect(await session.send('POST', ROLES, body)).toMatchObject({ status, json: { errors: [{ code }] } });
	});

	it.each([
		['GET', '/999', 404, 'INVALID_ID'],
		['PUT', '/999', 404, 'INVALID_ID'],
		['GET', '/abc', 400, 'INVALID_ID'],
		['DELETE', '/1', 409, 'CONFLICT'],
	])('rejects %s %s', async (method, path, status, code) => {
		const body = method === 'PUT' ? {} : undefined;
		expect(await session.send(method, ROLES + path, body)).toMatchObject({ status, json: { errors: [{ code }] } });
	});

	it('are listed, filtered and sorted', async () => {
		await session.send('POST', ROLES, { displayName: 'Zebra', privileges: [] });
		const sorted = await list(`${ROLES}?sort=displayName:desc`);
		expect(sorted.results[0]).toMatchObject({ displayName: 'Zebra' });
		expect(sorted.results).toHaveLength(sorted.totalCount);
		const filtered = await list(`${ROLES}?filter=${encodeURIComponent('displayName=="zeb*"')}`);
		expect(filtered).toMatchObject({ totalCount: 1, results: [{ displayName: 'Zebra' }] });
	});

	it('may have any of the listed privileges', async () => {
		const { json } = await session.get('/api/v1/api-role-privileges');
		expect((json as { privileges: string[] }).privileges).toContain('Send Computer Remote Wipe Command');
		const found = await session.get('/api/v1/api-role-privileges/search?name=WEBHOOK&limit=3');
		expect(found.json).toEqual({ privileges: ['Create Webhooks', 'Delete Webhooks', 'Read Webhooks'] });
		const some = await session.get('/api/v1/api-role-privileges/search?name=read');
		expect((some.json as { privileges: string[] }).privileges).toHaveLength(15);
	});
});

describe('API integrations', () => {
	const INTEGRATIONS = '/api/v1/api-integrations';
	const body = (displayName: string) => ({ displayName, authorizationScopes: ['Simulator Administrator'] });

	it('start disabled and without credentials, which are created and rotated', async () => {
		const created = await session.send('POST', INTEGRATIONS, body('Fresh'));
		expect(created).toMatchObject({ status: 200, json: { enabled: false, appType: 'NONE', id: expect.any(Number) } });
		const { id } = created.json as { id: number };
		const address = `${INTEGRATIONS}/${id}`;
		const enabled = await session.send('PUT', address, {
			...body('Fresh'),
			enabled: true,
			accessTokenLifetimeSeconds: 30,
		});
		expect(enabled).toMatchObject({ status: 200, json: { enabled: true, accessTokenLifetimeSeconds: 30 } });

		const rotate = async () =>
			(await session.send('POST', `${address}/client-credentials`)).json as { clientId: string; clientSecret: string };
		const first = await rotate();
		expect(first.clientSecret).toHaveLength(64);
		const early = await Session.open(simulator, first);
		const second = await rotate();
		expect(second.clientId).toBe(first.clientId);
		expect((await tokenCall(simulator, first)).status).toBe(401);
		expect((await tokenCall(simulator, second)).status).toBe(200);
		expect((await early.get('/api/v1/auth')).status).toBe(200);
		const shown = await session.get(address);
		expect(shown.json).toMatchObject({ appType: 'CLIENT_CREDENTIALS', clientId: first.clientId });
		expect(shown.text).not.toContain(second.clientSecret);
	});

	it('stay valid as tokens after their deletion', async () => {
		const client = simulator.addClient({ displayName: 'Doomed', privileges: ['Read Buildings'] });
		const doomed = await Session.open(simulator, client);
		expect((await session.send('DELETE', `${INTEGRATIONS}/${client.id}`)).status).toBe(204);
		expect((await session.get(`${INTEGRATIONS}/${client.id}`)).status).toBe(404);
		expect((await doomed.get('/api/v1/buildings')).status).toBe(200);
		expect((await tokenCall(simulator, client)).status).toBe(401);
	});

	it('return the current name of a renamed role', async () => {
		const { id, roleIds } = simulator.addClient({ displayName: 'Renamed', privileges: [] });
		await session.send('PUT', `/api/v1/api-roles/${roleIds[0]}`, { displayName: 'New Name', privileges: [] });
		expect((await session.get(`${INTEGRATIONS}/${id}`)).json).toMatchObject({ authorizationScopes: ['New Name'] });
	});

	it.each([
		['no name', { authorizationScopes: [] }, 500, undefined],
		['an unknown role', { displayName: 'Y', authorizationScopes: ['Nobody'] }, 400, 'INVALID_FIELD'],
		['no roles', { displayName: 'Y' }, 400, 'INVALID_FIELD'],
		['a name in use', body('Simulator Administrator'), 400, 'DUPLICATE_FIELD'],
		['a bad lifetime', { ...body('Y'), accessTokenLifetimeSeconds: 0 }, 400, 'INVALID_FIELD'],
	])('are rejected with %s', async (_, given, status, code) => {
		const response = await session.send('POST', INTEGRATIONS, given);
		expect(response.status).toBe(status);
		expect((response.json as { errors: { code: string }[] }).errors[0]?.code).toBe(code);
	});
});

describe.each([
	['buildings', { name: 'HQ', city: 'Kiel' }, { name: 'HQ2' }, { city: null }],
	['departments', { name: 'HQ' }, { name: 'HQ2' }, {}],
	['categories', { name: 'HQ', priority: 3 }, { name: 'HQ2', priority: 4 }, { priority: 4 }],
	['scripts', { name: 'HQ', info: 'i', categoryId: '2' }, { name: 'HQ2' }, { info: '', categoryName: 'NONE' }],
])('%s', (noun, first, second, reset) => {
	const base = `/api/v1/${noun}`;

	it('are created, replaced as a whole, and deleted', async () => {
		const created = await session.send('POST', base, first);
		expect(created.status).toBe(201);
		const { id, href } = created.json as { id: string; href: string };
		expect(href).toBe(`${simulator.url}${base}/${id}`);
		expect((await session.get(`${base}/${id}`)).json).toMatchObject({ id, ...first });
		const replaced = await session.send('PUT', `${base}/${id}`, second);
		expect(replaced).toMatchObject({ status: 200, json: { id, ...second, ...reset } });

		const note = await session.send('POST', `${base}/${id}/history`, { note: 'Seen' });
		expect(note.status).toBe(201);
		expect(note.json).toHaveProperty(noun === 'departments' ? 'href' : 'note');
		const history = await list(`${base}/${id}/history?sort=id:asc`);
		expect(history.results.map((entry) => entry.note)).toEqual(['Created', 'Edited', 'Seen']);
		expect((await list(`${base}/${id}/history?filter=note==S*`)).totalCount).toBe(1);

		expect(await session.send('DELETE', `${base}/${id}`)).toMatchObject({ status: 204, text: '' });
		expect((await session.get(`${base}/${id}`)).status).toBe(404);
		expect((await session.get(`${base}/${id}/history`)).status).toBe(404);
	});

	it('reject a duplicate or missing name, and drop unknown fields', async () => {
		const { results } = await list(base);
		const name = String(results[0]?.name).toUpperCase();
		const duplicate = await session.send('POST', base, { ...first, name });
		expect(duplicate).toMatchObject({ status: 400, json: { errors: [{ code: 'DUPLICATE_FIELD', field: 'name' }] } });
		expect((await session.send('POST', base, { ...first, name: '' })).status).toBe(400);
		const created = await session.send('POST', base, { ...first, name: 'Odd', unknown: 1 });
		const { id } = created.json as Row;
		expect((await session.get(`${base}/${id}`)).json).not.toHaveProperty('unknown');
	});
});

describe('records', () => {
	it('are deleted together, or not at all', async () => {
		const address = '/api/v1/departments/delete-multiple';
		expect((await session.send('POST', address, { ids: ['1', '999'] })).status).toBe(400);
		expect((await session.get('/api/v1/departments/1')).status).toBe(200);
		expect((await session.send('POST', address, { ids: ['1', '2'] })).status).toBe(204);
		expect((await session.get('/api/v1/departments/1')).status).toBe(404);
	});

	it.each([
		['categories', { name: 'P', priority: 21 }],
		['categories', { name: 'P' }],
		['scripts', { name: 'P', priority: 'SOMETIMES' }],
		['scripts', { name: 'P', categoryId: '999' }],
		['buildings', { name: 5 }],
	])('in %s are rejected with %j', async (noun, body) => {
		expect((await session.send('POST', `/api/v1/${noun}`, body)).status).toBe(400);
	});

	it('include scripts with their category, sorted by name, and as a file', async () => {
		const { results } = await list(`/api/v1/scripts?filter=${encodeURIComponent('categoryName=="Applications"')}`);
		expect(results).toMatchObject([{ name: 'Flush Caches', categoryId: '1' }]);
		await session.send('PUT', '/api/v1/categories/1', { name: 'Apps', priority: 1 });
		expect((await list('/api/v1/scripts?filter=categoryName==Applications')).totalCount).toBe(0);
		const names = (await list('/api/v1/scripts')).results.map(({ name }) => String(name));
		expect(names).toEqual([...names].sort());
		const file = await session.get('/api/v1/scripts/1/download');
		expect(file.headers.get('content-type')).toMatch('text/plain');
		expect(file.text).toMatch(/^#!\/bin\/sh/);
	});
});

describe('icons', () => {
	it('are uploaded and downloaded without any privilege', async () => {
		const poor = await Session.open(simulator, simulator.addClient({ displayName: 'Poor', privileges: [] }));
		const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
		const form = new FormData();
		form.set('file', new Blob([bytes], { type: 'image/png' }), 'icon.png');
		const uploaded = await poor.send('POST', '/api/v1/icon', form);
		expect(uploaded).toMatchObject({ status: 201, json: { id: 2, url: expect.stringMatching(/\/download\/2$/) } });
		const headers = { authorization: `Bearer ${poor.token}` };
		const downloaded = await fetch((uploaded.json as { url: string }).url, { headers });
		expect(downloaded.headers.get('content-type')).toBe('image/png');
		expect(new Uint8Array(await downloaded.arrayBuffer())).toEqual(bytes);
	});

	it('exist from the start, and require a part named "file"', async () => {
		const { text, headers } = await session.get('/api/v1/icon/download/1?res=300');
		expect(headers.get('content-type')).toBe('image/png');
		expect(text).toContain('PNG');
		const form = new FormData();
		form.set('name', new Blob(['x']), 'icon.png');
		expect((await session.send('POST', '/api/v1/icon', form)).status).toBe(400);
		expect((await session.get('/api/v1/icon/77')).status).toBe(404);
	});
});

describe('write-only fields', () => {
	const PRESTAGES = '/api/v3/computer-prestages';
	const stored = () => simulator.state.secrets.at('/computer-prestages/1');

	it('are cleared by a PUT without them (jamf-behavior 4.1)', async () => {
		const { json } = await session.get(`${PRESTAGES}/1`);
		const prestage = json as Row & { accountSettings?: Record<string, unknown> };
		expect(JSON.stringify(prestage)).not.toMatch(/"(adminPassword|recoveryLockPassword)"/);
		expect(stored()).toEqual(['accountSettings.adminPassword', 'recoveryLockPassword']);
		expect((await session.send('PUT', `${PRESTAGES}/1`, prestage)).status).toBe(200);
		expect(stored()).toEqual([]);
		const { json: again } = await session.get(`${PRESTAGES}/1`);
		const secret = 'made-up-password';
		const given = { ...(again as Row), recoveryLockPassword: secret };
		expect((await session.send('PUT', `${PRESTAGES}/1`, given)).status).toBe(200);
		expect(stored()).toEqual(['recoveryLockPassword']);
		expect((await session.get(`${PRESTAGES}/1`)).text).not.toContain(secret);
	});

	it('are kept by a PATCH without them', async () => {
		const address = '/api/v1/distribution-points/1';
		expect((await session.send('PATCH', address, { name: 'Renamed share' })).status).toBeLessThan(300);
		expect(simulator.state.secrets.at('/distribution-points/1')).toHaveLength(4);
	});
});
