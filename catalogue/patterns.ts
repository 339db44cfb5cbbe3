/** Patterns such as `building.export` or `*.export`, which name operations in the overlay. */

import type { OperationRow, ResourceRow } from '../nodes/shared/catalogue/types';

/** The operations whose `resource.operation` matches a pattern. */
export function findMatches(resources: readonly ResourceRow[], pattern: string): OperationRow[] {
	const matcher = new RegExp(`^${pattern.replace('.', '\\.').replaceAll('*', '\\w*')}$`);
	return resources.flatMap(({ value, operations }) =>
		operations.filter((row) => matcher.test(`${value}.${row.value}`)),
	);
}
