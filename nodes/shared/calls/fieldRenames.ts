import type { RouteRow } from '../catalogue/types';
import { holds, put, read, take } from '../parameters/propertyPath';
import type { Query } from '../transport/path';
import { OlderRouteError } from './versionFallback';

/**
 * A body in the words of an older route.
 *
 * @throws OlderRouteError when it gives a field that the route lacks
 */
export function toOlder(value: unknown, { path, renamed = {}, lacks = [] }: RouteRow): unknown {
	const lacking = lacks.find((name) => holds(value, name));
	if (lacking !== undefined) {
		throw new OlderRouteError(
			`This server only has the older ${path}, which does not know the field "${lacking}".`,
			'Nothing was sent. Remove that field, or update Jamf Pro.',
		);
	}
	if (typeof value !== 'object' || !Object.keys(renamed).some((name) => holds(value, name))) return value;
	const older = structuredClone(value) as Record<string, unknown>;
	for (const [now, then] of Object.entries(renamed)) if (holds(older, now)) put(older, then, take(older, now));
	return older;
}

/** What an older route answered, with the names of the newest beside its own. */
export function toNewest<T>(value: T, { renamed = {} }: RouteRow): T {
	if (typeof value !== 'object' || value === null) return value;
	for (const [now, then] of Object.entries(renamed)) {
		if (holds(value, then) && !holds(value, now)) put(value as Record<string, unknown>, now, read(value, then));
	}
	return value;
}

/**
 * A query in the words of an older route.
 *
 * @throws OlderRouteError when the route lacks a parameter that the workflow gives
 */
export function olderQuery(query: Query, { path, renamed, lacks = [] }: RouteRow): Query {
	return query.map(([name, value]) => {
		if (lacks.includes(name)) {
			throw new OlderRouteError(
				`This server only has the older ${path}, which does not know "${name}".`,
				'Remove that option, or update Jamf Pro.',
			);
		}
		return [name, name === 'filter' || name === 'sort' ? renameFields(value, renamed) : value] as const;
	});
}

/** Field names of a filter or a sort as an older route knows them; quoted values stay. */
export function renameFields(text: string, renamed: Readonly<Record<string, string>> = {}): string {
	return text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[\w.]+/g, (token) =>
		Object.hasOwn(renamed, token) ? (renamed[token] ?? token) : token,
	);
}
