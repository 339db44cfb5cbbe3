/** Hand-written operations without a row of their own. They are released and documented like all others. */

import { CatalogueError } from './diagnostics';
import type { ResourceRow, RouteRow } from '../nodes/shared/catalogue/types';

export type Api = 'pro' | 'classic';

export interface Additions {
	api: Api;
	resources: string[];
	/** Operation to the rows of the same resource that it uses, or requests of the other API: `GET /JSSResource/...`. */
	operations: Record<string, string[]>;
}

interface Addition {
	resource: string;
	operation: string;
	uses: string[];
}

/** A request, its privileges if it is that of a row, and the date of its deprecation. */
type UsedRoute = Pick<RouteRow, 'deprecated' | 'privileges'> & { method: string; path: string };

export function listAdditions(api: Api, additions: readonly Additions[]): Addition[] {
	return additions
		.filter((each) => each.api === api)
		.flatMap(({ resources, operations }) =>
			resources.flatMap((resource) =>
				Object.entries(operations).map(([operation, uses]) => ({ resource, operation, uses })),
			),
		);
}

/**
 * The requests that an operation uses, such as `GET /v1/buildings`.
 *
 * @throws CatalogueError when the resource has no such row
 */
export function listRoutesUsed({ operations }: ResourceRow, { resource, operation, uses }: Addition): UsedRoute[] {
	return uses.map((value) => {
		const [, method, path] = /^([A-Z]+) (\/.*)$/.exec(value) ?? [];
		if (method !== undefined && path !== undefined) return { method, path };
		const row = operations.find((each) => each.value === value);
		if (row === undefined)
			throw new CatalogueError([
				`additions.yaml: ${resource}.${operation} uses ${value}, but ${resource} has no such row.`,
			]);
		return row.routes[0];
	});
}
