import { type Simulator, startSimulator } from '../../../simulator';
import { Session } from '../testClient';
import { idIn, type Row } from './classicClient';

let simulator: Simulator;
let session: Session;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 40, tokenLifetimeSeconds: 3600 });
	session = await Session.open(simulator);
});
afterAll(() => simulator.close());

const ROOT = '/JSSResource';
const json = async (path: string) =>
	(await session.get(ROOT + path, { accept: 'application/json' })).json as Record<string, Row & Row[]>;

describe('reading', () => {
	it('returns XML, and JSON labeled as text on request', async () => {
		const xml = await session.get(`${ROOT}/categories`);
		expect(xml.headers.get('content-type')).toBe('text/xml;charset=UTF-8');
		expect(xml.text).toMatch(/^<\?xml .*<categories><size>6<\/size><category><id>1<\/id><name>Applications<\/name>/);
		const text = await session.get(`${ROOT}/categories`, { accept: 'application/json' });
		expect(text.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
		expect((text.json as { categories: Row[] }).categories[0]).toEqual({ id: 1, name: 'Applications' });
	});

	it.each(['/computers/id/1', '/computergroups/id/1', '/categories/id/1'])('serves %s', async (path) => {
		const [[root, value] = []] = Object.entries(await json(path));
		expect((await session.get(ROOT + path)).text).toContain(`<${root}>`);
		expect((value?.general as Row | undefined)?.id ?? value?.id).toBe(1);
	});

	it.each([
		['/categories/id/99', 404],
		['/categories/id/abc', 400],
		['/categories/name/nobody', 404],
		['/computers/serialnumber/nobody', 404],
		['/nothing', 404],
	])('returns for %s an HTML page with %i', async (path, status) => {
		const response = await session.get(ROOT + path);
		expect(response.status).toBe(status);
		expect(response.text).toMatch(/^<html>/);
	});
});

describe('computers', () => {
	it('are listed in full, as a subset, and by pattern', async () => {
		expect((await json('/computers')).computers).toHaveLength(40);
		const basic = (await json('/computers/subset/basic')).computers!;
		const [first] = basic;
		expect(Object.keys(first!)).toEqual(
			expect.arrayContaining(['report_date_utc', 'report_date_epoch', 'serial_number', 'managed', 'username']),
		);
		const serial = String(first!.serial_number);
		const pro = await session.get('/api/v4/computers-inventory/1?section=HARDWARE');
		expect(pro.json).toMatchObject({ hardware: { serialNumber: serial } });
		for (const pattern of [serial, `${serial.slice(0, 8).toLowerCase()}*`, String(first!.username)]) {
			expect((await json(`/computers/match/${pattern}`)).computers).toContainEqual(
				expect.objectContaining({ id: 1, serial_number: serial }),
			);
		}
		expect((await json('/computers/match/zzz')).computers).toEqual([]);
		expect((await json(`/computers/serialnumber/${serial}`)).computer).toMatchObject({ general: { id: 1 } });
		expect((await json(`/computers/udid/${String(first!.udid)}`)).computer).toMatchObject({ general: { id: 1 } });
	});

	it('show changes made through Pro, and are deleted for both', async () => {
		await session.send('PATCH', '/api/v4/computers-inventory-detail/3', { general: { name: 'Säge & <Co>' } });
		expect((await session.get(`${ROOT}/computers/id/3`)).text).toContain('<name>Säge &amp; &lt;Co&gt;</name>');
		const name = encodeURIComponent('säge & <co>');
		expect((await json(`/computers/name/${name}`)).computer).toMatchObject({ general: { id: 3 } });
		expect(await session.send('DELETE', `${ROOT}/computers/id/3`)).toMatchObject({ status: 200 });
		expect((await session.get('/api/v4/computers-inventory/3')).status).toBe(404);
	});
});

describe('writing', () => {
	it('shares categories with Pro', async () => {
		const created = await session.xml('POST', `${ROOT}/categories/id/0`, '<category><name>New</name></category>');
		expect(created.status).toBe(201);
		expect(created.text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><category><id>7<\/id><\/category>$/);
		expect((await session.get('/api/v1/categories/7')).json).toEqual({ id: '7', name: 'New', priority: 9 });
		const body = '<category><priority>2</priority><unknown/></category>';
		expect((await session.xml('PUT', `${ROOT}/categories/name/new`, body)).status).toBe(201);
		expect((await session.get('/api/v1/categories/7')).json).toEqual({ id: '7', name: 'New', priority: 2 });
		expect((await session.send('DELETE', `${ROOT}/categories/id/7`)).status).toBe(200);
		expect((await session.get('/api/v1/categories/7')).status).toBe(404);
	});

	it.each([
		['a JSON body', '{"category":{"name":"X"}}', 'application/json', 415],
		['a duplicate name', '<category><name>applications</name></category>', 'text/xml', 409],
		['no name', '<category/>', 'application/xml', 409],
		['another root', '<webhook><name>X</name></webhook>', 'text/xml', 409],
	])('rejects %s', async (_, body, type, status) => {
		const response = await session.send('POST', `${ROOT}/categories/id/0`, body, { 'content-type': type });
		expect(response.status).toBe(status);
		expect(response.text).toMatch(status === 409 ? /<p>Error: .+<\/p>/ : /<html>/);
	});

	it.each([
		'<category><name>X</category>',
		'<category><name>X</name></category><more/>',
		'<category><name>X & Y</name></category>',
		'<category><name>&unknown;</name></category>',
		'<category><name>\u0001</name></category>',
		'<category><name>&#1;</name></category>',
		'<category a=1><name>X</name></category>',
		'text',
		'',
	])('rejects malformed XML: %s', async (body) => {
		expect((await session.xml('POST', `${ROOT}/categories/id/0`, body)).status).toBe(400);
	});

	it('rejects endlessly nested XML', async () => {
		const body = '<a>'.repeat(5000) + '</a>'.repeat(5000);
		expect((await session.xml('POST', `${ROOT}/categories/id/0`, body)).status).toBe(400);
	});

	it('reads declarations, comments, attributes, CDATA and entities', async () => {
		const body =
			'<?xml version="1.0"?>\n<!-- c --><category a="1">\n<name>A &amp; B &#x1F34E; <![CDATA[<raw>]]></name><!-- d --></category>\n';
		const id = idIn(await session.xml('POST', `${ROOT}/categories/id/0`, body));
		expect((await json(`/categories/id/${id}`)).category).toMatchObject({ name: 'A & B 🍎 <raw>' });
	});

	it('requires the privilege of the method', async () => {
		const client = simulator.addClient({ privileges: ['Read Webhooks', 'Read Smart Computer Groups'] });
		const reader = await Session.open(simulator, client);
		expect((await reader.get(`${ROOT}/webhooks`)).status).toBe(200);
		expect((await reader.get(`${ROOT}/computergroups`)).status).toBe(401);
		const created = await reader.xml('POST', `${ROOT}/webhooks/id/0`, '<webhook/>');
		expect([created.status, created.text.includes('<html>')]).toEqual([401, true]);
	});
});

describe('webhooks', () => {
	const WEBHOOKS = `${ROOT}/webhooks`;
	const valid = {
		name: 'Hook',
		url: 'https://example.com/hook',
		event: 'ComputerCheckIn',
		content_type: 'application/json',
	};
	const xml = (fields: Record<string, string>) =>
		`<webhook>${Object.entries(fields)
			.map(([key, value]) => `<${key}>${value}</${key}>`)
			.join('')}</webhook>`;
	const create = (fields: Record<string, string>) => session.xml('POST', `${WEBHOOKS}/id/0`, xml(fields));

	it('are created, read without the password, partly updated and deleted', async () => {
		const header = { authentication_type: 'HEADER', header: '{"X-Secret":"s"}', password: 'never shown here' };
		const id = idIn(await create({ ...valid, ...header, enabled: 'true' }));
		const shown = await session.get(`${WEBHOOKS}/id/${id}`, { accept: 'application/json' });
		expect(shown.json).toEqual({
			webhook: {
				id,
				...valid,
				enabled: true,
				connection_timeout: 5,
				read_timeout: 2,
				authentication_type: 'HEADER',
				username: '',
				header: header.header,
				hash_algorithm: 'SHA256',
				smart_group_id: -1,
				enable_display_fields_for_group_object: false,
				display_fields: expect.anything() as unknown,
			},
		});
		await session.xml('PUT', `${WEBHOOKS}/id/${id}`, xml({ enabled: 'false', read_timeout: '9' }));
		expect((await json(`/webhooks/name/HOOK`)).webhook).toMatchObject({ ...valid, enabled: false, read_timeout: 9 });
		expect((await json('/webhooks')).webhooks).toContainEqual({ id, name: 'Hook' });
		expect((await session.send('DELETE', `${WEBHOOKS}/id/${id}`)).status).toBe(200);
		expect((await session.get(`${WEBHOOKS}/id/${id}`)).status).toBe(404);
	});

	it('default to XML, also for a wrong content type', async () => {
		const id = idIn(await create({ ...valid, name: 'Other', content_type: 'text/csv' }));
		expect((await json(`/webhooks/id/${id}`)).webhook).toMatchObject({ content_type: 'text/xml' });
		expect((await create({ ...valid, name: 'other' })).status).toBe(409);
	});

	it.each([
		['an unknown event', { event: 'Nothing' }],
		['no address', { url: '' }],
		['a long timeout', { read_timeout: '16' }],
		['a header which is no JSON', { authentication_type: 'HEADER', header: 'X: y' }],
		['a header of its own', { authentication_type: 'HEADER', header: '{"Host":"x"}' }],
		['a short secret', { authentication_type: 'HASH_SIGNATURE', password: 'short' }],
		['a group for another event', { smart_group_id: '3' }],
	])('are rejected with %s', async (_, fields) => {
		expect((await create({ ...valid, name: 'Bad', ...fields })).status).toBe(409);
	});

	it.each([
		[{ authentication_type: 'BASIC' }, 'Username is required'],
		[{ authentication_type: 'BASIC', username: '' }, 'Username is required'],
		[{ authentication_type: 'HEADER' }, 'INVALID_REQUIRED'],
		[{ authentication_type: 'HEADER', header: '' }, 'INVALID_REQUIRED'],
	])('name what is missing from %j (jamf-behavior 6.1)', async (fields, text) => {
		const refused = await create({ ...valid, name: 'Bad', ...fields });
		expect([refused.status, refused.text]).toEqual([409, expect.stringContaining(`Error: ${text}`)]);
	});

	it('keep the group of another event unless -1 is sent, and are enabled by default (jamf-behavior 6.1)', async () => {
		const event = 'SmartGroupComputerMembershipChange';
		const id = idIn(await create({ ...valid, name: 'Group', event, smart_group_id: '3', hash_algorithm: 'SHA512' }));
		const change = (fields: Record<string, string>) => session.xml('PUT', `${WEBHOOKS}/id/${id}`, xml(fields));
		expect((await change({ event: 'ComputerAdded' })).status).toBe(409);
		expect((await change({ event: 'ComputerAdded', smart_group_id: '-1' })).status).toBe(201);
		expect((await json(`/webhooks/id/${id}`)).webhook).toMatchObject({
			event: 'ComputerAdded',
			smart_group_id: -1,
			enabled: true,
			hash_algorithm: 'SHA256',
		});
	});
});
