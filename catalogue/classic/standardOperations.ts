/** The operations that follow from the path of a Classic resource, and the objects that they belong to. */

import type { ObjectsRow, RowMethod } from '../../nodes/shared/catalogue/types';
import { omitEmpty } from '../traits';
import type { ClassicResourceOverlay } from './overlay';

export interface StandardOperation {
	method: RowMethod;
	path: string;
}

/** Creating with `id/0` lets the server assign the ID (jamf-behavior 5.1). */
export function standardOperations({
	path,
	id = 'id',
	does = 'getAll get create update delete',
}: ClassicResourceOverlay) {
	const one = `/${path}/${id}`;
	const object: Record<string, StandardOperation> = {
		getAll: { method: 'GET', path: `/${path}` },
		get: { method: 'GET', path: `${one}/{id}` },
		create: { method: 'POST', path: `${one}/0` },
		update: { method: 'PUT', path: `${one}/{id}` },
		delete: { method: 'DELETE', path: `${one}/{id}` },
	};
	const settings: Record<string, StandardOperation> = {
		get: { method: 'GET', path: `/${path}` },
		update: { method: 'PUT', path: `/${path}` },
	};
	if (does === 'settings') return settings;
	return Object.fromEntries(Object.entries(object).filter(([value]) => does.split(' ').includes(value)));
}

export function describeObjects(resource: ClassicResourceOverlay): ObjectsRow | undefined {
	const { by = {}, does, id = 'id', objects, path } = resource;
	const listed = 'getAll' in standardOperations(resource) && does !== 'getAll' && id !== '';
	if (objects === undefined && !listed) return undefined;
	const paths = Object.fromEntries(Object.entries(by).map(([mode, segment]) => [mode, `/${path}/${segment}/{id}`]));
	return omitEmpty<ObjectsRow>({
		titleField: 'name',
		paths: Object.keys(paths).length > 0 ? paths : undefined,
		...objects,
	});
}
