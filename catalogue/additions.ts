/** Hand-written operations without a row of their own. They are released and documented like all others. */

import { CatalogueError } from './diagnostics';
import type { OperationRow, ResourceRow } from '../nodes/shared/catalogue/types';

export type Api = 'pro' | 'classic';

export interface Additions {
	api: Api;
	resources: string[];
	/** Operation to the rows of the same resource that it uses. */
	operations: Record<string, string[]>;
}

interface Addition {
	resource: string;
	operation: string;
	uses: string[];
}

export function listAdditions(api: Api, additions: readonly Additions[]): Addition[] {
	return additions
		.filter((each) => each.api === api)
		.flatMap(({ resources, operations }) =>
			resources.flatMap((resource) =>
				Object.entries(operations).map(([operation, uses]) => ({ resource, operation, uses })),
			),
		);
}

/** @throws CatalogueError when the resource has no such row */
export function findRowsUsed({ operations }: ResourceRow, { resource, operation, uses }: Addition): OperationRow[] {
	return uses.map((value) => {
		const row = operations.find((each) => each.value === value);
		if (row === undefined)
			throw new CatalogueError([
				`additions.yaml: ${resource}.${operation} uses ${value}, but ${resource} has no such row.`,
			]);
		return row;
	});
}
