import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { Operation, Resource } from './operation';
import { dedupeProperties } from './dedupe';
import { describePickers } from './fields/pickers';

/**
 * The properties of a node: the resource and operation pickers, then the form of each operation.
 *
 * @param listNeeds the privileges of an operation
 * @param first the resources at the top of the list
 */
export function describe(
	resources: readonly Resource[],
	listNeeds: (operation: Operation) => readonly string[],
	first: readonly string[],
): INodeProperties[] {
	const forms = resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value: operation, properties }) => ({ resource, operation, properties })),
	);
	const declared = dedupeProperties(forms).map(({ property, resources: shownFor, operations }) => ({
		...property,
		displayOptions: buildDisplayOptions(property.displayOptions, shownFor, operations),
	}));
	return [...describePickers(resources, listNeeds, first), ...declared];
}

function buildDisplayOptions(
	own: IDisplayOptions | undefined,
	resource: string[],
	operation: string[],
): IDisplayOptions {
	return { ...own, show: { resource, operation, ...own?.show } };
}
