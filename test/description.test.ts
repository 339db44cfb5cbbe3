import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import packageJson from '../package.json';
import { JamfClassic } from '../nodes/JamfClassic/JamfClassic.node';
import { JamfPro } from '../nodes/JamfPro/JamfPro.node';

const nodes = [new JamfPro(), new JamfClassic()];

/** Every operation of every node, with the properties that n8n shows for it. */
const forms = nodes.flatMap((node) => {
	const { description } = node;
	const resources = options(description.properties.find(({ name }) => name === 'resource'));
	return resources.flatMap((resource) =>
		operationsOf(description.properties, String(resource.value)).map((operation) => {
			const values = { resource: String(resource.value), operation: String(operation.value) };
			const stub = { typeVersion: 1 };
			const shown = description.properties.filter((property) =>
				NodeHelpers.displayParameter(
					NodeHelpers.getNodeParameters(description.properties, values, true, false, stub, description) ?? {},
					property,
					stub,
					description,
				),
			);
			return {
				node,
				description,
				resource,
				operation,
				shown,
				title: `${description.displayName}: ${resource.name}: ${operation.name}`,
			};
		}),
	);
});

function options(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []) as INodePropertyOptions[];
}

function operationsOf(properties: INodeProperties[], resource: string): INodePropertyOptions[] {
	return options(
		properties.find(
			({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		),
	);
}

test('there are forms', () => expect(forms.length).toBeGreaterThanOrEqual(16));

test.each(forms)('$title', ({ description, operation, resource, shown }) => {
	const names = shown.map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	expect(names.slice(0, 2)).toEqual(['resource', 'operation']);
	expect(names.at(-1)).toBe('options');
	expect(operation.action).toMatch(/^[A-Z][a-zA-Z ]+$/);
	expect(operation.description).toMatch(/^[A-Z].+[^.]$/);
	expect(operation.name.toLowerCase()).not.toContain(resource.name.toLowerCase());
	const defaults = NodeHelpers.getNodeParameters(
		description.properties,
		{ resource: String(resource.value), operation: String(operation.value) },
		true,
		false,
		{ typeVersion: 1 },
		description,
	);
	expect(Object.keys(defaults ?? {})).toEqual(expect.arrayContaining(['resource', 'operation', 'options']));
});

test.each(nodes.map((node) => [node.description.displayName, node] as const))(
	'%s: every property is well described',
	(_, { description }) => {
		for (const property of description.properties) {
			expect(property.displayName).toMatch(/^[A-Z]/);
			if (property.type === 'boolean') expect(property.description).toMatch(/^Whether /);
			if (property.type === 'options') expect(options(property).map(({ value }) => value)).toContain(property.default);
			const labels = options(property).map((option) =>
				'displayName' in option ? String(option.displayName) : option.name,
			);
			expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
		}
	},
);

test('every method that a property names is there', () => {
	for (const node of nodes) {
		const methods: Record<string, Record<string, unknown>> = 'methods' in node ? node.methods : {};
		const named = JSON.stringify(node.description.properties).matchAll(
			/"(searchListMethod|loadOptionsMethod)":"(\w+)"/g,
		);
		for (const [, kind, name = ''] of named) {
			expect(methods[kind === 'searchListMethod' ? 'listSearch' : 'loadOptions']).toHaveProperty(name);
		}
	}
});

test('package.json names the classes, and both nodes are tools', () => {
	expect(packageJson.n8n.nodes).toEqual([
		'dist/nodes/JamfPro/JamfPro.node.js',
		'dist/nodes/JamfClassic/JamfClassic.node.js',
	]);
	for (const { description } of nodes) expect(description.usableAsTool).toBe(true);
});
