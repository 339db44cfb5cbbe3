import { createRowOperation } from './rowOperation';
import type { Dialect } from '../calls/dialect';
import type { Resource } from '../description/operation';

/**
 * The resources of an API: those of its rows, and those that only have hand-written operations. A hand-written operation replaces the row
 * with the same name.
 */
export function buildResources(dialect: Dialect, handwritten: readonly Resource[]): Resource[] {
	const { resources } = dialect.catalogue;
	const merged = resources.map((resource): Resource => {
		const own = handwritten.find(({ value }) => value === resource.value)?.operations ?? [];
		const rows = resource.operations.filter(({ value }) => !own.some((operation) => operation.value === value));
		return {
			value: resource.value,
			name: resource.name,
			operations: [...rows.map((row) => createRowOperation(dialect, resource, row)), ...own],
		};
	});
	return [...merged, ...handwritten.filter(({ value }) => !resources.some((row) => row.value === value))];
}
