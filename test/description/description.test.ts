import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { classicFields, proFields, proListLabels } from '../../nodes/shared/catalogue/lookup';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';
import { JamfProInventoryTrigger } from '../../nodes/JamfProInventoryTrigger/JamfProInventoryTrigger.node';
import { JamfProTrigger } from '../../nodes/JamfProTrigger/JamfProTrigger.node';
import packageJson from '../../package.json';

const nodes = [new JamfPro(), new JamfClassic()];
const STUB = { typeVersion: 1 };

interface Form {
	description: INodeTypeDescription;
	resource: INodePropertyOptions;
	operation: INodePropertyOptions;
	/** In the order of the description. */
	shown: INodeProperties[];
	values: Record<string, unknown>;
}

function options(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []) as INodePropertyOptions[];
}

/** Every operation in the pickers, with the properties that n8n shows for it. */
const forms = nodes.flatMap(({ description }) => {
	const resources = options(description.properties.find(({ name }) => name === 'resource'));
	return resources.flatMap((resource): Form[] => {
		const picker = description.properties.find(
			({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes(resource.value),
		);
		return options(picker).map((operation) => {
			const chosen = { resource: String(resource.value), operation: String(operation.value) };
			const values =
				NodeHelpers.getNodeParameters(description.properties, chosen, true, false, STUB, description) ?? {};
			const shown = description.properties.filter((property) =>
				NodeHelpers.displayParameter(values, property, STUB, description),
			);
			return { description, resource, operation, shown, values };
		});
	});
});

/** Titles of the forms that break a rule. */
function breaking(broken: (form: Form) => boolean): string[] {
	return forms
		.filter(broken)
		.map(({ description, resource, operation }) => `${description.displayName}: ${resource.name}: ${operation.name}`);
}

test('every operation has a form', () => expect(forms.length).toBeGreaterThan(650));

test('each form has its properties once, after the two pickers, and ends with the options', () => {
	expect(breaking(({ shown }) => new Set(shown.map(({ name }) => name)).size !== shown.length)).toEqual([]);
	expect(breaking(({ shown }) => shown[0]?.name !== 'resource' || shown[1]?.name !== 'operation')).toEqual([]);
	expect(breaking(({ shown }) => shown.at(-1)?.name !== 'options')).toEqual([]);
	expect(breaking(({ values }) => !('options' in values))).toEqual([]);
});

test('the object of an operation comes first, then its inputs', () => {
	const inputs = ['id', 'confirm', 'bodyMode', 'fields', 'returnAll', 'limit', 'filterBy', 'filter', 'sort'];
	// The sections that are read by default depend on the output.
	const order = [...inputs, 'output', 'outputFields', 'sections'];
	// Whether an MDM command must be confirmed depends on the command, which comes first.
	const isPlaced = (name: string, form: Form) => name !== 'confirm' || form.resource.value !== 'mdmCommand';
	const places = (form: Form) =>
		form.shown
			.filter(({ name }) => isPlaced(name, form))
			.map(({ name }) => order.indexOf(name))
			.filter((place) => place >= 0);
	expect(breaking((form) => places(form).some((place, index, all) => place < (all[index - 1] ?? 0)))).toEqual([]);
});

test('operations have descriptions for people and for AI models', () => {
	expect(breaking(({ operation }) => !/^[A-Z][a-zA-Z]+ [a-zA-Z(]/.test(operation.action ?? ''))).toEqual([]);
	const described = forms.filter(({ operation }) => operation.description !== undefined);
	expect(described.length).toBeGreaterThan(600);
	expect(
		described
			.filter(({ operation }) => !/^[A-Z].*[^.]$/.test(operation.description ?? ''))
			.map((form) => form.operation),
	).toEqual([]);
	expect(
		breaking(({ resource, operation }) => operation.name.toLowerCase().includes(resource.name.toLowerCase())),
	).toEqual([]);
});

test('a readable resource starts with a read, so nothing is written by default', () => {
	const pickers = nodes.flatMap(({ description }) => description.properties.filter(({ name }) => name === 'operation'));
	const reads = (value: unknown) => String(value).startsWith('get');
	const writing = pickers.filter(
		(picker) => !reads(picker.default) && options(picker).some(({ value }) => reads(value)),
	);
	expect(writing.map(({ displayOptions }) => displayOptions?.show?.resource?.[0])).toEqual([]);
});

test('members are required, except where a group may be left empty', () => {
	const isOpen = ({ description, values }: Form, membersBy: string) =>
		description.properties.some(
			(property) =>
				['memberList', 'members'].includes(property.name) &&
				property.required !== true &&
				NodeHelpers.displayParameter({ ...values, membersBy }, property, STUB, description),
		);
	const [selected, entered] = ['list', 'id'].map((membersBy) => breaking((form) => isOpen(form, membersBy)));
	const groups = [
		'Jamf Pro: Static Computer Group',
		'Jamf Pro: Static Mobile Device Group',
		'Jamf Classic: Computer Group',
		'Jamf Classic: Mobile Device Group',
		'Jamf Classic: User Group',
	];
	const expected = groups.map((name) => `${name}: Set Members`);
	expect([selected, entered]).toEqual([expected, expected]);
});

test('the article of an action follows the pronunciation', () => {
	expect(
		breaking(({ operation }) => /\ban (uni|use)|\ba ([aeio]|API|LDAP|MDM|SSO)/.test(operation.action ?? '')),
	).toEqual([]);
});

/** The resources used most, at the top of the list and of the actions in the nodes panel. */
const FIRST: Record<string, string[]> = {
	jamfPro: [
		...['Computer', 'Mobile Device', 'MDM Command', 'Static Computer Group', 'Static Mobile Device Group'],
		...['Smart Computer Group', 'Smart Mobile Device Group', 'Script', 'Package', 'API Role', 'API Client'],
	],
	jamfClassic: [
		...['Computer', 'Computer Group', 'Policy', 'macOS Configuration Profile'],
		...['Mobile Device', 'Mobile Device Group', 'Mobile Device Configuration Profile'],
	],
};

test.each(nodes.map((node) => [node.description.displayName, node] as const))(
	'%s: every property is well described',
	(_, { description }) => {
		for (const property of description.properties) {
			expect(property.displayName).toMatch(/^([A-Z]|eBook|iBeacon|macOS)/);
			if (property.type === 'string') expect(property.placeholder ?? 'e.g. ').toMatch(/^e\.g\. /);
			if (property.type === 'boolean') expect(property.description).toMatch(/^Whether /);
			if (property.type === 'options' && property.typeOptions?.loadOptionsMethod === undefined)
				expect(options(property).map(({ value }) => value)).toContain(property.default);
			const labels = options(property).map((option) =>
				'displayName' in option ? String(option.displayName) : option.name,
			);
			const first = property.name === 'resource' ? (FIRST[description.name] ?? []) : [];
			expect(labels.slice(0, first.length)).toEqual(first);
			const others = labels.slice(first.length);
			expect(others).toEqual([...others].sort((a, b) => a.localeCompare(b)));
		}
	},
);

/** Every label that n8n can show for a property: its own, and those of what it contains. */
function labelsOf(property: INodeProperties): string[] {
	const inner = (property.options ?? []).flatMap((option) => {
		if ('values' in option) return [option.displayName, ...option.values.flatMap(labelsOf)];
		return 'type' in option ? labelsOf(option) : [option.name];
	});
	return [
		...(property.type === 'notice' ? [] : [property.displayName]),
		...(property.modes ?? []).map(({ displayName }) => displayName),
		...inner,
	];
}

test('the privileges are named where an operation is chosen, and stay visible', () => {
	const pick = (node: string, resource: string) => {
		const { description } = nodes.find((each) => each.description.name === node) ?? new JamfPro();
		return description.properties.find(
			({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		);
	};
	expect(pick('jamfPro', 'building')?.hint).toBe(
		'Privileges for all operations together: Create, Read, Update, Delete Buildings',
	);
	const needs = (node: string, resource: string, operation: string) =>
		options(pick(node, resource)).find(({ value }) => value === operation)?.description ?? '';
	expect(needs('jamfPro', 'apiRole', 'update')).toContain('Needs Read API Roles, Update API Roles');
	// Which of the two it needs depends on whether the role exists.
	expect(needs('jamfPro', 'apiRole', 'upsert')).toMatch(/Needs .*Create API Roles.*Update API Roles/);
	expect(needs('jamfPro', 'apiRole', 'getRequiredPrivileges')).toContain('Needs Read API Roles');
	expect(needs('jamfPro', 'apiIntegration', 'create')).toContain('Needs Create API Integrations');
	expect(needs('jamfPro', 'mdmCommand', 'send')).toContain('Needs View MDM command information in Jamf Pro API');
	expect(needs('jamfClassic', 'computerGroup', 'addMembers')).toContain('Update Static Computer Groups');
	expect(needs('jamfClassic', 'policy', 'addTargets')).toContain('Needs Read Policies, Update Policies');
	// All but those whose privileges Jamf does not name.
	const pickers = nodes.flatMap(({ description }) => description.properties.filter(({ name }) => name === 'operation'));
	expect(pickers.filter(({ hint }) => hint === undefined).length).toBeLessThan(25);
	expect(pickers.every(({ hint = '' }) => hint.length <= 300)).toBe(true);
});

test('no label is cut in the form', () => {
	const all = [...nodes, new JamfProTrigger(), new JamfProInventoryTrigger()];
	const inForms = all.flatMap(({ description }) => description.properties.flatMap(labelsOf));
	const inMappers = [proFields(), classicFields()].flatMap((forms) =>
		Object.values(forms).flatMap((rows) => (typeof rows === 'string' ? [] : rows)),
	);
	const labels = [
		...inForms,
		...inMappers
			.filter(({ list, of }) => !list || !of)
			.map(({ type, label }) => (type === 'json' ? `${label} (JSON)` : label)),
		...Object.values(proListLabels()),
	];
	expect(labels.length).toBeGreaterThan(4_000);
	// Jamf's name of an event.
	const long = ['Smart Group Mobile Device Membership Change'];
	expect([...new Set(labels)].filter((label) => label.length > 40)).toEqual(long);
});

test('people and AI models choose how much of a list to return', () => {
	const { description } = new JamfPro();
	const shown = (output: string) => {
		const chosen = { resource: 'computer', operation: 'getAll', output };
		const values = NodeHelpers.getNodeParameters(description.properties, chosen, true, false, STUB, description) ?? {};
		return description.properties
			.filter((property) => NodeHelpers.displayParameter(values, property, STUB, description))
			.map(({ name }) => name);
	};
	expect(shown('simplified')).toContain('output');
	expect(shown('simplified')).not.toContain('outputFields');
	expect(shown('selected')).toContain('outputFields');
});

test('fields that list objects appear once the object that they update is chosen', () => {
	const isShown = (id: string) => {
		const { description } = new JamfPro();
		const chosen = { resource: 'mobileDevice', operation: 'update', id: { __rl: true, mode: 'list', value: id } };
		const values = NodeHelpers.getNodeParameters(description.properties, chosen, true, false, STUB, description) ?? {};
		return Object.hasOwn(values, 'fields');
	};
	expect(isShown('')).toBe(false);
	expect(isShown('12')).toBe(true);
	expect(isShown('={{ $json.id }}')).toBe(true);
});

test('abbreviations in the events of the nodes panel keep their capitals', () => {
	const [events] = new JamfProTrigger().description.properties;
	const actions = options(events).map(({ action }) => action);
	expect(actions).toEqual(expect.arrayContaining(['On device added to DEP', 'On SCEP challenge', 'On computer added']));
});

test('every method that a property names exists', () => {
	for (const node of nodes) {
		const methods: Record<string, Record<string, unknown>> = 'methods' in node ? { ...node.methods } : {};
		const kinds: Record<string, string> = {
			searchListMethod: 'listSearch',
			loadOptionsMethod: 'loadOptions',
			resourceMapperMethod: 'resourceMapping',
		};
		const named = JSON.stringify(node.description.properties).matchAll(
			/"(searchListMethod|loadOptionsMethod|resourceMapperMethod)":"(\w+)"/g,
		);
		for (const [, kind = '', name = ''] of named) expect(methods[kinds[kind] ?? '']).toHaveProperty(name);
	}
});

test.each(nodes)('$description.displayName: the editor loads at most 360 KB', ({ description }) => {
	expect(JSON.stringify(description).length).toBeLessThanOrEqual(360_000);
});

test('package.json names the classes, and both nodes are tools', () => {
	expect(packageJson.n8n.nodes).toEqual([
		'dist/nodes/JamfPro/JamfPro.node.js',
		'dist/nodes/JamfClassic/JamfClassic.node.js',
		'dist/nodes/JamfProTrigger/JamfProTrigger.node.js',
		'dist/nodes/JamfProInventoryTrigger/JamfProInventoryTrigger.node.js',
	]);
	for (const { description } of nodes) expect(description.usableAsTool).toBe(true);
});
