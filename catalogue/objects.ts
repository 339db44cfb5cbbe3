/** Describes how the objects of a resource are listed and identified. */

import type { ObjectsRow } from '../nodes/shared/catalogue/types';
import type { ApiDocument } from './document';
import type { ResourceOverlay } from './overlay';
import type { AssignedOperation } from './assignOperations';
import type { Diagnostics } from './diagnostics';
import { hasField, isFreeForm, describeList, findResultSchema, omitEmpty } from './traits';

const TITLE_FIELDS = ['displayName', 'name', 'username', 'groupName'];

/** @returns nothing if no path addresses an object, or no list contains name and ID */
export function describeObjects(
	api: ApiDocument,
	assigned: AssignedOperation[],
	{ objects: given = {}, of, operations = {} }: ResourceOverlay,
	resource: string,
	diagnostics: Diagnostics,
): ObjectsRow | undefined {
	const operation = given.operation ?? 'getAll';
	const list = assigned.find((each) => each.operation === operation)?.versions[0];
	const row = list && describeList(api, list);
	const wanted = Object.keys(given).length > 0;
	const taken = of === undefined && (wanted || assigned.some(({ ofObject }) => ofObject));
	if (list === undefined || row === undefined || !taken) {
		if (wanted) diagnostics.add(`${resource}: the overlay describes \`objects\`, but there is no list of them.`);
		return undefined;
	}
	const result = findResultSchema(api, list);
	const idField = given.idField ?? 'id';
	const titleField = given.titleField ?? TITLE_FIELDS.find((name) => name in (result.properties ?? {}));
	// The fields of a union are not documented, only those that the overlay names.
	const union = isFreeForm(result);
	if (titleField === undefined || !(union || hasField(api, result, idField))) {
		if (wanted)
			diagnostics.add(
				`${resource}: the list does not contain ${idField}, or no known title field. Set \`objects.titleField\`.`,
			);
		return undefined;
	}
	const known = union || (hasField(api, result, titleField) && hasField(api, result, given.detailField ?? idField));
	if (!known) diagnostics.add(`${resource}: the list does not contain ${titleField} or ${given.detailField}.`);
	const filterField = given.filterField ?? titleField;
	const filter = operations[operation]?.list?.filter ?? row.filter;
	const lookups = Object.values(given.lookups ?? {});
	for (const field of lookups) {
		if (!filter?.includes(field))
			diagnostics.add(`${resource}: \`lookups\` names ${field}, but the list cannot be filtered by it.`);
	}
	return omitEmpty<ObjectsRow>({
		...given,
		operation: operation === 'getAll' ? undefined : operation,
		idField: idField === 'id' ? undefined : idField,
		titleField,
		filterable: filter?.includes(filterField) ? true : undefined,
	});
}
