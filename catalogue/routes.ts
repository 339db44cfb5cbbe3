/** The versions of one operation. */

import type { ListRow, OperationRow, RouteRow } from '../nodes/shared/catalogue/types';
import type { ApiOperation } from './document';
import { fieldNames } from './fieldNames';
import type { OperationOverlay } from './overlay';
import type { Placed } from './place';
import type { Problems } from './problems';
import { withoutGaps } from './traits';

export function routesOf(
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
			checkRenamed(each, names, list, name, problems);
			const own = queryNames(each);
			const lacks = [...queryNames(newest)].filter((parameter) => !own.has(parameter) && !(parameter in names));
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

function checkRenamed(
	older: ApiOperation,
	names: Record<string, string>,
	list: ListRow | undefined,
	name: string,
	problems: Problems,
): void {
	const described = older.parameters.find((each) => each.name === 'filter')?.description ?? '';
	const own = new Set([...fieldNames(described), ...queryNames(older)]);
	for (const [now, then] of Object.entries(names)) {
		const known = list?.filter?.includes(now) ?? false;
		if (!known || !own.has(then)) problems.add(`${name}: ${now} is not filtered by, or ${older.path} has no ${then}.`);
	}
}
