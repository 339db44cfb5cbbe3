import type { ListRow } from '../catalogue/types';
import { ResponseError } from '../transport/errors/errors';
import type { ItemParameters } from '../parameters/itemParameters';
import { closestMatches } from '../parameters/didYouMean';

/** Longer lists are reduced to similar names. */
const MAX_LISTED_FIELDS = 20;

/**
 * Adds the fields that the row does not list to the error of a rejected list request. They are not rejected before sending, because a
 * newer server may support them, and some fields of a section also work without its name.
 */
export function explainUnknownFields(
	{ filter = [], sort = [] }: ListRow,
	item: ItemParameters,
	error: unknown,
): unknown {
	if (!(error instanceof ResponseError) || error.status !== 400) return error;
	const conditions = item.string('filterBy') === 'rsql' ? [] : item.collection('filter', 'conditions');
	const notes = [
		...describeUnknown('filtered', conditions, filter),
		...describeUnknown('sorted', item.collection('sort', 'fields'), sort),
	];
	if (notes.length === 0) return error;
	const reminder = 'n8n keeps field names when you switch the resource: select them again, or remove them.';
	return error.reworded(error.code, error.message, [...notes, reminder].join(' '));
}

/** A row without a list of fields accepts any field. */
function describeUnknown(
	action: string,
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
		`This list cannot be ${action} by ${names}.${others.length === 0 ? '' : ` Try ${others.join(', ')}${isLong ? ' or another known field' : ''}.`}`,
	];
}
