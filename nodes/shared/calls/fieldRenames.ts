import type { RouteRow } from '../catalogue/types';
import { hasPath, setPath, getPath, removePath } from '../parameters/propertyPath';
import type { Query } from '../transport/path';
import { UnsupportedByOlderVersionError } from './versionFallback';

/**
 * Converts a body to the field names of an older route.
 *
 * @throws UnsupportedByOlderVersionError when the route does not support one of the fields
 */
export function toOlderVersion(value: unknown, { path, renamed = {}, unsupported = [] }: RouteRow): unknown {
	const unknown = unsupported.find((name) => hasPath(value, name));
	if (unknown !== undefined) {
		throw new UnsupportedByOlderVersionError(
			`This server only has the older ${path}, which does not support the field "${unknown}".`,
			'Nothing was sent. Remove that field, or update Jamf Pro.',
		);
	}
	if (typeof value !== 'object' || !Object.keys(renamed).some((name) => hasPath(value, name))) return value;
	const converted = structuredClone(value) as Record<string, unknown>;
	for (const [newest, older] of Object.entries(renamed))
		if (hasPath(converted, newest)) setPath(converted, older, removePath(converted, newest));
	return converted;
}

/** Adds the newest field names to the response of an older route and keeps the original ones. */
export function toNewestVersion<T>(value: T, { renamed = {} }: RouteRow): T {
	if (typeof value !== 'object' || value === null) return value;
	for (const [newest, older] of Object.entries(renamed)) {
		if (hasPath(value, older) && !hasPath(value, newest))
			setPath(value as Record<string, unknown>, newest, getPath(value, older));
	}
	return value;
}

/** A copy of a row with the newest field names added. */
export function toComparable(row: unknown, route: RouteRow): unknown {
	return route.renamed === undefined ? row : toNewestVersion(structuredClone(row), route);
}

/**
 * Converts a query to the field names of an older route.
 *
 * @throws UnsupportedByOlderVersionError when the route does not support one of the parameters
 */
export function toOlderQuery(query: Query, { path, renamed, unsupported = [] }: RouteRow): Query {
	return query.map(([name, value]) => {
		if (unsupported.includes(name)) {
			throw new UnsupportedByOlderVersionError(
				`This server only has the older ${path}, which does not support "${name}".`,
				'Remove that option, or update Jamf Pro.',
			);
		}
		return [name, name === 'filter' || name === 'sort' ? renameFields(value, renamed) : value] as const;
	});
}

/** Renames the fields in a filter or sort expression, but not in quoted values. */
function renameFields(text: string, renamed: Readonly<Record<string, string>> = {}): string {
	return text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[\w.]+/g, (token) =>
		Object.hasOwn(renamed, token) ? (renamed[token] ?? token) : token,
	);
}
