import type { ResourceRow } from '../catalogue/types';
import { formOf } from '../description/form';
import { operationOf } from './operation';
import type { Dialect, Operation, Resource } from './types';

/**
 * The resources of an API: its rows, with the hand-written operations in the place of the rows of the same name, and the resources
 * that only hand-written operations have.
 */
export function resourcesOf(dialect: Dialect, handwritten: readonly Resource[]): Resource[] {
	const { resources } = dialect.catalogue;
	const rows = resources.map((resource) => fromRows(dialect, resource));
	const others = handwritten.filter(({ value }) => !resources.some((row) => row.value === value));
	return [...rows.map((resource) => withHandwritten(resource, handwritten)), ...others];
}

function fromRows(dialect: Dialect, resource: ResourceRow): Resource {
	const operations = resource.operations.map((row) =>
		operationOf(dialect, resource, row, formOf(dialect, resource, row)),
	);
	return { value: resource.value, name: resource.name, operations };
}

function withHandwritten(resource: Resource, handwritten: readonly Resource[]): Resource {
	const own: readonly Operation[] = handwritten.find(({ value }) => value === resource.value)?.operations ?? [];
	const rows = resource.operations.filter(({ value }) => !own.some((operation) => operation.value === value));
	return { ...resource, operations: [...rows, ...own] };
}
