import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation, Resource } from '../execute/types';

/** The properties of a node: the two pickers, then the form of every operation, shown for that operation only. */
export function describe(resources: readonly Resource[]): INodeProperties[] {
	const byName = [...resources].sort((a, b) => a.name.localeCompare(b.name));
	return [resourcePicker(byName), ...byName.map(operationPicker), ...resources.flatMap(forms)];
}

function resourcePicker(resources: readonly Resource[]): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: valueOf(resources[0]),
	};
}

function operationPicker({ value: resource, operations }: Resource): INodeProperties {
	const options: INodePropertyOptions[] = operations
		.map(({ name, value, action, description }) => ({ name, value, action, description }))
		.sort((a, b) => a.name.localeCompare(b.name));
	const preferred = options.find(({ value }) => value === 'getAll') ?? options[0];
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: valueOf(preferred),
	};
}

function valueOf(option: { value: INodePropertyOptions['value'] } | undefined): string {
	return String(option?.value ?? '');
}

/** A property that several operations of a resource share is described once. */
function forms({ value: resource, operations }: Resource): INodeProperties[] {
	const shared = new Map<string, { property: INodeProperties; operations: string[] }>();
	for (const operation of operations) {
		for (const property of operation.properties) {
			const key = JSON.stringify(property);
			const entry = shared.get(key) ?? { property, operations: [] };
			entry.operations.push(operation.value);
			shared.set(key, entry);
		}
	}
	return inFormOrder(operations, [...shared.values()]).map(({ property, operations: shownFor }) => ({
		...property,
		displayOptions: showFor(property.displayOptions, resource, shownFor),
	}));
}

/** n8n draws properties in the order of the description: a property stands behind everything that any form has before it. */
function inFormOrder<T extends { property: INodeProperties }>(operations: readonly Operation[], entries: T[]): T[] {
	const rank = ({ property }: T) =>
		Math.max(
			...operations.map((operation) =>
				operation.properties.findIndex((own) => JSON.stringify(own) === JSON.stringify(property)),
			),
		);
	return [...entries].sort((a, b) => rank(a) - rank(b));
}

function showFor(own: IDisplayOptions | undefined, resource: string, operations: string[]): IDisplayOptions {
	return { ...own, show: { resource: [resource], operation: operations, ...own?.show } };
}
