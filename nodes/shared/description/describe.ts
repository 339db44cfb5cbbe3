import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { Resource } from './operation';
import { dedupeProperties } from './dedupe';
import { describePickers } from './fields/pickers';

/** The properties of a node: the resource and operation pickers, then the form of each operation. */
export function describe(resources: readonly Resource[]): INodeProperties[] {
	const forms = resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value: operation, properties }) => ({ resource, operation, properties })),
	);
	const declared = dedupeProperties(forms).map(({ property, resources: shownFor, operations }) => ({
		...property,
		displayOptions: buildDisplayOptions(property.displayOptions, shownFor, operations),
	}));
	return [...describePickers(resources), ...declared];
}

function buildDisplayOptions(
	own: IDisplayOptions | undefined,
	resource: string[],
	operation: string[],
): IDisplayOptions {
	return { ...own, show: { resource, operation, ...own?.show } };
}
