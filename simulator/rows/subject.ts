import type { OperationRow, ResourceRow, RouteRow } from '../../nodes/shared/catalogue/types';
import { type ApiRequest, param } from '../request';
import type { ServerState } from '../state';
import type { Store } from './store';

/** A row with the requested route, and its handler. */
export interface Subject {
	state: ServerState;
	store: Store;
	resource: ResourceRow;
	row: OperationRow;
	route: RouteRow;
}

/** The values in the path, by position, because older routes use other names. */
export function idsOf({ route }: Subject, request: ApiRequest): string[] {
	return [...route.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => param(request, name));
}

/** The filled-in path of the newest route, without its version: all versions share the same records. */
export function addressOf(subject: Subject, request: ApiRequest): string {
	const ids = idsOf(subject, request);
	return subject.row.routes[0].path
		.replace(/^\/(v\d+|preview)(?=\/)/, '')
		.replace(/\{[^}]+\}/g, () => encodeURIComponent(ids.shift() ?? ''));
}

/** Whether a route is about one object of its resource as a whole. */
export function isObjectRoute({ row, resource }: Subject): boolean {
	if (row.path?.length !== 1 || !/^(get|getDetail|getSummary|update|replace|delete)$/.test(row.value)) return false;
	return resource.operations.some(({ value, path }) => value === 'get' && path?.length === 1);
}
