/** The versions of one operation. */

import type { ListRow, OperationRow, RouteRow } from '../nodes/shared/catalogue/types';
import type { ApiDocument, ApiOperation } from './document';
import { namesIn } from './fields';
import type { OperationOverlay } from './overlay';
import type { Placed } from './place';
import type { Problems } from './problems';
import { bodyOf, resultOf, withoutGaps } from './traits';

export function routesOf(
	api: ApiDocument,
	{ versions }: Placed,
	{ renamed = {} }: OperationOverlay,
	list: ListRow | undefined,
	name: string,
	problems: Problems,
): OperationRow['routes'] {
	const [newest, ...older] = versions;
	const known = new Set(older.map(({ version }) => `v${version}`));
	for (const version of Object.keys(renamed)) {
		if (!known.has(version))
			problems.add(`${name} has no older version ${version}, but the overlay renames its fields.`);
	}
	return [
		route(newest),
		...older.map((each) => {
			if (count(each.path) !== count(newest.path))
				problems.add(`${name}: ${each.path} takes other parameters than ${newest.path}.`);
			const names = renamed[`v${each.version}`] ?? {};
			checkRenamed(api, newest, each, names, list, name, problems);
			const own = queryNames(each);
			const lacks = [
				...[...queryNames(newest)].filter((parameter) => !own.has(parameter)),
				...missing(bodyNames(api, newest), bodyNames(api, each)),
			].filter((field) => !(field in names));
			return withoutGaps<RouteRow>({
				...route(each),
				lacks: lacks.length > 0 ? lacks : undefined,
				renamed: Object.keys(names).length > 0 ? names : undefined,
			});
		}),
	];
}

function route({ method, path, privileges, deprecated }: ApiOperation): RouteRow {
	return withoutGaps<RouteRow>({ method, path, privileges: privileges?.length ? privileges : undefined, deprecated });
}

function queryNames({ parameters }: ApiOperation): Set<string> {
	return new Set(parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name));
}

function count(path: string): number {
	return path.split('{').length;
}

/** Fields of a JSON body; dots lead into objects. */
function bodyNames(api: ApiDocument, operation: ApiOperation): string[] {
	const body = bodyOf(api, operation);
	return body === undefined || body.row.kind !== undefined ? [] : namesIn(api, body.schema);
}

/** An object that one version spells out and the other does not is no difference. */
function missing(names: string[], older: string[]): string[] {
	return names.filter(
		(name) => !older.some((each) => each === name || name.startsWith(`${each}.`) || each.startsWith(`${name}.`)),
	);
}

function checkRenamed(
	api: ApiDocument,
	newest: ApiOperation,
	older: ApiOperation,
	names: Record<string, string>,
	list: ListRow | undefined,
	name: string,
	problems: Problems,
): void {
	const filterFields = older.parameters.find((each) => each.name === 'filter')?.['x-fields'] ?? [];
	const fields = (operation: ApiOperation) => [
		...bodyNames(api, operation),
		...namesIn(api, resultOf(api, operation), 'all'),
	];
	const own = new Set([...filterFields, ...queryNames(older), ...fields(older)]);
	const current = new Set([...(list?.filter ?? []), ...fields(newest)]);
	for (const [now, then] of Object.entries(names)) {
		if (!current.has(now) || !own.has(then))
			problems.add(`${name}: ${newest.path} has no ${now}, or ${older.path} has no ${then}.`);
	}
}
