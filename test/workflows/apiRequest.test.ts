import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 250 });
});
afterAll(async () => await bench.close());
beforeEach(() => {
	bench.simulator.clearFaults();
	bench.simulator.resetStats();
	bench.signInAs(bench.simulator.client);
});

const send = async (parameters: INodeParameters, input?: INodeExecutionData[]) =>
	await bench.pro('apiRequest', 'send', { method: 'GET', ...parameters }, input && { input });

const query = (...pairs: Array<[string, string]>) => ({ parameters: pairs.map(([name, value]) => ({ name, value })) });

describe('pagination', () => {
	const inventory = {
		path: '/v3/computers-inventory',
		query: query(['section', 'GENERAL'], ['section', 'HARDWARE'], ['sort', 'id:asc']),
	};
	const ids = (rows: unknown[]) => rows.map((row) => Number((row as { id: string }).id));
	const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

	test('Return All reads every page once, in order', async () => {
		const { json } = await send({ ...inventory, returnAll: true });
		expect(ids(json)).toEqual(upTo(250));
		expect(json[0]).toMatchObject({
			general: { name: expect.any(String) },
			hardware: { serialNumber: expect.any(String) },
		});
		expect(bench.requests).toHaveLength(3);
	});

	test.each([
		[7, 1],
		[100, 1],
		[101, 2],
		[249, 3],
		[1000, 3],
	])('Limit %i sends %i requests', async (limit, requests) => {
		const { json } = await send({ ...inventory, limit });
		expect(ids(json)).toEqual(upTo(Math.min(limit, 250)));
		expect(bench.requests).toHaveLength(requests);
	});

	test('keeps the page-size of the user, and loses no rows when it exceeds the maximum of the server', async () => {
		const small = await send({ ...inventory, path: '/v3/computers-inventory?page-size=25', returnAll: true });
		expect(ids(small.json)).toEqual(upTo(250));
		expect(bench.requests).toHaveLength(13);
		const large = await send({ ...inventory, path: '/v3/computers-inventory?page-size=20000', returnAll: true });
		expect(ids(large.json)).toEqual(upTo(250));
	});

	test('sends one request when the user sets a page', async () => {
		const { json } = await send({ ...inventory, path: '/v3/computers-inventory?page=1&page-size=10', returnAll: true });
		expect(ids(json)).toEqual(upTo(20).slice(10));
	});

	test('halves the page size when a page is too slow', async () => {
		bench.simulator.fault({ kind: 'status', status: 504, path: /page-size=100/ });
		const { json } = await send({ ...inventory, returnAll: true });
		expect(ids(json)).toEqual(upTo(250));
		expect(bench.requests.length).toBeLessThan(10);
	});

	test('returns one item when the response is not a list', async () => {
		const { json } = await send({ path: '/v1/jamf-pro-version', returnAll: true });
		expect(json).toEqual([{ version: expect.stringContaining('11.32.0') }]);
	});
});

describe('request bodies and responses', () => {
	test('creates, replaces and deletes with JSON', async () => {
		const created = await send({
			method: 'POST',
			path: '/v1/buildings',
			bodyKind: 'json',
			json: '{ "name": "Nørreport & Co" }',
		});
		expect(created.json).toMatchObject([{ id: expect.any(String), href: expect.any(String) }]);
		const path = `v1/buildings/${String(created.json[0]?.id)}`;
		await send({ method: 'PUT', path, bodyKind: 'json', json: '={{ { name: $json.name } }}' }, [
			{ json: { name: 'New' } },
		]);
		expect((await send({ path })).json).toMatchObject([{ name: 'New' }]);
		expect((await send({ method: 'DELETE', path })).json).toEqual([{ success: true }]);
		expect((await send({ path })).error).toMatchObject({
			httpCode: '404',
			message: expect.stringContaining('HTTP 404'),
		});
	});

	test('sends text and returns the full response and a file', async () => {
		const { json } = await send({ path: '/v1/scripts/1/download' });
		expect(json).toEqual([{ data: expect.stringContaining('#!') }]);
		const full = await send({ path: '/v1/auth', options: { fullResponse: true } });
		expect(full.json).toMatchObject([
			{ statusCode: 200, headers: { 'content-type': expect.any(String) }, body: { sites: [] } },
		]);
		expect(JSON.stringify(full.json)).not.toMatch(/set-cookie|APBALANCEID/i);
		const file = await send({ path: '/v1/icon/download/1', options: { outputPropertyName: 'icon' } });
		expect(file.items).toMatchObject([
			{ json: { mimeType: 'image/png' }, binary: { icon: { mimeType: 'image/png' } } },
		]);
		const { data } = file.items[0]?.binary?.icon ?? { data: '' };
		expect(Buffer.from(data, 'base64').subarray(1, 4).toString()).toBe('PNG');
	});

	test('downloads a file with its full response', async () => {
		const { items } = await send({ path: '/v1/icon/download/1', options: { fullResponse: true } });
		expect(items).toMatchObject([{ json: { statusCode: 200, body: { mimeType: 'image/png' } }, binary: { data: {} } }]);
	});

	test('uploads a file in a multipart form', async () => {
		const binary = {
			data: { data: Buffer.from('png bytes').toString('base64'), mimeType: 'image/png', fileName: 'a "b".png' },
		};
		const { json } = await send(
			{ method: 'POST', path: '/v1/icon', bodyKind: 'multipart', inputDataFieldName: 'data', formFieldName: 'file' },
			[{ json: {}, binary }],
		);
		const id = json[0]?.id as number;
		expect(bench.simulator.state.icons.read(id)).toBeDefined();
		const back = await send({ path: `/v1/icon/download/${id}` });
		expect(Buffer.from(back.items[0]?.binary?.data?.data ?? '', 'base64').toString()).toBe('png bytes');
	});

	test('reports HTML in place of JSON with the next step', async () => {
		bench.simulator.fault({ kind: 'html200', path: '/api/v1/auth' });
		const { error } = await send({ path: '/v1/auth', options: { responseFormat: 'json' } });
		expect(error).toMatchObject({
			message: 'The server returned a web page.',
			description: expect.stringContaining('login page'),
		});
	});
});

describe('Classic API', () => {
	const classic = async (parameters: INodeParameters) => await bench.classic({ method: 'GET', ...parameters });

	test('parses JSON that is sent as text/plain', async () => {
		const { json } = await classic({ path: '/JSSResource/computers/id/3' });
		expect(json).toMatchObject([{ computer: { general: { id: 3 } } }]);
	});

	test('builds XML from JSON and from text, each escaped once', async () => {
		await classic({
			method: 'POST',
			path: '/categories/id/0',
			bodyKind: 'json',
			json: '{"category":{"name":"A & <B> \\"C\\"","priority":3}}',
		});
		await classic({
			method: 'POST',
			path: 'categories/id/0',
			bodyKind: 'xml',
			xml: '<category><name>D &amp; E</name></category>',
		});
		const { json } = await classic({ path: '/categories' });
		const names = (json[0]?.categories as Array<{ name: string }>).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['A & <B> "C"', 'D & E']));
	});

	test('reads the XML that a write returns as JSON on request', async () => {
		const { json } = await bench.classic({
			...{
				method: 'POST',
				path: '/categories/id/0',
				bodyKind: 'json',
				json: '{ "category": { "name": "Read as JSON" } }',
			},
			options: { responseFormat: 'json' },
		});
		expect(json).toEqual([{ category: { id: expect.anything() } }]);
	});

	test('returns XML unparsed on request', async () => {
		const { json } = await classic({
			path: '/categories/id/1',
			options: { headers: query(['Accept', 'application/xml']) },
		});
		expect(json).toEqual([{ data: expect.stringMatching(/^<\?xml.*<category>/s) }]);
	});

	test('reports the reason in an HTML error page', async () => {
		const { error } = await classic({
			method: 'POST',
			path: '/categories/id/0',
			bodyKind: 'json',
			json: '{"category":{"name":"A & <B> \\"C\\""}}',
		});
		expect(error).toMatchObject({ httpCode: '409', message: expect.stringMatching(/HTTP 409\): Duplicate name/i) });
	});

	test('reports a missing privilege after one new token', async () => {
		bench.signInWith(['Read Categories']);
		const { error } = await classic({ path: '/computers' });
		expect(error?.message).toContain('lacks a privilege. This request needs "Read Computers"');
		expect(bench.simulator.stats).toMatchObject({ tokens: 2, unauthorized: 2 });
	});
});

describe('invalid input: reports a clear error and sends nothing', () => {
	const cases: Array<[INodeParameters, RegExp]> = [
		[{ path: 'https://evil.example/v1/auth' }, /absolute URL/],
		[{ path: '//evil.example/v1/auth' }, /absolute URL/],
		[{ path: '/v1/../../JSSResource/accounts' }, /"\." or "\.\."/],
		[{ path: '/v1/%2e%2e/%2e%2e/x' }, /"\." or "\.\."/],
		[{ path: '/v1/%252e%252e/x' }, /"\." or "\.\."/],
		[{ path: '={{ "/v1/auth\\r\\nX: y" }}' }, /control characters/],
		[{ path: '/v1/auth#x' }, /"#"/],
		[{ path: '={{ " " }}' }, /path is empty/],
		[{ path: '/JSSResource/computers' }, /other Jamf API/],
		[{ path: '/v1/auth', options: { headers: query(['X-A', '={{ "b\\r\\nX-C: d" }}']) } }, /header "X-A" is not valid/],
		[{ path: '/v1/auth', options: { headers: query(['={{ "X-A\\r\\nB" }}', 'c']) } }, /header "X-A\?\?B" is not valid/],
		[{ path: '/v1/auth', options: { headers: query(['Authorization', 'Basic x']) } }, /"Authorization" cannot be set/],
		[{ path: '/v1/auth', options: { headers: query(['Cookie', 'x=y']) } }, /"Cookie" cannot be set/],
		[{ path: '/v1/auth', query: query(['', 'x']) }, /query parameter has no name/],
		[{ method: 'POST', path: '/v1/buildings', bodyKind: 'json', json: '={{ "not json {" }}' }, /not valid JSON/],
		[{ method: 'POST', path: '/v1/buildings', bodyKind: 'json', json: '={{ "" }}' }, /empty or not an object/],
		[{ method: 'POST', path: '/v1/buildings', bodyKind: 'json', json: '{"a":{"__proto__":{"b":1}}}' }, /"__proto__"/],
		[{ method: 'POST', path: '/v1/buildings', bodyKind: 'binary', inputDataFieldName: 'missing' }, /binary/i],
		[{ path: '/v1/buildings', limit: '={{ -1 }}' }, /limit must be at least 1/],
		[{ path: '/v1/buildings', limit: '={{ "many" }}' }, /limit must be a number/],
	];

	test.each(cases)('%j', async (parameters, message) => {
		const { error } = await send(parameters);
		expect(error?.message).toMatch(message);
		expect(error?.description ?? 'n8n told it').not.toBe('');
		expect(bench.requests.filter((request) => !request.startsWith('GET /api/v1/buildings'))).toEqual([]);
	});

	const xmlCases: Array<[string, RegExp]> = [
		['{"a":1,"b":2}', /exactly one key/],
		['{"category":{"na me":"x"}}', /not a valid XML element name/],
		['{"category":{"name":"\\u0007"}}', /control character/],
		['{"category":{"__proto__":"x"}}', /"__proto__"/],
	];
	test.each(xmlCases)('Classic API body %s', async (json, message) => {
		const { error } = await bench.classic({ method: 'POST', path: '/categories/id/0', bodyKind: 'json', json });
		expect(error?.message).toMatch(message);
		expect(bench.requests).toEqual([]);
	});
});
