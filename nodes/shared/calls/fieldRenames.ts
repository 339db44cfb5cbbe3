import type { RouteRow } from '../catalogue/types';
import { hasPath, setPath, getPath, removePath } from '../parameters/propertyPath';
import type { Query } from '../transport/path';
import { UnsupportedByOlderVersionError } from './versionFallback';

/**
 * A body in the words of an older route.
 *
 * @throws OlderRouteError when it gives a field that the route lacks
 */
export function toOlderVersion(value: unknown, { path, renamed = {}, unsupported = [] }: RouteRow): unknown {
	const lacking = unsupported.find((name) => hasPath(value, name));
	if (lacking !== undefined) {
		throw new UnsupportedByOlderVersionError(
			`This server only has the older ${path}, which does not know the field "${lacking}".`,
			'Nothing was sent. Remove that field, or update Jamf Pro.',
		);
	}
	if (typeof value !== 'object' || !Object.keys(renamed).some((name) => hasPath(value, name))) return value;
	const older = structuredClone(value) as Record<string, unknown>;
	for (const [now, then] of Object.entries(renamed))
		if (hasPath(older, now)) setPath(older, then, removePath(older, now));
	return older;
}

/** What an older route answered, with the names of the newest beside its own. */
export function toNewestVersion<T>(value: T, { renamed = {} }: RouteRow): T {
	if (typeof value !== 'object' || value === null) return value;
	for (const [now, then] of Object.entries(renamed)) {
		if (hasPath(value, then) && !hasPath(value, now))
			setPath(value as Record<string, unknown>, now, getPath(value, then));
	}
	return value;
}

/**
 * A query in the words of an older route.
 *
 * @throws OlderRouteError when the route lacks a parameter that the workflow gives
 */
export function toOlderQuery(query: Query, { path, renamed, unsupported = [] }: RouteRow): Query {
	return query.map(([name, value]) => {
		if (unsupported.includes(name)) {
			throw new UnsupportedByOlderVersionError(
				`This server only has the older ${path}, which does not know "${name}".`,
				'Remove that option, or update Jamf Pro.',
			);
		}
		return [name, name === 'filter' || name === 'sort' ? renameFields(value, renamed) : value] as const;
	});
}

/** Field names of a filter or a sort as an older route knows them; quoted values stay. */
function renameFields(text: string, renamed: Readonly<Record<string, string>> = {}): string {
	return text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[\w.]+/g, (token) =>
		Object.hasOwn(renamed, token) ? (renamed[token] ?? token) : token,
	);
}
