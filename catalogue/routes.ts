/** Builds the routes of an operation, one for each version. */

import type { ListRow, OperationRow, RouteRow } from '../nodes/shared/catalogue/types';
import type { ApiDocument, ApiOperation } from './document';
import { listFieldNames } from './fields';
import type { OperationOverlay } from './overlay';
import type { AssignedOperation } from './assignOperations';
import type { Diagnostics } from './diagnostics';
import { describeBody, findResultSchema, omitEmpty } from './traits';

export function buildRoutes(
	api: ApiDocument,
	{ versions }: AssignedOperation,
	{ renamed = {} }: OperationOverlay,
	list: ListRow | undefined,
	name: string,
	diagnostics: Diagnostics,
): OperationRow['routes'] {
	const [newest, ...older] = versions;
	const known = new Set(older.map(({ version }) => `v${version}`));
	for (const version of Object.keys(renamed)) {
		if (!known.has(version))
			diagnostics.add(`${name}: \`renamed\` names ${version}, but there is no such older version.`);
	}
	return [
		toRoute(newest),
		...older.map((each) => {
			if (countParameters(each.path) !== countParameters(newest.path))
				diagnostics.add(`${name}: ${each.path} and ${newest.path} have different path parameters.`);
			const names = renamed[`v${each.version}`] ?? {};
			checkRenamed(api, newest, each, names, list, name, diagnostics);
			const own = listQueryNames(each);
			const unsupported = [
				...[...listQueryNames(newest)].filter((parameter) => !own.has(parameter)),
				...findMissing(listBodyFields(api, newest), listBodyFields(api, each)),
			].filter((field) => !(field in names));
			return omitEmpty<RouteRow>({
				...toRoute(each),
				unsupported: unsupported.length > 0 ? unsupported : undefined,
				renamed: Object.keys(names).length > 0 ? names : undefined,
			});
		}),
	];
}

function toRoute({ method, path, privileges, deprecated }: ApiOperation): RouteRow {
	return omitEmpty<RouteRow>({ method, path, privileges: privileges?.length ? privileges : undefined, deprecated });
}

function listQueryNames({ parameters }: ApiOperation): Set<string> {
	return new Set(parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name));
}

function countParameters(path: string): number {
	return path.split('{').length;
}

/** Fields of a JSON body; nested ones with dots. */
function listBodyFields(api: ApiDocument, operation: ApiOperation): string[] {
	const body = describeBody(api, operation);
	return body === undefined || body.row.kind !== undefined ? [] : listFieldNames(api, body.schema);
}

/** Objects that only one version describes in detail do not count as different. */
function findMissing(names: string[], older: string[]): string[] {
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
	diagnostics: Diagnostics,
): void {
	const filterFields = older.parameters.find((each) => each.name === 'filter')?.['x-fields'] ?? [];
	const fields = (operation: ApiOperation) => [
		...listBodyFields(api, operation),
		...listFieldNames(api, findResultSchema(api, operation), 'all'),
	];
	const own = new Set([...filterFields, ...listQueryNames(older), ...fields(older)]);
	const current = new Set([...(list?.filter ?? []), ...fields(newest)]);
	for (const [now, then] of Object.entries(names)) {
		if (!current.has(now) || !own.has(then))
			diagnostics.add(
				`${name}: \`renamed\` is wrong: ${newest.path} does not have ${now}, or ${older.path} does not have ${then}.`,
			);
	}
}
