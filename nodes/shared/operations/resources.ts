import { findOperation } from '../catalogue/find';
import { inheritEffect, withSafetyFields } from '../description/fields/safety';
import { type Resource, UPSERT } from '../description/operation';
import { createRowOperation } from './rowOperation';
import { createUpsert } from './upsert/createUpsert';
import { findUpsertable } from './upsert/upsertable';
import type { Dialect } from '../calls/dialect';

/**
 * The resources of an API: those of its rows, and those that only have hand-written operations. A hand-written operation replaces the row
 * with the same name.
 */
export function buildResources(dialect: Dialect, handwritten: readonly Resource[]): Resource[] {
	const { resources } = dialect.catalogue;
	const merged = resources.map((resource): Resource => {
		const own = handwritten.filter(({ value }) => value === resource.value).flatMap(({ operations }) => operations);
		const upsertable = findUpsertable(dialect, resource);
		const hasOwn = own.some(({ value }) => value === UPSERT);
		const rows = resource.operations.filter(({ value }) => !own.some((operation) => operation.value === value));
		return {
			value: resource.value,
			name: resource.name,
			operations: [
				...rows.map((row) => createRowOperation(dialect, resource, row)),
				...own.map((operation) => inheritEffect(operation, findOperation(resource, operation.value))),
				...(typeof upsertable === 'object' && !hasOwn ? [createUpsert(dialect, upsertable)] : []),
			].map(withSafetyFields),
		};
	});
	const others = handwritten.filter(({ value }) => !resources.some((row) => row.value === value));
	return [
		...merged,
		...others.map((resource) => ({ ...resource, operations: resource.operations.map(withSafetyFields) })),
	];
}
