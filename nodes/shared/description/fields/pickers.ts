import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation, Resource } from '../operation';
import { summarizePrivileges } from './needs';

/** The privileges of an operation. */
type ListNeeds = (operation: Operation) => readonly string[];

/**
 * The resource picker, then an operation picker for each resource.
 *
 * @param first the resources at the top of the list, which is sorted by name below them
 */
export function describePickers(
	resources: readonly Resource[],
	listNeeds: ListNeeds = () => [],
	first: readonly string[] = [],
): INodeProperties[] {
	const byName = [...resources].sort((a, b) => a.name.localeCompare(b.name));
	return [buildResourcePicker(byName, first), ...byName.map((resource) => buildOperationPicker(resource, listNeeds))];
}

function buildResourcePicker(byName: readonly Resource[], first: readonly string[]): INodeProperties {
	const offered = byName.filter(isOffered);
	const top = first.flatMap((wanted) => offered.find(({ value }) => value === wanted) ?? []);
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [...new Set([...top, ...offered])].map(({ name, value }) => ({ name, value })),
		default: readValue(offered[0]),
	};
}

function isOffered({ operations }: Resource): boolean {
	return operations.some(({ hidden }) => hidden !== true);
}

function buildOperationPicker({ value: resource, operations }: Resource, listNeeds: ListNeeds): INodeProperties {
	// Stored workflows still need the operations of a resource that is no longer in the picker.
	const offered = operations.filter(({ hidden }) => hidden !== true);
	const listed = (offered.length === 0 ? operations : offered).map((operation) => ({
		...operation,
		needs: listNeeds(operation),
	}));
	const options: INodePropertyOptions[] = listed
		.map(({ name, value, action, description, needs }) => {
			const texts = [description, needs.length === 0 ? '' : `Needs ${needs.join(', ')}`].filter((text) => text !== '');
			return { name, value, action, ...(texts.length > 0 && { description: texts.join('. ') }) };
		})
		.sort((a, b) => a.name.localeCompare(b.name));
	// The description of an operation is only shown in the list.
	const privileges = summarizePrivileges(listed.flatMap(({ needs }) => needs));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: readValue(chooseDefault(options)),
		...(privileges !== '' && {
			hint: `Privileges${listed.length > 1 ? ' for all operations together' : ''}: ${privileges}`,
		}),
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
