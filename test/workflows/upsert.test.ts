import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { dialect as classicDialect } from '../../nodes/JamfClassic/dialect';
import { dialect as proDialect } from '../../nodes/JamfPro/dialect';
import { findListable } from '../../nodes/shared/catalogue/find';
import type { ResourceRow } from '../../nodes/shared/catalogue/types';
import { findUpsertable, type Upsertable } from '../../nodes/shared/operations/upsert/upsertable';
import type { NodeRun } from '../../harness/engine';
import { fillUpsertForm } from '../../harness/forms/upsertForm';
import { objectsOf } from '../../harness/leastPrivilege/objects';
import { locator, TestBench } from '../../harness/testBench';
import { checkPreviewed, runPreview } from './previewed';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 30, keepBodies: true, tokenLifetimeSeconds: 3600 });
});
afterAll(async () => await bench.close());
beforeEach(() => bench.simulator.resetStats());

type Api = 'classic' | 'pro';

const run = async (
	api: Api,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
): Promise<NodeRun> =>
	api === 'pro'
		? await bench.pro(resource, operation, parameters)
		: await bench.classic({ resource, operation, ...parameters });

const upsert = async (api: Api, resource: string, body: object, more: INodeParameters = {}) =>
	await run(api, resource, 'upsert', { bodyMode: 'json', body: JSON.stringify(body), ...more });

/** An object with a value at a dotted path. */
const nest = (path: string, value: string): object =>
	path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object;

const at = (row: unknown, path: string): unknown =>
	path.split('.').reduce<unknown>((value, name) => (value as IDataObject | undefined)?.[name], row);

const listWrites = () =>
	bench.simulator.journal.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/oauth/token'));
const writes = () => listWrites().map(({ method, path }) => `${method} ${path}`);

interface Found {
	api: Api;
	resource: ResourceRow;
	found: Upsertable | string;
}

const all = ([proDialect, classicDialect] as const).flatMap((dialect) =>
	dialect.catalogue.resources.flatMap((resource): Found[] => {
		const found = findUpsertable(dialect, resource);
		return found === undefined ? [] : [{ api: dialect.api, resource, found }];
	}),
);

/** Resources that can be created and updated, but have no generic Create or Update. */
const LEFT_OUT: Record<string, RegExp> = {
	'pro adcsSettings': /cannot be listed/,
	'pro appRequestField': /cannot be listed/,
	'pro cloudAzure': /cannot be listed/,
	'pro cloudDistributionPoint': /cannot be listed/,
	'pro cloudLdap': /cannot be listed/,
	// Created from a file whose name is not that of the object.
	'pro deviceEnrollment': /does not contain the name/,
	'pro digicert': /cannot be listed/,
	'pro dockItem': /cannot be listed/,
	'pro venafi': /cannot be listed/,
	// Jamf rejects both whatever the body (jamf-behavior 11.50).
	'classic patchManagementTitle': /replaced/,
	// Created below a patch software title.
	'classic patchPolicy': /needs the ID of another object/,
};

test('every resource that can be listed by name, created and updated has the operation', () => {
	const out = all.filter(({ found }) => typeof found === 'string');
	process.stdout.write(
		`Create or Update: ${all.length - out.length} of ${all.length} resources that can be created and updated; not ${out.map(({ api, resource, found }) => `${api} ${resource.value} (${String(found)})`).join(' ')}\n`,
	);
	expect(Object.fromEntries(out.map(({ api, resource, found }) => [`${api} ${resource.value}`, found]))).toEqual(
		Object.fromEntries(Object.entries(LEFT_OUT).map(([name, reason]) => [name, expect.stringMatching(reason)])),
	);
	expect(all.length - out.length).toBe(84);
});

const OWN = 'pro apiRole';
const sweep = all.flatMap(({ api, resource, found }) =>
	typeof found === 'string' || `${api} ${resource.value}` === OWN ? [] : [{ api, value: resource.value, found }],
);

/** A profile is not changed after its file is stored (jamf-behavior 11.47). */
const REFUSED = 'mobileDeviceProvisioningProfile';

describe.each(sweep)('$api $value', ({ api, value, found }) => {
	const name = found.keys[0].path;

	test('updates the object with the same name', async () => {
		const listable = findListable((api === 'pro' ? proDialect : classicDialect).catalogue, value);
		const { operation, objects } = listable ?? found.objects;
		const sections = { sections: objects.sections ?? [] };
		const { json } = await run(api, value, operation.value, { returnAll: true, output: 'raw', ...sections });
		const titles = json.map((row) => String(at(row, objects.titleField)));
		const index = titles.findIndex((title) => title !== '' && titles.filter((other) => other === title).length === 1);
		const row = json[index];
		if (row === undefined) return; // The simulator has no such object.
		bench.simulator.resetStats();
		const { error, run: done } = await upsert(api, value, nest(name, titles[index] ?? ''), {
			previewOnly: true,
			options: { clearSecrets: true },
		});
		const [item] = done.data.resultData.runData.Jamf?.[0]?.data?.main?.[0] ?? [];
		const id = String(at(row, objects.idField ?? 'id'));
		expect({ error: error?.message, method: item?.json.method, path: item?.json.path }).toEqual({
			error: undefined,
			method: found.update.routes[0].method,
			path: found.update.routes[0].path.replace(/\{\w+\}/, id),
		});
		expect(writes()).toEqual([]);
	});

	test('creates the object that does not exist, as Create does', async () => {
		// Its Create has a form of its own.
		if (value === 'apiIntegration') return;
		const body = { bodyMode: 'json', body: JSON.stringify(nest(name, 'Not there yet')), previewOnly: true };
		const outcome = async (operation: string) => {
			const done = await run(api, value, operation, body);
			return { error: done.error?.message, items: done.error === undefined ? done.json : [] };
		};
		expect(await outcome('upsert')).toEqual(await outcome('create'));
		expect(value === REFUSED || writes().length === 0).toBe(true);
	});

	test('sends the request that its preview shows, to create the object and to update it', async () => {
		const form = await fillUpsertForm(api, value, objectsOf(bench));
		for (const operation of ['create', 'update']) {
			const label = `${api} ${value}: ${operation}`;
			const preview = async () => await run(api, value, 'upsert', { ...form, previewOnly: true });
			const shown = await runPreview(label, bench, preview);
			bench.simulator.resetStats();
			await run(api, value, 'upsert', form);
			const [sent] = listWrites();
			expect({ label, method: sent?.method }).toEqual({ label, method: shown.method });
			if (sent !== undefined) checkPreviewed(label, shown, sent);
		}
	});
});

describe('says which it did', () => {
	test.each<[Api, string, object, object]>([
		['pro', 'building', { name: 'Upserted', city: 'Bern' }, { name: 'Upserted', city: 'Basel' }],
		['pro', 'smartComputerGroup', { name: 'Upserted', criteria: [] }, { name: 'upserted', description: 'b' }],
		[
			'classic',
			'category',
			{ name: 'Upserted Classic', priority: 3 },
			{ category: { name: 'Upserted Classic', priority: 5 } },
		],
		['classic', 'policy', { general: { name: 'Upserted' } }, { general: { name: 'Upserted', enabled: false } }],
	])('%s %s', async (api, resource, first, second) => {
		const created = await upsert(api, resource, first);
		const updated = await upsert(api, resource, second);
		const id: unknown = created.json[0]?.id;
		expect(created.json).toMatchObject([{ outcome: 'created', id: expect.anything() }]);
		expect(String(updated.json[0]?.id)).toBe(String(id));
		expect(updated.json).toMatchObject([{ outcome: 'updated' }]);
		expect(writes().map((write) => write.split(' ')[0])).toEqual(['POST', expect.stringMatching(/PUT|PATCH/)]);
	});
});

describe('finds the object', () => {
	test('devices by serial number or UDID', async () => {
		const { serialNumber, udid } = bench.simulator.state.computers.profile(7);
		const bySerial = { hardware: { serialNumber }, general: { assetTag: 'A-7' } };
		const one = await upsert('pro', 'computer', bySerial, { matchBy: 'serialNumber' });
		expect(one.json).toMatchObject([{ outcome: 'updated', id: '7' }]);
		const two = await upsert('classic', 'computer', { general: { udid, asset_tag: 'B-7' } }, { matchBy: 'udid' });
		expect(two.json).toMatchObject([{ outcome: 'updated' }]);
		expect(writes().at(-1)).toBe('PUT /JSSResource/computers/id/7');
	});

	test('two matches are an error that lists them', async () => {
		const twin = { general: { name: 'Twin' } };
		const parameters = { bodyMode: 'json', body: JSON.stringify(twin) };
		const ids: unknown[] = [];
		for (let count = 0; count < 2; count++) ids.push((await bench.pro('computer', 'create', parameters)).json[0]?.id);
		bench.simulator.resetStats();
		const { error } = await upsert('pro', 'computer', twin);
		expect(error?.message).toBe(
			`There are 2 computers named "Twin": ${ids.map((id) => `Twin (ID ${String(id)})`).join(', ')}.`,
		);
		expect(writes()).toEqual([]);
	});

	test('a body without the name is refused', async () => {
		const { error } = await upsert('pro', 'building', { city: 'Bern' });
		expect({ message: error?.message, hint: error?.description }).toEqual({
			message: 'The Name is not set, so no building can be looked up.',
			hint: 'Nothing was sent. Set name in the body.',
		});
		expect(writes()).toEqual([]);
	});

	test('a new object needs the required fields', async () => {
		const parameters = { fields: { mappingMode: 'defineBelow', value: { city: 'Bern' } }, bodyMode: 'fields' };
		expect((await run('pro', 'building', 'upsert', parameters)).error?.message).toBe(
			'The Name is not set, so no building can be looked up.',
		);
	});
});

describe('an object that was renamed after Create or Update created it', () => {
	test.each<[Api, string, object, object]>([
		['pro', 'building', { name: 'Pilot', city: 'Bern' }, { name: 'Production', city: 'Basel' }],
		['classic', 'category', { name: 'Pilot', priority: 3 }, { name: 'Production', priority: 5 }],
	])('%s %s is not overwritten by the next run', async (api, resource, pilot, production) => {
		const id = String((await upsert(api, resource, pilot)).json[0]?.id);
		await run(api, resource, 'update', {
			...{ id: locator('id', id), bodyMode: 'json', body: JSON.stringify(production) },
		});
		expect((await upsert(api, resource, pilot)).json).toMatchObject([{ outcome: 'created' }]);
		expect((await run(api, resource, 'get', { id: locator('id', id) })).json).toMatchObject([production]);
	});
});

describe('20 parallel executions with one name', () => {
	test.each<[Api, string, (round: number) => object]>([
		['pro', 'building', (round) => ({ name: 'Parallel', city: `City ${round}` })],
		['pro', 'script', (round) => ({ name: 'Parallel', notes: `Note ${round}` })],
		['classic', 'category', (round) => ({ name: 'Parallel', priority: (round % 9) + 1 })],
		['classic', 'computerGroup', () => ({ name: 'Parallel', is_smart: false })],
	])('%s %s: 1 create, 19 updates, 0 duplicates', async (api, resource, bodyOf) => {
		const runs = await Promise.all(
			Array.from({ length: 20 }, async (_, round) => await upsert(api, resource, bodyOf(round))),
		);
		const outcomes = runs.map(({ json }) => json[0]?.outcome);
		expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
		expect(outcomes.filter((outcome) => outcome === 'updated')).toHaveLength(19);
		expect(await countNamed(api, resource, 'Parallel')).toBe(1);
	});
});

async function countNamed(api: Api, resource: string, name: string): Promise<number> {
	const { json } = await run(api, resource, 'getAll', { returnAll: true });
	return json.filter((row) => row.name === name).length;
}
