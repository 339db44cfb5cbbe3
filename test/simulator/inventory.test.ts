import { measureGrowth } from '../../harness/growth';
import { type Simulator, startSimulator } from '../../simulator';
import { Session } from './testClient';

let simulator: Simulator;
let session: Session;

beforeAll(async () => {
	simulator = await startSimulator({ computers: 2500, seed: 3, tokenLifetimeSeconds: 3600 });
	session = await Session.open(simulator);
});
afterAll(() => simulator.close());

const V4 = '/api/v4/computers-inventory';
const QUICK = 'page-size=2000&section=HARDWARE&sort=id:asc';

interface Computer {
	id: string;
	udid: string;
	general: Record<string, unknown> & { name: string; extensionAttributes: Attribute[] };
	hardware: { serialNumber: string; model: string };
	[section: string]: unknown;
}
type Attribute = { definitionId: string; values: string[] };

const list = async (query: string, base = V4) =>
	(await session.get(`${base}?${query}`)).json as { totalCount: number; results: Computer[] };
const filtered = (filter: string, rest = 'section=GENERAL') => list(`${rest}&filter=${encodeURIComponent(filter)}`);
const detail = async (id: number | string, version = 4) =>
	(await session.get(`/api/v${version}/computers-inventory-detail/${id}`)).json as Computer;

describe('pagination', () => {
	it.each([
		['by default', '', 100],
		['as asked', 'page-size=7', 7],
		['clamped silently', 'page-size=20000', 2000],
		['the last page', 'page-size=2000&page=1', 500],
		['beyond the end', 'page-size=2000&page=2', 0],
	])('%s', async (_, query, length) => {
		const { totalCount, results } = await list(query);
		expect([totalCount, results.length]).toEqual([2500, length]);
	});

	it.each(['page=-1', 'page=x', 'page-size=0', 'page-size=1.5'])('rejects %s', async (query) => {
		expect((await session.get(`${V4}?${query}`)).status).toBe(400);
	});

	it('sorted by ID returns each computer once, and no serial number twice', async () => {
		const pages = [await list(QUICK), await list(`${QUICK}&page=1`)].flatMap(({ results }) => results);
		expect(pages.map(({ id }) => Number(id))).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1));
		expect(new Set(pages.map(({ hardware }) => hardware.serialNumber)).size).toBe(2500);
		expect(new Set(pages.map(({ udid }) => udid)).size).toBe(2500);
	});

	it('reflects insertions and deletions between two pages', async () => {
		const added = simulator.state.computers.add({ general: { name: 'Just added' } });
		simulator.state.computers.remove(1);
		const { totalCount, results } = await list('page-size=2&sort=id:asc');
		expect([totalCount, ...results.map(({ id }) => id)]).toEqual([2500, '2', '3']);
		const last = await list('page-size=1&sort=id:desc');
		expect(last.results[0]).toMatchObject({ id: String(added.id), general: { name: 'Just added' } });
		simulator.state.computers.remove(added.id);
		simulator.state.computers.write(1, { id: 1, changes: {} });
		expect((await list('page-size=1')).totalCount).toBe(2500);
	});
});

describe('sorting', () => {
	it.each([
		['general.name:asc', '', (row: Computer) => row.general.name.toLowerCase()],
		['udid:asc', 'sort=udid', ({ udid }: Computer) => udid.toLowerCase()],
	])('is %s with "%s"', async (_, query, key) => {
		const keys = (await list(`page-size=2000&${query}`)).results.map(key);
		expect(keys).toEqual([...keys].sort());
	});

	it('accepts several keys', async () => {
		const { results } = await list('page-size=2000&section=HARDWARE&sort=hardware.model:desc,id:asc');
		const expected = [...results].sort(
			(a, b) =>
				-compareText(a.hardware.model.toLowerCase(), b.hardware.model.toLowerCase()) || Number(a.id) - Number(b.id),
		);
		expect(results.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
	});

	it.each(['sort=id.asc', 'sort=nothing:asc', 'sort=id:up', 'sort=general.barcode1:asc', 'sort=id:asc&sort=udid:asc'])(
		'rejects %s',
		async (query) => {
			expect((await session.get(`${V4}?${query}`)).status).toBe(400);
		},
	);
});

const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

describe('sections', () => {
	it('are only GENERAL by default, the others are null', async () => {
		const [row] = (await list('page-size=1')).results;
		expect(row?.general).toBeTruthy();
		expect([row?.hardware, row?.applications, row?.extensionAttributes]).toEqual([null, null, null]);
		const single = (await session.get(`${V4}/5`)).json as Computer;
		expect([Boolean(single.general), single.hardware]).toEqual([true, null]);
	});

	it('are requested by repeating the parameter', async () => {
		const [row] = (await list('page-size=1&section=HARDWARE&section=OPERATING_SYSTEM')).results;
		expect(row).toMatchObject({ general: null, hardware: { make: 'Apple' }, operatingSystem: { name: 'macOS' } });
	});

	it.each([
		[1, 200],
		[2, 200],
		[3, 400],
		[4, 400],
	])('of v%i contain fonts: %i', async (version, status) => {
		const response = await session.get(`/api/v${version}/computers-inventory?section=FONTS&page-size=1`);
		expect(response.status).toBe(status);
	});

	it.each(['section=NOTHING', 'section=GENERAL,HARDWARE', 'section=general'])('reject %s', async (query) => {
		expect((await session.get(`${V4}?${query}`)).status).toBe(400);
	});

	it('are all present in the detail', async () => {
		const record = await detail(7);
		expect(Object.keys(record)).toHaveLength(24);
		expect(Object.entries(record).filter(([key, value]) => value === null && key !== 'contentCaching')).toEqual([]);
		expect(record.userAndLocation).toMatchObject({ departmentId: expect.any(String), buildingId: expect.any(String) });
	});

	it.each([
		[1, ['lastContactTime', 'lastReportedIp'], ['lastCheckIn', 'lastContact']],
		[3, ['lastContactTime', 'lastReportedIp'], ['lastCheckIn', 'lastContact']],
		[4, ['lastCheckIn', 'lastContact'], ['lastContactTime', 'lastReportedIp']],
	])('of v%i include %j and not %j', async (version, present, absent) => {
		const { general } = await detail(7, version);
		expect(Object.keys(general)).toEqual(expect.arrayContaining(present));
		expect(Object.keys(general).filter((key) => absent.includes(key))).toEqual([]);
	});
});

it.each([
	[1, 'Mon, 30 Jun 2025 00:00:00 GMT'],
	[3, 'Tue, 14 Jul 2026 00:00:00 GMT'],
	[4, null],
])('v%i is deprecated since %s', async (version, since) => {
	const { headers } = await session.get(`/api/v${version}/computers-inventory?page-size=1`);
	expect(headers.get('deprecation')).toBe(since);
});

describe('the fleet', () => {
	it('is the same for the same seed, and different for another', async () => {
		const names = async (seed: number) => {
			const other = await startSimulator({ computers: 5, seed });
			const { text } = await (await Session.open(other)).get(`${V4}?section=HARDWARE`);
			await other.close();
			return text;
		};
		const [first, again, different] = await Promise.all([names(8), names(8), names(9)]);
		expect(first).toBe(again);
		expect(first).not.toBe(different);
	});

	it('has dates with fractions of any length, as the server writes them', async () => {
		const { results } = await list('page-size=200');
		const fractions = results.map(({ general }) => /\.(\d+)Z/.exec(String(general.reportDate))?.[1]?.length ?? 0);
		expect(new Set(fractions)).toEqual(new Set([0, 1, 2, 3]));
	});

	it('with 100,000 computers starts as quickly as a small one', async () => {
		const start = async (computers: number) => await (await startSimulator({ computers })).close();
		expect(await measureGrowth(start, { small: 1_000, large: 100_000 })).toBeLessThan(10);
		const big = await startSimulator({ computers: 100_000 });
		const { json } = await (await Session.open(big)).get(`${V4}?sort=id:asc&page-size=1&page=99999`);
		expect(json).toMatchObject({ totalCount: 100_000, results: [{ id: '100000' }] });
		await big.close();
	});
});

describe('filters', () => {
	const count = async (filter: string) => (await filtered(filter, 'page-size=1')).totalCount;

	it.each([
		['id==5', 1],
		['id=="5"', 1],
		['id<11', 10],
		['id=lt=11', 10],
		['id<=11', 11],
		['id=le=11', 11],
		['id>2490', 10],
		['id=gt=2490', 10],
		['id>=2490', 11],
		['id=ge=2490', 11],
		['id!=5', 2499],
		['id=in=(1,2, 3)', 3],
		['id=in=9', 1],
		['id=out=(1,2)', 2498],
		['id==1,id==2', 2],
		['id==1 or id==2', 2],
		['id>5;id<8', 2],
		['id>5 and id<8', 2],
		['id==1,id>5;id<8', 3],
		['(id==1,id>5);id<8', 3],
		['(id==1,id==7);(id==7,id==9)', 1],
		['((id==1))', 1],
		["general.name=='*'", 2500],
		['operatingSystem.name==MACOS', 2500],
		['operatingSystem.name=="mac*"', 2500],
		['operatingSystem.name=="*cO*"', 2500],
		['operatingSystem.name==mac', 0],
		['operatingSystem.name!=mac*', 0],
		['general.barcode1==x', 0],
	])('%s matches %i', async (filter, expected) => {
		expect(await count(filter)).toBe(expected);
	});

	it('parses quotes and escapes', async () => {
		const odd = String.raw`A "b" \ (c); d, e and f`;
		const { id } = simulator.state.computers.add({ general: { name: odd } });
		const quoted = `"${odd.replace(/["\\]/g, String.raw`\$&`)}"`;
		const { results } = await filtered(`general.name==${quoted}`);
		expect(results.map((row) => row.id)).toEqual([String(id)]);
		simulator.state.computers.remove(id);
	});

	it.each([
		'id==',
		'id',
		'id=5',
		'id=?=5',
		'id==1;',
		'(id==1',
		'id==1)',
		'id==(1,2)',
		'id==1 2',
		'id=="1',
		'general.name==a b',
		'nothing==1',
		'__proto__==1',
		'id==x',
		'general.supervised==maybe',
		'general.initialEntryDate=="2026-01-01"',
		'general.lastContactTime>"2026-01-01"',
	])('rejects %s', async (filter) => {
		expect(await session.get(`${V4}?filter=${encodeURIComponent(filter)}`)).toMatchObject({ status: 400 });
	});

	it.each([
		['general.reportDate=="2030-05-06T07:08:09.600Z"', 1],
		['general.reportDate=="2030-05-06T07:08:09.60Z"', 1],
		['general.reportDate>="2030-05-06T07:08:09Z"', 1],
		['general.reportDate>"2030-05-06"', 1],
		['general.reportDate=="2030-05*"', 1],
		['general.reportDate<"2030-05-06T07:08:09.600Z"', 'the rest'],
		['general.reportDate>"2030-05-06T07:08:09.6Z"', 400],
		['general.reportDate>"2030-05-06T07:08:09.600000Z"', 400],
		['general.reportDate>"2030-05-06T07:08:09.600+00:00"', 400],
		['general.reportDate>"2030-05*"', 400],
		['general.reportDate>yesterday', 400],
	])('%s: %s', async (filter, expected) => {
		const { id } = simulator.state.computers.add({ general: { reportDate: '2030-05-06T07:08:09.6Z' } });
		const { status, json } = await session.get(`${V4}?page-size=1&filter=${encodeURIComponent(filter)}`);
		const { totalCount } = json as { totalCount: number };
		simulator.state.computers.remove(id);
		expect(status === 200 && totalCount > 1 ? 'the rest' : status === 200 ? totalCount : status).toBe(expected);
	});

	it('match computers whose date is null only with <', async () => {
		const { id } = simulator.state.computers.add({ general: { lastContact: null } });
		const found = async (operator: string) => {
			const filter = encodeURIComponent(`id=="${id}";general.lastContact${operator}"2026-01-01T00:00:00Z"`);
			return ((await session.get(`${V4}?filter=${filter}`)).json as { totalCount: number }).totalCount;
		};
		expect([await found('<'), await found('>'), await found('=='), await found('!=')]).toEqual([1, 0, 0, 0]);
		simulator.state.computers.remove(id);
	});

	it('support the contact fields of their version', async () => {
		const filter = encodeURIComponent('general.lastContactTime>"2026-01-01"');
		expect((await session.get(`/api/v3/computers-inventory?filter=${filter}`)).status).toBe(200);
		const newer = encodeURIComponent('general.lastCheckIn>"2026-01-01"');
		expect((await session.get(`/api/v3/computers-inventory?filter=${newer}`)).status).toBe(400);
		expect((await session.get(`${V4}?filter=${newer}`)).status).toBe(200);
	});
});

describe('updates', () => {
	const patch = (id: number, body: unknown, version = 4) =>
		session.send('PATCH', `/api/v${version}/computers-inventory-detail/${id}`, body);

	it.each([
		[1, 200],
		[2, 204],
		[3, 204],
		[4, 204],
	])('through v%i return %i', async (version, status) => {
		const response = await patch(20, { general: { assetTag: `T${version}` } }, version);
		expect([response.status, response.text === '']).toEqual([status, status === 204]);
		expect((await detail(20)).general.assetTag).toBe(`T${version}`);
	});

	it('keep everything that was not sent', async () => {
		const before = await detail(21);
		const body = {
			general: { name: 'New', managed: false, siteId: '-1', platform: 'ignored' },
			userAndLocation: { room: '42', buildingId: '2' },
			purchasing: { leased: true, lifeExpectancy: 9 },
		};
		await patch(21, body);
		expect(await detail(21)).toEqual({
			...before,
			general: { ...before.general, name: 'New', remoteManagement: expect.objectContaining({ managed: false }) },
			userAndLocation: { ...(before.userAndLocation as object), room: '42', buildingId: '2' },
			purchasing: { ...(before.purchasing as object), leased: true, lifeExpectancy: 9 },
		});
		expect((await filtered('general.name==New')).totalCount).toBe(1);
	});

	it('write an extension attribute only in its own section', async () => {
		const extensionAttributes = [{ definitionId: '1', values: ['Retired'] }];
		expect((await patch(22, { general: { extensionAttributes } })).status).toBe(204);
		const [attribute] = (await detail(22)).general.extensionAttributes;
		expect(attribute).toMatchObject({ definitionId: '1', name: 'Lifecycle', values: ['Retired'] });
		expect((await patch(22, { extensionAttributes })).status).toBe(400);
		expect((await patch(22, { extensionAttributes: [{ definitionId: '7', values: ['x'] }] })).status).toBe(204);
		expect((await detail(22)).extensionAttributes).toContainEqual(
			expect.objectContaining({ definitionId: '7', values: ['x'] }),
		);
	});

	it.each([
		[999_999, { general: {} }, 404],
		[23, { general: { name: 5 } }, 400],
		[23, { userAndLocation: { departmentId: '999' } }, 400],
		[23, { userAndLocation: { buildingId: '999' } }, 400],
	])('of %i with %j are rejected with %i', async (id, body, status) => {
		expect((await patch(id, body)).status).toBe(status);
	});

	it('delete a computer', async () => {
		expect(await session.send('DELETE', `${V4}/30`)).toMatchObject({ status: 204, text: '' });
		expect((await session.get(`${V4}/30`)).status).toBe(404);
		expect((await session.send('DELETE', `${V4}/30`)).status).toBe(404);
		expect((await session.get(`${V4}/thirty`)).status).toBe(400);
	});
});

describe('an older server', () => {
	it.each([
		['11.30.1', [200, 200, 200, 200]],
		['11.25.0', [200, 200, 200, 404]],
		['11.9.2', [200, 404, 404, 404]],
	])('%s returns for v1 to v4 %j', async (serverVersion, expected) => {
		const older = await startSimulator({ serverVersion });
		const its = await Session.open(older);
		const statuses = [1, 2, 3, 4].map(
			async (v) => (await its.get(`/api/v${v}/computers-inventory?page-size=1`)).status,
		);
		expect(await Promise.all(statuses)).toEqual(expected);
		const newest = expected.filter((status) => status === 200).length;
		const { headers } = await its.get(`/api/v${newest}/computers-inventory?page-size=1`);
		expect(headers.get('deprecation')).toBeNull();
		await older.close();
	});
});
