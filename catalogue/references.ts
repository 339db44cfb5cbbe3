/** Finds which fields and parameters of an operation contain the ID of an object. */

import type { ObjectsRow } from '../nodes/shared/catalogue/types';
import type { AssignedOperation } from './assignOperations';
import type { Overlay } from './overlay';

/** @returns resources by the name of a field, only those whose objects can be listed */
export function findReferences(
	{ references, resources }: Overlay,
	{ resource, operation }: AssignedOperation,
	objects: ReadonlyMap<string, ObjectsRow>,
): Record<string, string> {
	const own = resources[resource];
	const all = {
		...references,
		...(operation === 'deleteMany' && { ids: own?.of ?? resource }),
		...own?.references,
	};
	return Object.fromEntries(
		Object.entries(all).filter(([, value]) => objects.has(value) || value.startsWith('classic.')),
	);
}
