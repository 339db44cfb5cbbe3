import type { INodeParameters } from 'n8n-workflow';
import { pro } from '../../nodes/shared/catalogue/lookup';
import type { ListRow } from '../../nodes/shared/catalogue/types';
import { TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 30 });
});
afterAll(async () => await bench.close());
beforeEach(() => bench.simulator.resetStats());

/** The queries of the API requests since the last reset. */
const asked = () =>
	bench.simulator.journal
		.filter(({ path }) => !path.endsWith('/oauth/token'))
		.map(({ query }) => new URLSearchParams(query));

const rows = pro.resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap(({ value: operation, list, path, query = [] }) => {
		// Hand-written lists and lists of nested objects have their own tests.
		if (list === undefined || path !== undefined || resource === 'apiRolePrivilege') return [];
		return query.some(({ required }) => required)
			? []
			: [{ name: `${resource}.${operation}`, resource, operation, list }];
	}),
);

const filtered = (list: ListRow): INodeParameters =>
	list.filterRequired === true ? { filterBy: 'rsql', rsql: `${list.filter?.[0] ?? 'id'}=="x"` } : {};

describe('every list sends the parameters that its kind supports (jamf-behavior 3.1 to 3.3)', () => {
	test.each(rows)('$name', async ({ resource, operation, list }) => {
		const run = await bench.pro(resource, operation, { returnAll: true, output: 'raw', ...filtered(list) });
		expect(run.error).toBeUndefined();
		const queries = asked();
		const pages = list.kind === 'paged' || list.kind === 'pagedArray';
		if (!pages) expect(queries).toHaveLength(1);
		for (const query of queries) {
			expect(query.getAll('page')).toHaveLength(pages ? 1 : 0);
			expect([...query.keys()].filter((name) => /size/.test(name))).toEqual(
				pages ? [list.sizeParameter ?? 'page-size'] : [],
			);
			const repeats = list.key?.filter((field) => field !== list.unique && list.sort?.includes(field)) ?? [];
			const order = [list.unique, ...repeats].map((field) => `${field}:asc`).join(',');
			const always = list.always?.sort === undefined ? [] : [list.always.sort];
			expect(query.getAll('sort')).toEqual(list.unique === undefined ? always : [order]);
			for (const [name, value] of Object.entries(list.always ?? {})) expect(query.getAll(name)).toEqual([value]);
		}
		const ids = run.json.map((row) => JSON.stringify(row));
		if (list.unique !== undefined) expect(new Set(ids).size).toBe(ids.length);
	});

	test('covers all kinds', () => {
		expect(new Set(rows.map(({ list }) => list.kind))).toEqual(
			new Set(['paged', 'results', 'array', 'field', 'pagedArray']),
		);
		expect(rows.length).toBeGreaterThan(80);
	});
});

describe('the query of a list', () => {
	const list = async (parameters: INodeParameters, resource = 'computer') => {
		const run = await bench.pro(resource, 'getAll', { returnAll: true, output: 'raw', ...parameters });
		expect(run.error).toBeUndefined();
		return run.json;
	};

	test.each<[string, string]>([
		['in double quotes', '"Mac15,4", Mac14'],
		['one per line', 'Mac15,4\nMac14'],
		['as JSON', '["Mac15,4", "Mac14"]'],
		['by an expression', '={{ ["Mac15,4", "Mac14"] }}'],
	])('accepts values with commas %s', async (_, value) => {
		const conditions = [{ field: 'hardware.modelIdentifier', operator: 'in', value }];
		await list({ filterBy: 'manual', filter: { conditions } });
		expect(asked()[0]?.get('filter')).toBe('hardware.modelIdentifier=in=("Mac15,4","Mac14")');
	});

	test('joins sort fields by commas in one parameter, ending with the unique field', async () => {
		const sort = (...fields: Array<[string, string]>) => ({
			sort: { fields: fields.map(([field, direction]) => ({ field, direction })) },
		});
		await list(sort(['general.name', 'asc'], ['udid', 'desc']));
		expect(asked()[0]?.getAll('sort')).toEqual(['general.name:asc,udid:desc,id:asc']);
		bench.simulator.resetStats();
		const ids = (await list(sort(['id', 'desc']))).map(({ id }) => Number(id));
		expect(asked()[0]?.getAll('sort')).toEqual(['id:desc']);
		expect(ids).toEqual(Array.from({ length: 30 }, (_, index) => 30 - index));
	});

	test('repeats section', async () => {
		const [first] = await list({ sections: ['GENERAL', 'HARDWARE', 'STORAGE'] });
		expect(asked()[0]?.getAll('section')).toEqual(['GENERAL', 'HARDWARE', 'STORAGE']);
		expect(first).toMatchObject({ hardware: expect.any(Object), storage: expect.any(Object), security: null });
	});

	test('requests at least one row per page', async () => {
		for (const pageSize of [0, -5, 0.5]) {
			const { error } = await bench.pro('category', 'getAll', { returnAll: true, options: { pageSize } });
			expect(error?.message).toBe('The parameter options.pageSize must be at least 1.');
		}
		await list({ options: { pageSize: 2.5 } }, 'category');
		expect(asked()[0]?.get('page-size')).toBe('2');
	});

	test('accepts several values as an array, as JSON text, or separated by commas', async () => {
		for (const sections of ['={{ ["GENERAL", "HARDWARE"] }}', ' ["GENERAL", "HARDWARE"] ', 'GENERAL, HARDWARE']) {
			bench.simulator.resetStats();
			await list({ sections });
			expect(asked()[0]?.getAll('section')).toEqual(['GENERAL', 'HARDWARE']);
		}
	});

	test('requests the sections of the output fields when none are chosen', async () => {
		await list({ output: 'simplified' });
		expect(asked()[0]?.getAll('section')).toEqual(['GENERAL', 'USER_AND_LOCATION', 'HARDWARE', 'OPERATING_SYSTEM']);
	});

	test('returns extension attributes by their names, from the sections that show them (jamf-behavior 3.5)', async () => {
		const outputFields = 'id, extensionAttributes.Lifecycle, extensionAttributes.Notes, extensionAttributes.Unknown';
		const [first] = await list({ output: 'selected', outputFields });
		expect(first).toEqual({
			id: expect.any(String) as string,
			Lifecycle: expect.stringMatching(/^(In use|In stock|Retired)$/) as string,
			Notes: null,
		});
		const places = [
			'GENERAL',
			'HARDWARE',
			'OPERATING_SYSTEM',
			'PURCHASING',
			'USER_AND_LOCATION',
			'EXTENSION_ATTRIBUTES',
		];
		expect(new Set(asked()[0]?.getAll('section'))).toEqual(new Set(places));
	});

	test('preserves special characters in a filter', async () => {
		const name = 'Mac "1" \\ (a;b),c + 100% & é';
		const { id } = bench.simulator.state.computers.add({ general: { name } });
		const found = await list({
			filterBy: 'manual',
			filter: { conditions: [{ field: 'general.name', operator: 'equals', value: name }] },
		});
		expect(found).toMatchObject([{ id: String(id) }]);
		expect(asked()[0]?.getAll('filter')).toEqual(['general.name=="Mac \\"1\\" \\\\ (a;b),c + 100% & é"']);
		bench.simulator.state.computers.remove(id);
	});

	test('sends a raw filter unchanged', async () => {
		const rsql = 'id=in=(3,5);(general.name=="*",id==7)';
		expect((await list({ filterBy: 'rsql', rsql })).map(({ id }) => id)).toEqual(['3', '5']);
		expect(asked()[0]?.get('filter')).toBe(rsql);
	});

	test('an expression for the raw filter must have a value', async () => {
		const parameters = { returnAll: true, filterBy: 'rsql', rsql: '={{ $json.nothing }}' };
		for (const operation of ['getAll', 'getChanges']) {
			const { error } = await bench.pro('computer', operation, parameters);
			expect(error?.message).toBe('The RSQL filter has no value, so every row would be returned.');
		}
		expect(asked()).toEqual([]);
		const { error } = await bench.pro('computer', 'getAll', { ...parameters, rsql: '' });
		expect(error).toBeUndefined();
	});

	test('users: requests at most 1,000 rows per page', async () => {
		await list({ options: { pageSize: 2000 } }, 'user');
		expect(asked()[0]?.get('page-size')).toBe('1000');
	});

	test('mobile devices: survives a corrupt record in a page', async () => {
		await list({}, 'mobileDevice');
		expect(asked()[0]?.getAll('exception-handling')).toEqual(['LENIENT']);
		expect(asked()[0]?.get('sort')).toBe('mobileDeviceId:asc');
	});

	test('does not request a list without the filter that it needs', async () => {
		const { error } = await bench.pro('mdmCommand', 'getAll', { returnAll: true });
		expect(error?.message).toBe('This list needs a filter.');
		expect(asked()).toEqual([]);
	});

	test('Limit requests no more rows than needed', async () => {
		expect(await list({ returnAll: false, limit: 7 })).toHaveLength(7);
		expect(asked().map((query) => query.get('page-size'))).toEqual(['7']);
	});
});

test('reads the pages of a list in parallel when its length is known', async () => {
	const read = async (rsql: string) => {
		bench.simulator.resetStats();
		bench.simulator.fault({ kind: 'latency', ms: 20, path: /computers-inventory/, times: 2 });
		const parameters = { returnAll: true, options: { pageSize: 25 }, filterBy: 'rsql', rsql };
		expect((await bench.pro('computer', 'getAll', parameters)).json).toHaveLength(30);
		return bench.simulator.stats.peakInFlight;
	};
	expect([await read('id!=998'), await read('id!=998'), await read('id!=999')]).toEqual([1, 2, 1]);
});

describe('fields left over from another resource', () => {
	const conditions = (...names: string[]): INodeParameters => ({
		filterBy: 'manual',
		filter: { conditions: names.map((field) => ({ field, operator: 'equals', value: 'x' })) },
	});
	const sort = (field: string): INodeParameters => ({ sort: { fields: [{ field, direction: 'asc' }] } });
	const bare = { kind: 'status', status: 400, body: 'json', method: 'GET' } as const;
	afterEach(() => bench.simulator.clearFaults());

	test('are named when the server rejects them, with the known fields', async () => {
		bench.simulator.fault({ ...bare, path: /api-roles$/ });
		const both = { ...conditions('general.name', 'displayName'), ...sort('general.platform') };
		const { error } = await bench.pro('apiRole', 'getAll', both);
		expect(error).toMatchObject({ httpCode: '400', message: expect.stringContaining('GET /v1/api-roles, HTTP 400') });
		expect(error?.description).toMatch(
			/^This list cannot be filtered by "general.name"\. Try id, displayName\. This list cannot be sorted by "general.platform"\. Try id, displayName\. n8n keeps field names/,
		);
	});

	test('keep the error of the server', async () => {
		const { error } = await bench.pro('building', 'getAll', conditions('general.name'));
		expect(error?.message).toMatch(/general\.name: .*no such field/);
		expect(error?.description).toMatch(/filtered by "general.name"\. Try name, streetAddress1, .*country\./);
	});

	test('are reported with only the most similar known fields', async () => {
		bench.simulator.fault({ ...bare, path: /computers-inventory$/ });
		const { error } = await bench.pro('computer', 'getAll', conditions('serialNumber'));
		expect(error?.description).toMatch(
			/filtered by "serialNumber"\. Try hardware.serialNumber.* or another known field\./,
		);
		expect(error?.description?.length).toBeLessThan(400);
	});

	test('are sent, because a newer server may know them', async () => {
		bench.simulator.fault({ kind: 'status', status: 200, body: '{"totalCount":0,"results":[]}', path: /api-roles$/ });
		expect((await bench.pro('apiRole', 'getAll', conditions('privileges'))).json).toEqual([]);
		expect(asked()[0]?.get('filter')).toBe('privileges=="x"');
	});

	test.each<[string, string, string, INodeParameters]>([
		['RSQL', 'apiRole', 'getAll', { ...conditions('a'), filterBy: 'rsql', rsql: 'general.name=="x"' }],
		['known fields', 'apiRole', 'getAll', { ...conditions('id', 'displayName'), ...sort('id') }],
		['a list that may know any', 'inventoryPreload', 'getAllHistory', conditions('anything')],
	])('are not reported for %s', async (_, resource, operation, parameters) => {
		bench.simulator.fault({ ...bare, path: /api-roles$|history$/ });
		const { error } = await bench.pro(resource, operation, parameters);
		expect(error).toMatchObject({
			httpCode: '400',
			description: expect.stringContaining('Jamf did not return a reason'),
		});
	});
});
