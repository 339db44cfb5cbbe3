import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node.ts';
import { findListable, findOperation } from '../../nodes/shared/catalogue/find';
import { pro } from '../../nodes/shared/catalogue/lookup';
import { JAMF_CLASSIC, JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 250 });
});
afterAll(async () => await bench.close());
beforeEach(() => {
	bench.simulator.resetStats();
	bench.signInAs(bench.simulator.client);
});

const { listSearch } = new JamfPro().methods;

async function search(resource: string, filter?: string, token?: string) {
	const method = listSearch[`search${resource.charAt(0).toUpperCase()}${resource.slice(1)}`];
	if (method === undefined) throw new Error(`no list of ${resource}`);
	const context = bench.engine.loadOptions(JAMF_PRO, { resource, operation: 'get' });
	return await method.call(context as unknown as ILoadOptionsFunctions, filter, token);
}

const by = (mode: string, value: string): INodeParameters => ({ id: { __rl: true, mode, value } });
const get = async (resource: string, id: INodeParameters) => await bench.pro(resource, 'get', { ...id, output: 'raw' });
const queries = () =>
	bench.simulator.journal.filter(({ path }) => !path.endsWith('/oauth/token')).map(({ query }) => query);

let chosen = 0;
const listed = pro.resources.flatMap(({ value }) => findListable(pro, value) ?? []);

describe('From List: one search for all resources', () => {
	test.each(listed.map((each) => ({ ...each, name: each.resource.value })))('$name', async ({ resource, objects }) => {
		const { results } = await search(resource.value);
		expect(new Set(results.map(({ value }) => value)).size).toBe(results.length);
		for (const { name, value } of results) {
			expect(name).not.toBe('');
			expect(String(value)).toMatch(objects.idIsText === true ? /./ : /^-?\d+$/);
		}
		// Searching for the title of an object finds the object.
		const [first] = results;
		if (first === undefined || /^ID /.test(first.name)) return;
		bench.simulator.resetStats();
		const found = await search(resource.value, first.name);
		expect(found.results).toContainEqual(first);
		expect(queries().some((query) => query.includes('filter='))).toBe(objects.filterable === true);
	});

	test.each(
		listed
			.filter(({ resource }) => findOperation(resource, 'get')?.path?.length === 1)
			.filter(({ resource }) => findOperation(resource, 'get')?.path?.[0]?.of === resource.value)
			.map(({ resource }) => resource.value),
	)('what is chosen can be read: %s', async (resource) => {
		const [first] = (await search(resource)).results;
		if (first === undefined) return;
		chosen++;
		const run = await get(resource, { id: locator('list', String(first.value)) });
		expect(run.error?.message).toBeUndefined();
		expect(run.items).toHaveLength(1);
	});

	test('most lists have entries', () => expect(chosen).toBeGreaterThan(25));

	test('lists each computer once across pages, with its serial number', async () => {
		const values: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await search('computer', '', token);
			expect(page.results[0]?.description).toMatch(/^\w{8,}$/);
			values.push(...page.results.map(({ value }) => value));
			token = page.paginationToken as string | undefined;
		} while (token !== undefined);
		expect(values).toHaveLength(250);
		expect(new Set(values).size).toBe(250);
	});

	test('treats the search text neither as a pattern nor as a filter', async () => {
		const { id } = bench.simulator.state.computers.add({ general: { name: 'A "b" (c);d' } });
		expect((await search('computer', '"b" (c);')).results).toMatchObject([{ value: String(id) }]);
		expect((await search('computer', '");id=="1')).results).toEqual([]);
		bench.simulator.state.computers.remove(id);
	});
});

describe('By Name, where the server cannot filter', () => {
	const input = (...names: string[]) => names.map((name) => ({ json: { name } }));
	const byName: INodeParameters = { id: { __rl: true, mode: 'name', value: '={{ $json.name }}' } };
	const lists = () => bench.requests.filter((request) => request.endsWith('/categories')).length;

	test('shares one list between many items', async () => {
		const names = Array.from({ length: 20 }, (_, index) => ['Printers', 'printers', 'Testing'][index % 3] ?? '');
		const { json, error } = await bench.classic(
			{ resource: 'category', operation: 'get', ...byName },
			{ input: input(...names) },
		);
		expect(error).toBeUndefined();
		expect(json.map(({ name }) => String(name).toLowerCase())).toEqual(names.map((name) => name.toLowerCase()));
		expect(lists()).toBe(1);
	});

	test('finds what an earlier item has changed', async () => {
		bench.signInAs(bench.simulator.client, { maxConcurrentRequests: 1 });
		const rename = async (...pairs: Array<[from: string, to: string]>) =>
			await bench.classic(
				{
					...{ resource: 'category', operation: 'update', ...byName },
					...{ bodyMode: 'fields', fields: { mappingMode: 'defineBelow', value: { name: '={{ $json.to }}' } } },
				},
				{ input: pairs.map(([name, to]) => ({ json: { name, to } })) },
			);
		const { error } = await rename(['Printers', 'Between'], ['Testing', 'Printers'], ['Between', 'Testing']);
		expect(error).toBeUndefined();
	});

	test('reads a list again after it failed', async () => {
		bench.signInAs(bench.simulator.client, { maxConcurrentRequests: 1 });
		bench.simulator.fault({ kind: 'status', status: 400, path: /categories$/, times: 1 });
		const { json } = await bench.engine.runNode(
			JAMF_CLASSIC,
			{ resource: 'category', operation: 'get', ...byName },
			{ input: input('Security', 'Security'), onError: 'continueRegularOutput' },
		);
		expect(json).toMatchObject([{ error: expect.any(String) }, { name: 'Security' }]);
	});
});

describe('By Name', () => {
	const added: number[] = [];
	const add = (name: string) => {
		const { id } = bench.simulator.state.computers.add({ general: { name } });
		added.push(id);
		return String(id);
	};
	afterEach(() => {
		for (const id of added.splice(0)) bench.simulator.state.computers.remove(id);
	});

	test('finds the object, whatever the case', async () => {
		const id = add('Reception Mac');
		expect((await get('computer', by('name', 'reception mac'))).json).toMatchObject([{ id }]);
	});

	test('distinguishes two names by case', async () => {
		const [lower, upper] = [add('studio'), add('STUDIO')];
		expect((await get('computer', by('name', 'STUDIO'))).json).toMatchObject([{ id: upper }]);
		expect((await get('computer', by('name', 'studio'))).json).toMatchObject([{ id: lower }]);
	});

	test('lists both objects when a name is ambiguous, and writes nothing', async () => {
		const [one, two] = [add('Twin'), add('Twin')];
		const { error } = await bench.pro('computer', 'delete', by('name', 'Twin'));
		expect(error?.message).toBe(`There are 2 computers named "Twin": Twin (ID ${one}), Twin (ID ${two}).`);
		expect(error?.description).toBe('Use By ID to select one.');
		expect(bench.requests.filter((request) => request.startsWith('DELETE'))).toEqual([]);
	});

	test('truncates the list when very many match', async () => {
		for (let count = 0; count < 130; count++) add('Clone');
		const { error } = await get('computer', by('name', 'Clone'));
		expect(error?.message).toMatch(
			/^There are many computers named "Clone": (Clone \(ID \d+\), ){19}Clone \(ID \d+\) and others\.$/,
		);
	});

	test('treats a star literally, however many objects the server returns', async () => {
		for (let count = 0; count < 130; count++) add(`Lab ${count}`);
		const id = add('Lab *');
		expect((await get('computer', by('name', 'Lab *'))).json).toMatchObject([{ id }]);
	});

	test('reports that no object matches', async () => {
		const { error } = await get('computer', by('name', 'Nobody'));
		expect(error?.message).toBe('There is no computer named "Nobody".');
	});

	test('searches a list that the server cannot filter', async () => {
		const { results } = await search('site');
		const first = results[0];
		if (first === undefined) throw new Error('the simulator has no site');
		bench.simulator.resetStats();
		const run = await bench.pro('site', 'getAllObjects', { ...by('name', first.name), returnAll: true });
		expect(run.error?.message).toBeUndefined();
		expect(bench.requests).toContain(`GET /api/v1/sites/${String(first.value)}/objects`);
		expect(queries()[0]).not.toContain('filter=');
	});
});

describe('devices', () => {
	test('finds a computer by serial number and UDID', async () => {
		const { json } = await bench.pro('computer', 'get', { ...by('id', '9'), sections: ['HARDWARE'], output: 'raw' });
		const [{ udid, hardware }] = json as [{ udid: string; hardware: { serialNumber: string } }];
		for (const id of [by('serialNumber', hardware.serialNumber.toLowerCase()), by('udid', udid)]) {
			bench.simulator.resetStats();
			expect((await get('computer', id)).json).toMatchObject([{ id: '9' }]);
			expect(queries()[0]).toContain('filter=');
		}
		const { error } = await get('computer', by('serialNumber', 'NONE'));
		expect(error?.message).toBe('There is no computer with the serial number "NONE".');
	});

	test('finds a mobile device by serial number and UDID', async () => {
		const all = await bench.pro('mobileDevice', 'getAll', {
			returnAll: true,
			output: 'raw',
			sections: ['GENERAL', 'HARDWARE'],
		});
		const [device] = all.json as Array<{
			mobileDeviceId: string;
			general: { udid: string };
			hardware: { serialNumber: string };
		}>;
		if (device === undefined) throw new Error('the simulator has no mobile device');
		const { mobileDeviceId, general, hardware } = device;
		for (const id of [by('serialNumber', hardware.serialNumber), by('udid', general.udid)]) {
			const run = await get('mobileDevice', id);
			expect(run.error?.message).toBeUndefined();
			expect(bench.requests.at(-1)).toBe(`GET /api/v2/mobile-devices/${mobileDeviceId}/detail`);
		}
	});

	test('rejects a text that is not a valid ID, and sends nothing', async () => {
		const { error } = await get('computer', by('id', 'C02XK1JDJGH5'));
		expect(error?.message).toBe('"C02XK1JDJGH5" is not a valid ID. IDs of computers are numbers.');
		expect(bench.requests).toEqual([]);
	});
});
