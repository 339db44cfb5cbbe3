import { type Simulator, startSimulator } from '../../../simulator';
import { Classic, entriesOf, idIn, type Row } from './classicClient';

let simulator: Simulator;
let classic: Classic;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 40, tokenLifetimeSeconds: 3600 });
	classic = await Classic.open(simulator);
});
afterAll(() => simulator.close());

const open = (options: Parameters<typeof startSimulator>[0]) =>
	startSimulator({ tokenLifetimeSeconds: 3600, ...options });

describe('JSON', () => {
	it('has only the last group of a user, or none; XML has all (jamf-behavior 5.3)', async () => {
		expect((await classic.json('/users/id/1')).user_groups).toEqual({
			user_group: expect.objectContaining({ id: 2 }) as unknown,
		});
		expect((await classic.json('/users/id/2')).user_groups).toEqual({});
		expect((await classic.get('/users/id/1')).text).toMatch(/<user_groups>.*<id>1<\/id>.*<id>2<\/id>.*<\/user_groups>/);
	});

	it('has only the last group of a profile (jamf-behavior 5.3)', async () => {
		const scope = (await classic.json('/osxconfigurationprofiles/id/2')).scope as Row;
		expect(scope.jss_user_groups).toEqual({ user_group: expect.objectContaining({ id: 2 }) as unknown });
	});

	it('has one of two elements with the same name (jamf-behavior 5.3)', async () => {
		expect((await classic.json('/macapplications/id/1')).self_service).toMatchObject({ notification: 'Self Service' });
		expect((await classic.get('/macapplications/id/1')).text).toContain(
			'<notification>true</notification><notification>Self Service</notification>',
		);
		const { general } = await classic.json('/computers/id/1');
		expect((general as Row).mdm_capable_users).toEqual({ mdm_capable_user: 'localadmin' });
	});

	it('has patch titles as an object with only the last one (jamf-behavior 5.3)', async () => {
		expect(await classic.json('/patchsoftwaretitles')).toEqual({ patch_software_title: { id: 3, name: 'Zoom' } });
	});

	it('has lists in several shapes, with and without their size, one entry also as an object (jamf-behavior 5.3)', async () => {
		const forms = new Set<string>();
		for (const type of simulator.state.classic.schema.types.values()) {
			const [id] = type.single ? [1] : simulator.state.classic.store(type.path).ids();
			const object = id && type.operations.some(({ path }) => path === `/${type.path}/id/{id}`);
			if (object) collect(await classic.json(`/${type.path}/id/${id}`), forms);
		}
		expect([...forms].sort()).toEqual(expect.arrayContaining(['array', 'array with size']));
	});

	it('writes 39 digits as a number, which JavaScript cannot represent (jamf-behavior 5.3)', async () => {
		const { session } = classic;
		const { text } = await session.get('/JSSResource/computerinvitations/id/1', { accept: 'application/json' });
		const [, digits = ''] = /"invitation":(\d{39})[,}]/.exec(text) ?? [];
		expect(digits).toHaveLength(39);
		expect((await classic.get(`/computerinvitations/invitation/${digits}`)).text).toContain(
			`<invitation>${digits}</invitation>`,
		);
	});

	it('is labeled as text, and only supported for reads (jamf-behavior 5.1)', async () => {
		const headers = { accept: 'application/json' };
		const read = await classic.session.get('/JSSResource/policies/id/1', headers);
		expect(read.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
		const body = '<category><name>Accept</name></category>';
		const created = await classic.session.send('POST', '/JSSResource/categories/id/0', body, {
			...headers,
			'content-type': 'text/xml',
		});
		expect(created.text).toMatch(/<category><id>\d+<\/id><\/category>$/);
	});
});

function collect(value: unknown, forms: Set<string>): void {
	if (Array.isArray(value)) {
		const sized = value.some(
			(entry) => typeof entry === 'object' && entry !== null && Object.keys(entry as Row).join() === 'size',
		);
		forms.add(sized ? 'array with size' : 'array');
	}
	if (typeof value === 'object' && value !== null) Object.values(value).forEach((inner) => collect(inner, forms));
}

describe('names', () => {
	it.each([
		['/directorybindings/name/Corporate%20Domain', 500],
		['/ldapservers/name/Corporate%20Directory', 500],
		['/policies/name/100%25', 500],
		['/policies/name/a%2Fb', 404],
	])('are not supported everywhere: %s (jamf-behavior 5.6)', async (path, status) => {
		await classic.create('policies', '<policy><general><name>a/b</name></general></policy>');
		await classic.create('policies', '<policy><general><name>100%</name></general></policy>');
		expect((await classic.get(path)).status).toBe(status);
	});
});

it('a new object is visible on the other cluster node only after a delay (jamf-behavior 2.2)', async () => {
	let now = Date.now();
	const cluster = await open({ cluster: { visibilityDelayMs: 5000 }, now: () => now });
	const client = await Classic.open(cluster);
	const id = idIn(await client.create('policies', '<policy><general><name>Clustered</name></general></policy>'));
	const statuses = async () =>
		[await client.get(`/policies/id/${id}`), await client.get(`/policies/id/${id}`)].map(({ status }) => status).sort();
	expect(await statuses()).toEqual([200, 404]);
	now += 6000;
	expect(await statuses()).toEqual([200, 200]);
	await cluster.close();
});

describe('subsets', () => {
	it('are requested by name, several with a literal & (jamf-behavior 5.5)', async () => {
		expect(Object.keys(await classic.json('/policies/id/1/subset/general&Scope'))).toEqual(['general', 'scope']);
		expect((await classic.get('/policies/id/99/subset/General')).status).toBe(404);
	});
});

describe('every type', () => {
	it('starts with objects that can be listed and read, in XML and JSON', async () => {
		const { schema } = simulator.state.classic;
		expect(schema.types.size).toBeGreaterThan(3);
		for (const { path, operations, root, single } of schema.types.values()) {
			for (const { method, path: template } of operations) {
				const plain = template === `/${path}` || template === `/${path}/id/{id}`;
				if (method !== 'GET' || !plain) continue;
				const response = await classic.get(template.replace('{id}', '1'));
				expect([template, response.status]).toEqual([template, 200]);
				expect(response.text).toMatch(
					template === `/${path}` && !single ? /^<\?xml [^>]+><\w+[ />]/ : new RegExp(`<${root}[/>]`),
				);
				const { text, json } = await classic.session.get(`/JSSResource${template.replace('{id}', '1')}`, {
					accept: 'application/json',
				});
				expect([template, Object.keys(json as Row).length, text.length > 4]).toEqual([template, 1, true]);
			}
		}
	});

	it('is the same for the same seed, and different for another', async () => {
		const text = async (seed: number) => {
			const other = await open({ seed, computers: 10 });
			const client = await Classic.open(other);
			const responses = await Promise.all(
				['/computers/id/3', '/policies/id/2', '/mobiledevices/id/7'].map((path) => client.get(path)),
			);
			await other.close();
			return responses.map((response) => response.text).join();
		};
		expect(await text(5)).toBe(await text(5));
		expect(await text(5)).not.toBe(await text(6));
	});

	it('requires the privilege of its method, and returns a page with 401 without it (jamf-behavior 1.5)', async () => {
		const reader = await Classic.open(simulator, simulator.addClient({ privileges: ['Read Policies'] }));
		expect((await reader.get('/policies')).status).toBe(200);
		const refused = await reader.create('policies', '<policy><general><name>No</name></general></policy>');
		expect([refused.status, /<title>Status page<\/title>/.test(refused.text)]).toEqual([401, true]);
		expect((await reader.get('/computers')).status).toBe(401);
	});

	it('is behind the firewall (jamf-behavior 1.5)', async () => {
		simulator.fault({ kind: 'wafForbidden', path: /JSSResource/, times: 1 });
		const blocked = await classic.get('/policies');
		expect([blocked.status, /^<html>/.test(blocked.text)]).toEqual([403, true]);
		simulator.fault({ kind: 'wafForbidden', contains: 'file://' });
		const bodies = ['https://a', 'file:///a'].map((url) => `<category><name>${url}</name></category>`);
		const statuses = [];
		for (const body of bodies) statuses.push((await classic.create('categories', body)).status);
		expect(statuses).toEqual([201, 403]);
		simulator.clearFaults();
	});
});

it('lists current members: a deleted member is gone', async () => {
	const scope = (await classic.json('/policies/id/1')).scope as Row;
	expect(entriesOf(scope.computers, 'computer').map(({ id }) => id)).toEqual([4, 5]);
	await classic.remove('/computers/id/5');
	const after = (await classic.json('/policies/id/1')).scope as Row;
	expect(entriesOf(after.computers, 'computer').map(({ id }) => id)).toEqual([4]);
});
