import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Resource } from './operation';
import { dedupeProperties } from './dedupe';

/** The properties of a node: the two pickers, then the form of every operation, shown for that operation only. */
export function describe(resources: readonly Resource[]): INodeProperties[] {
	const byName = [...resources].sort((a, b) => a.name.localeCompare(b.name));
	const forms = resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value: operation, properties }) => ({ resource, operation, properties })),
	);
	const declared = dedupeProperties(forms).map(({ property, resources: shownFor, operations }) => ({
		...property,
		displayOptions: showFor(property.displayOptions, shownFor, operations),
	}));
	return [resourcePicker(byName), ...byName.map(operationPicker), ...declared];
}

function resourcePicker(resources: readonly Resource[]): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.filter(isOffered).map(({ name, value }) => ({ name, value })),
		default: valueOf(resources.find(isOffered)),
	};
}

function isOffered({ operations }: Resource): boolean {
	return operations.some(({ hidden }) => hidden !== true);
}

function operationPicker({ value: resource, operations }: Resource): INodeProperties {
	// Of a resource that is gone from the picker stored workflows still need the operations.
	const offered = operations.filter(({ hidden }) => hidden !== true);
	const options: INodePropertyOptions[] = (offered.length === 0 ? operations : offered)
		.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			...(description !== '' && { description }),
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: valueOf(firstChoice(options)),
	};
}

/** The list, else what reads: nothing is written that nobody chose. */
function firstChoice(options: readonly INodePropertyOptions[]): INodePropertyOptions | undefined {
	const named = (name: RegExp) => options.find(({ value }) => name.test(String(value)));
	return named(/^getAll$/) ?? named(/^get$/) ?? named(/^get/) ?? options[0];
}

function valueOf(option: { value: INodePropertyOptions['value'] } | undefined): string {
	return String(option?.value ?? '');
}

function showFor(own: IDisplayOptions | undefined, resource: string[], operation: string[]): IDisplayOptions {
	return { ...own, show: { resource, operation, ...own?.show } };
}
