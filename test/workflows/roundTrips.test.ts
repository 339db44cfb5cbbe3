import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { findFields, findOperation } from '../../nodes/shared/catalogue/find';
import { pro } from '../../nodes/shared/catalogue/lookup';
import type { FieldRow, OperationRow, ResourceRow } from '../../nodes/shared/catalogue/types';
import { dialect } from '../../nodes/JamfPro/dialect';
import { runChain } from '../../harness/runChain';
import { createFieldText, findProResource } from './fieldValues';
import { mapFields } from '../../harness/mapFields';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 5 });
});
afterAll(async () => await bench.close());

type Mode = 'fields' | 'json';

/** Where servers accept or return less than the document says: computers report inventory, and names follow from IDs. */
const WRITABLE: Record<string, RegExp> = {
	computer: /^(general\.(name|assetTag|barcode\d)|purchasing\.\w+|userAndLocation\.\w+)$(?<!extensionAttributes)/,
	script: /^(?!categoryName)/,
};

/** Fields that no GET returns, besides passwords: key material, and the members of a static group (jamf-behavior 5.8). */
const WRITE_ONLY = /\.(identityKeystore|keystoreBytes)$|^(assignments|keystoreFile)$/;

/** Where a GET returns the fields of a body, if not in the same place. */
const PLACES: Record<string, string> = { ssoCertificate: 'keystore.' };

/** The same values as JSON. */
function valueFor({ type, options }: FieldRow, text: string): unknown {
	if (type === 'boolean' || type === 'number' || type === 'json') return JSON.parse(text);
	return options?.find((option) => String(option) === text) ?? text;
}

interface Body {
	parameters: INodeParameters;
	/** As fields. */
	values: Map<string, unknown>;
}

/** The form of a create or an update, filled in as fields or as JSON. */
function bodyFor(resource: ResourceRow, row: OperationRow, mode: Mode, turn: number, wanted?: string[]): Body {
	const fields = (findFields(dialect.fields(), resource.value, row.value) ?? []).filter(
		({ name }) => (wanted?.includes(name) ?? true) && (WRITABLE[resource.value]?.test(name) ?? true),
	);
	const texts = fields.map((field) => [field, createFieldText(resource.value, field, turn)] as const);
	const values = new Map(texts.map(([field, text]) => [field.name, valueFor(field, text)]));
	if (mode === 'fields') {
		const value = Object.fromEntries(texts.map(([{ name }, text]) => [name, text]));
		return { values, parameters: mapFields(fields, value) };
	}
	const whole: IDataObject = {};
	for (const [name, value] of values) put(whole, name.split('.'), value);
	return { values, parameters: { bodyMode: 'json', body: JSON.stringify(whole) } };
}

function put(target: IDataObject, [name = '', ...rest]: string[], value: unknown): void {
	if (rest.length === 0) target[name] = value as IDataObject;
	else put((target[name] ??= {}) as IDataObject, rest, value);
}

function at(record: unknown, name: string): unknown {
	return name.split('.').reduce<unknown>((value, part) => (value as IDataObject | undefined)?.[part], record);
}

/** The values that a record returns. */
function shown(resource: ResourceRow, row: OperationRow, record: IDataObject, { values }: Body) {
	const secret = new Set(
		(findFields(dialect.fields(), resource.value, row.value) ?? []).flatMap((f) => (f.secret ? f.name : [])),
	);
	const readable = [...values].filter(([name]) => !secret.has(name) && !WRITE_ONLY.test(name));
	return {
		read: Object.fromEntries(readable.map(([name]) => [name, at(record, `${PLACES[resource.value] ?? ''}${name}`)])),
		written: Object.fromEntries(readable),
	};
}

const CREATED = '={{ $("Create").first().json';

const CRUD = [
	'account',
	'adcsSettings',
	'advancedMobileDeviceSearch',
	'advancedUserContentSearch',
	'appInstallerDeployment',
	'building',
	'category',
	'cloudAzure',
	'cloudLdap',
	'computer',
	'computerExtensionAttribute',
	'computerPrestage',
	'department',
	'digicert',
	'distributionPoint',
	'dockItem',
	'enrollmentAccessGroup',
	'enrollmentCustomization',
	'inventoryPreload',
	'mobileDeviceExtensionAttribute',
	'mobileDevicePrestage',
	'package',
	'patchTitle',
	'returnToService',
	'script',
	'selfServiceBrandingIos',
	'selfServiceBrandingMacOs',
	'smartComputerGroup',
	'smartMobileDeviceGroup',
	'staticComputerGroup',
	'staticMobileDeviceGroup',
	'supervisionIdentity',
	'user',
	'venafi',
	'volumePurchasingLocation',
	'volumePurchasingSubscription',
];

describe.each<[Mode, Mode]>([
	['fields', 'json'],
	['json', 'fields'],
])('created from %s, updated from %s', (createMode, updateMode) => {
	test.each(CRUD)('%s', async (value) => {
		const resource = findProResource(value);
		const row = (operation: string) => findOperation(resource, operation) ?? missing(value, operation);
		const turn = createMode === 'fields' ? 1 : 2;
		const create = bodyFor(resource, row('create'), createMode, turn);
		const title = resource.objects?.titleField ?? 'id';
		// Two fields besides the name, of which the update must leave the rest unchanged.
		const fields = findFields(dialect.fields(), value, 'update') ?? [];
		const others = fields.filter(({ name }) => create.values.has(name) && name !== title && !name.endsWith('Id'));
		const changed = (others.length > 0 ? others : fields).slice(0, 2);
		const { routes, body } = row('update');
		const isPartial = routes[0].method === 'PATCH' || body?.merge !== undefined;
		const sent = isPartial ? changed : fields.filter((field) => field.required === true || changed.includes(field));
		const names = sent.map(({ name }) => name);
		const update = bodyFor(resource, row('update'), updateMode, turn + 2, names);
		const read = value === 'computer' ? 'getDetail' : 'get';
		const id = resource.objects === undefined ? `${CREATED}.id }}` : locator('id', `${CREATED}.id }}`);
		const step = (name: string, operation: string, parameters: INodeParameters) => ({
			name,
			resource: value,
			operation,
			parameters,
		});
		const lists = findOperation(resource, 'getAll') !== undefined;
		const run = await runChain(bench.engine, [
			step('Create', 'create', create.parameters),
			step('Get', read, { id, output: 'raw' }),
			step('Update', 'update', { id, ...update.parameters, options: { allowEmptyList: true, clearSecrets: true } }),
			step('Get Changed', read, { id, output: 'raw' }),
			...(lists ? [step('Get Many', 'getAll', { returnAll: true, output: 'raw' })] : []),
			...(lists ? [step('Get First', 'getAll', { returnAll: false, limit: 1 })] : []),
			step('Delete', 'delete', { id }),
			step('Try Gone', read, { id }),
		]);
		const made = run.first('Create');
		// OpenAPI 11.32.0: these two are returned as a whole.
		if (value === 'account' || value === 'supervisionIdentity') expect(made).toMatchObject({ id: expect.any(String) });
		else expect(made).toEqual({ id: expect.any(String), href: expect.any(String) });
		const created = shown(resource, row('create'), run.first('Get'), create);
		expect(created.read).toEqual(created.written);
		const after = shown(resource, row('update'), run.first('Get Changed'), update);
		expect(Object.keys(after.written)).not.toEqual([]);
		expect(after.read).toEqual(after.written);
		// Fields that are not in the update are unchanged (jamf-behavior 4.2).
		const kept = shown(resource, row('create'), run.first('Get Changed'), create);
		if (isPartial) expect(kept.read).toEqual({ ...created.read, ...after.written });
		if (lists) {
			const field = resource.objects?.idField ?? 'id';
			expect(run.items('Get Many').map((each) => at(each, field))).toContain(made.id);
			expect(run.items('Get First')).toHaveLength(1);
		}
		expect(run.items('Delete')).toEqual([{ deleted: true, id: made.id }]);
		expect(run.first('Try Gone')).toMatchObject({ error: expect.any(String), message: expect.any(String) });
	});
});

/** Settings are single objects that are only read and updated. */
const SETTINGS = pro.resources.filter(({ operations }) => {
	const [get, update] = ['get', 'update'].map((value) => operations.find((each) => each.value === value));
	return get !== undefined && get.path === undefined && update?.body !== undefined && update.path === undefined;
});

describe('updates settings and keeps the other fields', () => {
	test.each(SETTINGS.map(({ value }) => value))('%s', async (value) => {
		const resource = findProResource(value);
		const row = findOperation(resource, 'update') ?? missing(value, 'update');
		const fields = findFields(dialect.fields(), value, 'update') ?? [];
		const first = bodyFor(resource, row, 'json', 1);
		const changed = fields.slice(0, 1).map(({ name }) => name);
		const required = fields.filter((field) => field.required).map(({ name }) => name);
		const second = bodyFor(
			resource,
			row,
			'fields',
			2,
			row.body?.merge === undefined ? [...changed, ...required] : changed,
		);
		const run = await runChain(bench.engine, [
			{
				name: 'Fill',
				resource: value,
				operation: 'update',
				parameters: { ...first.parameters, options: { clearSecrets: true } },
			},
			{ name: 'Get', resource: value, operation: 'get', parameters: { output: 'raw' } },
			{
				name: 'Change',
				resource: value,
				operation: 'update',
				parameters: { ...second.parameters, options: { clearSecrets: true } },
			},
			{ name: 'Get Changed', resource: value, operation: 'get', parameters: { output: 'raw' } },
		]);
		const before = shown(resource, row, run.first('Get'), first);
		expect(before.read).toEqual(before.written);
		const after = shown(resource, row, run.first('Get Changed'), second);
		expect(after.read).toEqual(after.written);
		const kept = shown(resource, row, run.first('Get Changed'), first);
		const isWhole =
			row.routes[0].method === 'PUT' && row.body?.merge === undefined && row.body?.contentType === undefined;
		if (!isWhole) expect(kept.read).toEqual({ ...before.read, ...after.written });
	});
});

function missing(resource: string, operation: string): never {
	throw new Error(`${resource} has no ${operation}`);
}
