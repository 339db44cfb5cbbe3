import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ILoadOptionsFunctions, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { parse } from 'yaml';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';
import { findFields } from '../../nodes/shared/catalogue/find';
import { classic, classicFields, pro, proFields } from '../../nodes/shared/catalogue/lookup';
import { locator, TestBench } from '../../harness/testBench';

const OVERLAY = path.join(__dirname, '../../catalogue/overlay/multiline.yaml');
const multiline = Object.keys(parse(readFileSync(OVERLAY, 'utf8')) as Record<string, number>);
const NODES = [
	{ node: new JamfPro(), catalogue: pro, fields: proFields() },
	{ node: new JamfClassic(), catalogue: classic, fields: classicFields() },
];
const STUB = { typeVersion: 1 };

const forms = NODES.flatMap(({ node, catalogue, fields }) =>
	catalogue.resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap(({ value: operation }) => {
			const rows = findFields(fields, resource, operation);
			return rows === undefined ? [] : [{ node, resource, operation, rows }];
		}),
	),
);
type Form = (typeof forms)[number];

function isMultiline(name: string): boolean {
	return multiline.some((each) => name === each || name.endsWith(`.${each}`));
}

/** Labels of the multi-line inputs that n8n shows, or offers in a collection. */
function offered({ node: { description }, resource, operation }: Form, mappingMode = 'defineBelow'): string[] {
	const fields = { mappingMode, value: null };
	// The mapper of an update appears when the object is chosen.
	const pickers = description.properties.filter(({ type }) => type === 'resourceLocator');
	const objects = Object.fromEntries(pickers.map(({ name }) => [name, locator('id', '1')]));
	const chosen: INodeParameters = { resource, operation, ...objects, bodyMode: 'fields', fields };
	const values = NodeHelpers.getNodeParameters(description.properties, chosen, true, false, STUB, description) ?? {};
	const shown = description.properties.filter((each) => NodeHelpers.displayParameter(values, each, STUB, description));
	const inputs = shown.flatMap((each) =>
		each.name === 'multilineFields' ? ((each.options ?? []) as INodeProperties[]) : [each],
	);
	return inputs.filter(({ typeOptions }) => (typeOptions?.rows ?? 1) > 1).map(({ displayName }) => displayName);
}

async function mapped({ node, resource, operation }: Form): Promise<string[]> {
	const context = { getCurrentNodeParameter: (name: string) => ({ resource, operation })[name] };
	const { fields } = await node.methods.resourceMapping.getBodyFields.call(context as unknown as ILoadOptionsFunctions);
	return fields.map(({ id }) => id);
}

test('has a multi-line input outside the mapper for every multi-line text', async () => {
	let count = 0;
	for (const form of forms) {
		const texts = form.rows.filter(({ name, type }) => type === 'string' && isMultiline(name));
		const others = form.rows.filter((row) => !texts.includes(row) && !(row.list === true && row.of !== undefined));
		const inputs = offered(form);
		for (const { label } of texts) expect(inputs).toContain(label);
		expect(await mapped(form)).toEqual(others.map(({ name }) => name));
		count += texts.length;
	}
	expect(count).toBeGreaterThan(200);
});

test('lists only texts as multi-line fields', () => {
	const names = forms.flatMap(({ rows }) => rows.filter(({ type }) => type === 'string').map(({ name }) => name));
	const unused = multiline.filter((each) => !names.some((name) => name === each || name.endsWith(`.${each}`)));
	expect(unused).toEqual([]);
});

test('Map Automatically reads texts from the input and shows no inputs for them', () => {
	const withTexts = forms.filter(({ rows }) => rows.length > 1 && rows.some(({ name }) => isMultiline(name)));
	expect(withTexts.flatMap((form) => offered(form, 'autoMapInputData'))).toEqual([]);
});

test.each([
	['script', 'create', ['scriptContents', 'info', 'notes']],
	['computerExtensionAttribute', 'create', ['description', 'scriptContents']],
	['enrollmentCustomizationPanel', 'createText', ['bodyText', 'subtext']],
	['activationCode', 'addHistoryNote', ['note']],
	['enrollment', 'update', ['mdmSigningCertificateIdentityKeystore', 'developerCertificateIdentityIdentityKeystore']],
])('saves parameters of %s.%s under plain names', (resource, operation, names) => {
	const { description } = new JamfPro();
	const own = description.properties.filter(
		({ typeOptions, displayOptions: { show } = {} }) =>
			(typeOptions?.rows ?? 1) > 1 &&
			show?.bodyMode?.includes('fields') &&
			show.resource?.includes(resource) &&
			show.operation?.includes(operation),
	);
	expect(own.map(({ name }) => name).sort()).toEqual([...names].sort());
});

describe('keeps the line breaks of a pasted text', () => {
	let bench: TestBench;
	beforeAll(async () => {
		bench = await TestBench.open({ computers: 1 });
	});
	afterAll(async () => await bench.close());

	const SCRIPT = '#!/bin/sh\n# Renames this Mac\n\tscutil --set ComputerName "$4"\n\nexit 0\n';
	const CRLF = 'first\r\nsecond';
	const json = { scriptContents: SCRIPT, notes: CRLF };

	test.each<[string, INodeParameters]>([
		[
			'manual mapping',
			{
				fields: { mappingMode: 'defineBelow', value: { name: '={{ $json.name }}' } },
				scriptContents: SCRIPT,
				notes: CRLF,
			},
		],
		[
			'an expression in manual mapping',
			{
				fields: { mappingMode: 'defineBelow', value: { name: '={{ $json.name }}' } },
				scriptContents: '={{ $json.scriptContents }}',
				notes: '={{ $json.notes }}',
			},
		],
		[
			'a mapper of an older workflow',
			{ fields: { mappingMode: 'defineBelow', value: { ...json, name: '={{ $json.name }}' } } },
		],
		['Map Automatically', { fields: { mappingMode: 'autoMapInputData', value: null } }],
		['JSON', { bodyMode: 'json', body: '={{ $json }}' }],
	])('%s', async (name, parameters) => {
		const input = [{ json: { ...json, name } }];
		const { error, json: created } = await bench.pro('script', 'create', parameters, { input });
		expect(error).toBeUndefined();
		const id = locator('id', String(created[0]?.id));
		const read = await bench.pro('script', 'get', { id, output: 'raw' });
		expect(read.json).toMatchObject([{ scriptContents: SCRIPT, notes: CRLF }]);
	});

	test('names a missing required text', async () => {
		const fields = { mappingMode: 'defineBelow', value: { title: 'T' } };
		const create = async (bodyText: string) =>
			await bench.pro('enrollmentCustomizationPanel', 'createText', { id: locator('id', '1'), fields, bodyText });
		await expect(create('')).rejects.toThrow('Parameter "Body" is required');
		expect((await create('={{ "" }}')).error?.message).toMatch(/^Required fields are empty: .*Body/);
	});

	test('sends a text of the Classic API, alone and among many', async () => {
		const send = async (resource: string, parameters: INodeParameters) => {
			const { error, json: created } = await bench.classic({ resource, operation: 'create', ...parameters });
			expect(error).toBeUndefined();
			const id = locator('id', String(created[0]?.id));
			return (await bench.classic({ resource, operation: 'get', id })).json[0];
		};
		const mappedTo = (value: INodeParameters) => ({ fields: { mappingMode: 'defineBelow', value } });
		expect(await send('script', { ...mappedTo({ name: 'C' }), scriptContents: SCRIPT })).toMatchObject({
			script_contents: SCRIPT,
		});
		const policy = await send('policy', {
			...mappedTo({ 'general.name': 'P' }),
			multilineFields: { messageStart: 'one\ntwo', rebootMessage: 'three\nfour' },
		});
		expect(policy).toMatchObject({
			user_interaction: { message_start: 'one\ntwo' },
			reboot: { message: 'three\nfour' },
		});
	});
});
