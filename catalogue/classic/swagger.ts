/** The operations of the Classic API. Their bodies and responses are in the overlay: Jamf documents only the paths. */

import type { RowMethod } from '../../nodes/shared/catalogue/types';

export interface ClassicOperation {
	method: RowMethod;
	/** `/buildings/id/{id}` */
	path: string;
	deprecated: boolean;
}

interface Swagger {
	info: { version: string };
	paths: Record<string, Record<string, { deprecated?: boolean }>>;
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
			return operation === undefined ? [] : [{ method, path, deprecated: operation.deprecated === true }];
		}),
	);
	return { version: info.version, operations };
}
