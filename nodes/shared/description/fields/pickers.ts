import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Resource } from '../operation';

/** The resource picker, then an operation picker for each resource. */
export function describePickers(resources: readonly Resource[]): INodeProperties[] {
	const byName = [...resources].sort((a, b) => a.name.localeCompare(b.name));
	return [buildResourcePicker(byName), ...byName.map(buildOperationPicker)];
}

function buildResourcePicker(resources: readonly Resource[]): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.filter(isOffered).map(({ name, value }) => ({ name, value })),
		default: readValue(resources.find(isOffered)),
	};
}

function isOffered({ operations }: Resource): boolean {
	return operations.some(({ hidden }) => hidden !== true);
}

function buildOperationPicker({ value: resource, operations }: Resource): INodeProperties {
	// Stored workflows still need the operations of a resource that is no longer in the picker.
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
		default: readValue(chooseDefault(options)),
	};
}

/** Chooses a list or another read, so that no write is preselected. */
function chooseDefault(options: readonly INodePropertyOptions[]): INodePropertyOptions | undefined {
	const named = (name: RegExp) => options.find(({ value }) => name.test(String(value)));
	return named(/^getAll$/) ?? named(/^get$/) ?? named(/^get/) ?? options[0];
}

function readValue(option: { value: INodePropertyOptions['value'] } | undefined): string {
	return String(option?.value ?? '');
}
