import { Readable } from 'node:stream';
import type { RouteRow } from '../../nodes/shared/catalogue/types';
import { receiveFile } from '../../nodes/shared/calls/binaryData';
import { toOlderVersion } from '../../nodes/shared/calls/fieldRenames';
import type { ItemParameters } from '../../nodes/shared/parameters/itemParameters';
import { withVersionFallback } from '../../nodes/shared/calls/versionFallback';
import type { JamfClient } from '../../nodes/shared/transport/client';
import { ResponseError } from '../../nodes/shared/transport/errors/errors';
import { JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
afterEach(async () => await bench.close());

const body = { bodyMode: 'json', body: '={{ $json }}' };

test('items that share a failed token exchange each report the outcome of their own write', async () => {
	bench = await TestBench.open({ computers: 1 });
	bench.simulator.fault({ kind: 'status', status: 401, method: 'GET', path: /buildings\/\d+$/ });
	bench.simulator.fault({
		kind: 'status',
		status: 401,
		path: /oauth\/token/,
		after: 1,
		body: '{"error":"invalid_client"}',
		contentType: 'application/json',
	});
	const { json } = await bench.engine.runNode(
		JAMF_PRO,
		{ resource: 'building', operation: 'create', ...body, options: { returnFullRecord: true } },
		{ input: [{ json: { name: 'A' } }, { json: { name: 'B' } }], continueOnFail: true },
	);
	const ids = json.map(({ message }) => /carried out the change \(ID (\d+)\)/.exec(String(message))?.[1]);
	expect(ids).toHaveLength(2);
	expect(ids.every((id) => id !== undefined)).toBe(true);
	expect(new Set(ids).size).toBe(2);
});

test('detects an upgrade of the server when a parameter exists only on its newer route', async () => {
	bench = await TestBench.open({ computers: 1 });
	const jamf = { settings: { server: { root: bench.simulator.url } } } as JamfClient;
	const routes: RouteRow[] = [
		{ method: 'POST', path: '/v2/things' },
		{ method: 'POST', path: '/v1/things', unsupported: ['colour'] },
	];
	let newest = '/v1/things';
	const write = async (value: object) =>
		await withVersionFallback(jamf, { row: { routes } }, async (route) => {
			toOlderVersion(value, route);
			if (route.path > newest) throw new ResponseError('NOT_FOUND', '', '', 404);
			return route.path;
		});
	expect(await write({ name: 'A' })).toBe('/v1/things');
	await expect(write({ colour: 'red' })).rejects.toThrow('only has the older /v1/things');
	expect(await write({ name: 'B' })).toBe('/v1/things');
	newest = '/v2/things';
	expect(await write({ colour: 'red' })).toBe('/v2/things');
	expect(await write({ name: 'C' })).toBe('/v2/things');
});

test.each(['before', 'while'])('reports a full disk of n8n, %s the file is read', async (when) => {
	bench = await TestBench.open({ computers: 1 });
	const stream = Readable.from([Buffer.from('a'), Buffer.from('b')]);
	const prepareBinaryData = async () => {
		const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
		if (when === 'before') throw full;
		for await (const part of stream) if (part !== undefined) throw full;
	};
	const item = { string: () => '', context: { helpers: { prepareBinaryData } } } as unknown as ItemParameters;
	const jamf = { settings: { server: { host: 'jamf.example' } } } as JamfClient;
	const file = { stream, mimeType: '', fileName: 'a' };
	await expect(receiveFile(jamf, item, file, '/x')).rejects.toThrow('no space left on device');
	expect(stream.destroyed).toBe(true);
});

test('retries the newest route after an hour', async () => {
	bench = await TestBench.open({ computers: 1 });
	bench.simulator.fault({ kind: 'status', status: 404, path: /v4\/computers-inventory$/, times: 1 });
	const last = async () => {
		await bench.pro('computer', 'getAll', { limit: 1 });
		return bench.requests.at(-1);
	};
	expect(await last()).toBe('GET /api/v3/computers-inventory');
	expect(await last()).toBe('GET /api/v3/computers-inventory');
	const now = performance.now.bind(performance);
	const later = jest.spyOn(performance, 'now').mockImplementation(() => now() + 3_600_001);
	expect(await last()).toBe('GET /api/v4/computers-inventory');
	later.mockRestore();
});

test('does not write into the input items', async () => {
	bench = await TestBench.open({ computers: 1 });
	const input = [{ json: { username: 'anna', fullName: 'Anna' } }];
	const { run, error } = await bench.pro('account', 'create', body, { input });
	expect(error).toBeUndefined();
	expect(run.data.resultData.runData.Start?.[0]?.data?.main?.[0]?.[0]?.json).toEqual({
		username: 'anna',
		fullName: 'Anna',
	});
});

test('ignores a field whose expression is undefined', async () => {
	bench = await TestBench.open({ computers: 1 });
	const created = await bench.pro('script', 'create', { bodyMode: 'json', body: '{ "name": "S", "info": "kept" }' });
	const id = locator('id', String(created.json[0]?.id));
	const changed = { id, bodyMode: 'json', body: '={{ { notes: "n", info: $json.missing } }}' };
	expect((await bench.pro('script', 'update', changed)).error).toBeUndefined();
	const { json } = await bench.pro('script', 'get', { id, output: 'raw' });
	expect(json).toMatchObject([{ notes: 'n', info: 'kept' }]);
});

test.each(['NaN', '1 / 0'])('rejects %s in a body, which JSON would turn into null', async (value) => {
	bench = await TestBench.open({ computers: 1 });
	const { error } = await bench.pro('building', 'create', {
		bodyMode: 'json',
		body: `={{ { name: "X", city: ${value} } }}`,
	});
	expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining('NaN or Infinity') });
	expect(bench.requests).toEqual([]);
});

test('does not let n8n mistake a part of a name for an error code', async () => {
	bench = await TestBench.open({ computers: 1 });
	const { error } = await bench.pro('script', 'get', { id: locator('name', 'OfficePermissions') });
	expect(error?.message).toBe('There is no script named "OfficePermissions".');
});

test('sends a file without a MIME type as application/octet-stream', async () => {
	bench = await TestBench.open({ computers: 1, keepBodies: true });
	const data = { data: Buffer.from('x').toString('base64'), fileName: 'a.png' };
	const { error } = await bench.pro(
		'apiRequest',
		'send',
		{ method: 'POST', path: '/v1/icon', bodyKind: 'multipart' },
		{
			input: [{ json: {}, binary: { data: data as never } }],
		},
	);
	expect(error).toBeUndefined();
	expect(bench.simulator.journal.at(-1)?.body).toContain('content-type: application/octet-stream');
});

test.each(['Accept-Encoding', 'Keep-Alive'])('rejects the connection header %s', async (name) => {
	bench = await TestBench.open({ computers: 1 });
	const { error } = await bench.pro('apiRequest', 'send', {
		method: 'GET',
		path: '/v1/buildings',
		options: { headers: { parameters: [{ name, value: 'br' }] } },
	});
	expect(error?.message).toBe(`The header "${name}" cannot be set.`);
});
