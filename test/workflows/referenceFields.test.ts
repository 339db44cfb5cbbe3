import type { ILoadOptionsFunctions, INodeParameters, INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';
import { JAMF_CLASSIC, JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node.ts';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node.ts';
import { classicFields, proFields } from '../../nodes/shared/catalogue/lookup';
import { findObjectLists } from '../../nodes/shared/parameters/objectLists';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 3 });
});
afterAll(async () => await bench.close());
beforeEach(() => bench.signInAs(bench.simulator.client));

async function formOf(type: string, resource: string, operation: string): Promise<Map<string, ResourceMapperField>> {
	const { methods } = type === JAMF_PRO ? new JamfPro() : new JamfClassic();
	const context = bench.engine.loadOptions(type, { resource, operation });
	const { fields } = await methods.resourceMapping.getBodyFields.call(context);
	return new Map(fields.map((field) => [field.id, field]));
}

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

const fields = (value: INodeParameters) => ({ fields: { mappingMode: 'defineBelow', value } });

test('a category is chosen by its name and sent by its ID', async () => {
	const created = await bench.pro('category', 'create', fields({ name: 'Chosen by Name', priority: '3' }));
	const id = String(created.json[0]?.id);
	const category = (await formOf(JAMF_PRO, 'script', 'create')).get('categoryId');
	expect(category).toMatchObject({ displayName: 'Category', type: 'options' });
	expect(category?.options).toContainEqual({ name: 'Chosen by Name', value: id });
	expect(category?.options?.[0]).toEqual({ name: 'None', value: '-1' });
	const script = await bench.pro('script', 'create', { ...fields({ name: 'With a Category', categoryId: id }) });
	const read = await bench.pro('script', 'get', { id: locator('id', String(script.json[0]?.id)) });
	expect(read.json[0]).toMatchObject({ categoryId: id });
});

test('without the privilege to read the list, the ID is typed', async () => {
	bench.signInWith(['Create Scripts']);
	const category = (await formOf(JAMF_PRO, 'script', 'create')).get('categoryId');
	expect(category).toMatchObject({ displayName: 'Category ID', type: 'string' });
	expect(category?.options).toBeUndefined();
});

test('a long list is not loaded into the form', async () => {
	for (let count = 0; count < 501; count++) {
		await bench.pro('department', 'create', fields({ name: `Department ${count}` }));
	}
	const form = await formOf(JAMF_PRO, 'computer', 'update');
	expect(form.get('userAndLocation.departmentId')).toMatchObject({ type: 'string' });
	expect(form.get('userAndLocation.buildingId')).toMatchObject({ type: 'options' });
});

test('no field that refers to an object is a typed ID', async () => {
	const typed: string[] = [];
	let count = 0;
	for (const [type, forms] of [
		[JAMF_PRO, proFields()],
		[JAMF_CLASSIC, classicFields()],
	] as const) {
		for (const [name, rows] of Object.entries(forms)) {
			const references =
				typeof rows === 'string' ? [] : rows.filter(({ of, lines, list }) => of !== undefined && !lines && !list);
			if (references.length === 0) continue;
			const [resource = '', operation = ''] = name.split('.');
			const form = await formOf(type, resource, operation);
			for (const { name: field, of } of references) {
				count++;
				// These lists are over 500 entries here.
				if (of === 'department' || of === 'appInstallerTitle') continue;
				if (form.get(field)?.type !== 'options') typed.push(`${name}: ${field}`);
			}
		}
	}
	expect(count).toBeGreaterThan(80);
	expect(typed).toEqual([]);
});

test('several objects are chosen by their names and sent by their IDs', async () => {
	const loadOptions: Record<string, LoadOptions> = new JamfPro().methods.loadOptions;
	const created = await bench.pro('category', 'create', fields({ name: 'Chosen with Another', priority: '3' }));
	const context = bench.engine.loadOptions(JAMF_PRO, { resource: 'category', operation: 'deleteMany' });
	const choices = await loadOptions.listCategory?.call(context);
	const id = choices?.find(({ name }) => name === 'Chosen with Another')?.value;
	expect(id).toBe(String(created.json[0]?.id));
	await bench.pro('category', 'deleteMany', { bodyMode: 'fields', ids: [String(id)] });
	const { error } = await bench.pro('category', 'get', { id: locator('id', String(id)) });
	expect(error?.message).toContain('could not find');
});

test('every list of IDs has a list to choose from', async () => {
	const methods = { ...new JamfPro().methods.loadOptions, ...new JamfClassic().methods.loadOptions };
	const forms = [...Object.values(proFields()), ...Object.values(classicFields())];
	const lists = forms.flatMap((rows) => (typeof rows === 'string' ? [] : findObjectLists(rows)));
	expect(lists.length).toBeGreaterThan(12);
	for (const { of } of lists) {
		const words = of.split('.').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
		expect(methods).toHaveProperty(`list${words.join('')}`);
	}
});

test('what a new PreStage has by default is filled in, and not required', async () => {
	const form = await formOf(JAMF_PRO, 'computerPrestage', 'create');
	expect([...form.values()].filter(({ required }) => required).map(({ id }) => id)).toEqual([
		'displayName',
		'deviceEnrollmentProgramInstanceId',
		'mandatory',
		'mdmRemovable',
	]);
	expect(form.get('requireAuthentication')).toMatchObject({ defaultValue: 'false' });
	expect(form.get('purchasingInformation.warrantyDate')).toMatchObject({ defaultValue: '1970-01-01' });
	// Create or Update and Update leave fields of an existing object unchanged.
	for (const operation of ['update', 'upsert']) {
		const other = [...(await formOf(JAMF_PRO, 'computerPrestage', operation)).values()];
		expect(other.filter(({ defaultValue }) => defaultValue !== undefined)).toEqual([]);
	}
});

test('a documented default is filled in', async () => {
	const form = await formOf(JAMF_PRO, 'volumePurchasingSubscription', 'create');
	expect(form.get('enabled')).toMatchObject({ defaultValue: 'true' });
});

test('a long form opens with its most important fields', async () => {
	const computer = [...(await formOf(JAMF_PRO, 'computer', 'update')).values()];
	const shown = computer.filter(({ removed }) => removed !== true).map(({ id }) => id);
	expect(shown).toHaveLength(14);
	expect(shown.slice(0, 2)).toEqual(['general.name', 'general.assetTag']);
	const prestage = [...(await formOf(JAMF_PRO, 'computerPrestage', 'create')).values()];
	expect(prestage.filter(({ removed, required }) => removed === true && required)).toEqual([]);
});
