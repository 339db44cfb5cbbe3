/** The operations of the Classic API. Their bodies and responses are in the overlay: Jamf documents only the paths. */

import type { RowMethod } from '../../nodes/shared/catalogue/types';
import { omitEmpty } from '../traits';

export interface ClassicOperation {
	method: RowMethod;
	/** `/buildings/id/{id}` */
	path: string;
	/** Date; empty if the operation is deprecated without one. */
	deprecated?: string;
}

interface Swagger {
	info: { version: string };
	paths: Record<string, Record<string, { deprecated?: boolean; 'x-deprecation-date'?: string }>>;
}

const METHODS: RowMethod[] = ['GET', 'POST', 'PUT', 'DELETE'];

export interface ClassicDocument {
	version: string;
	operations: ClassicOperation[];
}

export function readSwagger(text: string): ClassicDocument {
	const { info, paths } = JSON.parse(text) as Swagger;
	const operations = Object.entries(paths).flatMap(([path, methods]) =>
		METHODS.flatMap((method) => {
			const operation = methods[method.toLowerCase()];
			if (operation === undefined) return [];
			const deprecated = operation.deprecated ? (operation['x-deprecation-date'] ?? '') : undefined;
			return [omitEmpty<ClassicOperation>({ method, path, deprecated })];
		}),
	);
	return { version: info.version, operations };
}
