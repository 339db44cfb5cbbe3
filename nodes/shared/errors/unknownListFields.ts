import type { ListRow } from '../catalogue/types';
import { ResponseError } from '../transport/errors/errors';
import type { ItemParameters } from '../parameters/itemParameters';
import { closestMatches } from '../parameters/didYouMean';

/** Of more fields only the similar ones are told. */
const MAX_LISTED_FIELDS = 20;

/**
 * Says of a refused list which fields of its form the row does not know. They are sent all the same: a newer server may know more,
 * and some fields of a section also go by their last name alone.
 */
export function explainUnknownFields(
	{ filter = [], sort = [] }: ListRow,
	item: ItemParameters,
	error: unknown,
): unknown {
	if (!(error instanceof ResponseError) || error.status !== 400) return error;
	const conditions = item.string('filterBy') === 'rsql' ? [] : item.entries('filter', 'conditions');
	const told = [
		...describeUnknown('filtered', conditions, filter),
		...describeUnknown('sorted', item.entries('sort', 'fields'), sort),
	];
	if (told.length === 0) return error;
	const kept = 'n8n keeps fields when another resource is chosen: choose them again, or remove them.';
	return error.reworded(error.code, error.message, [...told, kept].join(' '));
}

/** A row that knows no field lets any be tried. */
function describeUnknown(
	how: string,
	entries: ReadonlyArray<Record<string, unknown>>,
	known: readonly string[],
): string[] {
	const given = new Set(entries.map(({ field }) => String(field)));
	const unknown = known.length === 0 ? [] : [...given].filter((field) => !known.includes(field));
	if (unknown.length === 0) return [];
	const isLong = known.length > MAX_LISTED_FIELDS;
	const others = isLong ? [...new Set(unknown.flatMap((field) => closestMatches(field, known)))] : known;
	const names = unknown.map((field) => `"${field.slice(0, 60)}"`).join(', ');
	return [
		`This list is not known to be ${how} by ${names}${others.length === 0 ? '' : `, but by ${others.join(', ')}${isLong ? ' and others' : ''}`}.`,
	];
}
