/** How the objects of a resource are listed and known. */

import type { ObjectsRow } from '../nodes/shared/catalogue/types';
import type { ApiDocument } from './document';
import type { ResourceOverlay } from './overlay';
import type { Placed } from './place';
import type { Problems } from './problems';
import { has, isFree, listOf, resultOf, withoutGaps } from './traits';

const TITLES = ['displayName', 'name', 'username', 'groupName'];

/** @returns nothing where no path takes an object, or no list tells its name and ID */
export function objectsOf(
	api: ApiDocument,
	placed: Placed[],
	{ objects: given = {}, of, operations = {} }: ResourceOverlay,
	resource: string,
	problems: Problems,
): ObjectsRow | undefined {
	const operation = given.operation ?? 'getAll';
	const list = placed.find((each) => each.operation === operation)?.versions[0];
	const row = list && listOf(api, list);
	const wanted = Object.keys(given).length > 0;
	const taken = of === undefined && (wanted || placed.some(({ ofObject }) => ofObject));
	if (list === undefined || row === undefined || !taken) {
		if (wanted) problems.add(`${resource} has no list of objects, but the overlay describes one.`);
		return undefined;
	}
	const result = resultOf(api, list);
	const idField = given.idField ?? 'id';
	const titleField = given.titleField ?? TITLES.find((name) => name in (result.properties ?? {}));
	// A union tells no fields; the overlay knows.
	const union = isFree(result);
	if (titleField === undefined || !(union || has(api, result, idField))) {
		if (wanted) problems.add(`${resource}: the list has no ${idField}, or no title.`);
		return undefined;
	}
	const known = union || (has(api, result, titleField) && has(api, result, given.detailField ?? idField));
	if (!known) problems.add(`${resource}: the list has no ${titleField} or ${given.detailField}.`);
	const filterField = given.filterField ?? titleField;
	const filter = operations[operation]?.list?.filter ?? row.filter;
	const lookups = Object.values(given.lookups ?? {});
	for (const field of lookups) {
		if (!filter?.includes(field)) problems.add(`${resource}: the server does not filter by ${field}.`);
	}
	return withoutGaps<ObjectsRow>({
		...given,
		operation: operation === 'getAll' ? undefined : operation,
		idField: idField === 'id' ? undefined : idField,
		titleField,
		filterable: filter?.includes(filterField) ? true : undefined,
	});
}
