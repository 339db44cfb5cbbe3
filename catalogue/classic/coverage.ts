/** Compares the rows of the Classic API with the operations that Jamf documents. */

import type { Catalogue, LookupMode, OperationRow } from '../../nodes/shared/catalogue/types';
import type { ClassicOverlay, ClassicResourceOverlay } from './overlay';
import type { ClassicOperation } from './swagger';

/** Documented operations by the way they are reached. */
export interface ClassicCoverage {
	rows: string[];
	/** By another mode of a resource locator, such as By Name. */
	lookups: string[];
	/** As a part of an object, by `subsets`. */
	subsets: string[];
	/** Not at all; the build fails unless this is empty. */
	none: string[];
}

export function computeClassicCoverage(
	operations: ClassicOperation[],
	catalogue: Catalogue,
	overlay: ClassicOverlay,
): ClassicCoverage {
	const coverage: ClassicCoverage = { rows: [], lookups: [], subsets: [], none: [] };
	const all = catalogue.resources.flatMap((resource) =>
		resource.operations.flatMap((row) => row.routes.map(({ method, path }) => ({ row, method, path }))),
	);
	const find = (method: string, path: string) =>
		all.find(
			(each) => each.method === method && covers(path, each.path) && (!each.row.hidden || isSame(path, each.path)),
		)?.row;

	for (const { method, path } of operations) {
		const own = `${method} ${path}`;
		const whole = path.replace(/\/subset\/\{subset\}$/, '');
		if (find(method, path) !== undefined) coverage.rows.push(own);
		else if (path !== whole && find(method, whole)?.subsets !== undefined) coverage.subsets.push(own);
		else if (method === 'GET' && isReachedByLookup(path, find, overlay)) coverage.lookups.push(own);
		else coverage.none.push(own);
	}
	return coverage;
}

/** Whether the resource locator of a row with an ID in its path also offers this path: `/computers/udid/{udid}`. */
function isReachedByLookup(
	path: string,
	find: (method: string, path: string) => OperationRow | undefined,
	{ resources }: ClassicOverlay,
): boolean {
	const [, , segment = ''] = path.split('/');
	return Object.values(resources).some((resource) => {
		const { id = 'id', of } = resource;
		const row = find('GET', path.replace(/^(\/\w+)\/\w+\/\{\w+\}/, `$1/${id}/{id}`));
		const owner = row?.path?.[0]?.of;
		const named = owner === undefined ? undefined : resources[owner];
		if (named === undefined || !path.startsWith(`/${resource.path}/`)) return false;
		return lookupSegments(named).includes(segment) || (of !== undefined && segment === 'name');
	});
}

function lookupSegments({ by = {}, byName = 'name' }: ClassicResourceOverlay): string[] {
	return [...Object.values<string>(by), byName];
}

/** Whether the path of a row is the documented one; rows create objects with ID 0. */
function isSame(documented: string, path: string): boolean {
	return documented.replaceAll(/\{\w+\}/g, '{}') === path.replace(/\/0$/, '/{}').replaceAll(/\{\w+\}/g, '{}');
}

/** Routes and lookups of rows that Jamf does not document. */
export function findUndocumented(operations: ClassicOperation[], { resources }: Catalogue): string[] {
	const claimed = resources.flatMap(({ value, objects, operations: rows }) => [
		...rows.flatMap((row) => row.routes.map(({ method, path }) => ({ name: `${value}.${row.value}`, method, path }))),
		...Object.entries(objects?.paths ?? {}).map(([mode, path]: [LookupMode | string, string]) => ({
			name: `${value} by ${mode}`,
			method: 'GET',
			path,
		})),
	]);
	return claimed
		.filter(({ method, path }) => !operations.some((each) => each.method === method && covers(each.path, path)))
		.map(({ name }) => name);
}

/** A row may have a literal in place of a documented parameter: the only log that can be flushed, a retired command. */
export function covers(documented: string, path: string): boolean {
	const parts = path.split('/');
	const template = documented.split('/');
	return template.length === parts.length && template.every((part, at) => part.startsWith('{') || part === parts[at]);
}
