import type { ListRow } from '../catalogue/types';
import { ResponseError } from '../transport/errors/errors';
import type { Item } from '../parameters/itemParameters';
import { nearest } from '../parameters/didYouMean';

/** Of more fields only the similar ones are told. */
const MOST_TOLD = 20;

/**
 * Says of a refused list which fields of its form the row does not know. They are sent all the same: a newer server may know more,
 * and some fields of a section also go by their last name alone.
 */
export function explainFields({ filter = [], sort = [] }: ListRow, item: Item, error: unknown): unknown {
	if (!(error instanceof ResponseError) || error.status !== 400) return error;
	const conditions = item.text('filterBy') === 'rsql' ? [] : item.entries('filter', 'conditions');
	const told = [...tell('filtered', conditions, filter), ...tell('sorted', item.entries('sort', 'fields'), sort)];
	if (told.length === 0) return error;
	const kept = 'n8n keeps fields when another resource is chosen: choose them again, or remove them.';
	return error.explained(error.code, error.message, [...told, kept].join(' '));
}

/** A row that knows no field lets any be tried. */
function tell(how: string, entries: ReadonlyArray<Record<string, unknown>>, known: readonly string[]): string[] {
	const given = new Set(entries.map(({ field }) => String(field)));
	const unknown = known.length === 0 ? [] : [...given].filter((field) => !known.includes(field));
	if (unknown.length === 0) return [];
	const isLong = known.length > MOST_TOLD;
	const others = isLong ? [...new Set(unknown.flatMap((field) => nearest(field, known)))] : known;
	const names = unknown.map((field) => `"${field.slice(0, 60)}"`).join(', ');
	return [
		`This list is not known to be ${how} by ${names}${others.length === 0 ? '' : `, but by ${others.join(', ')}${isLong ? ' and others' : ''}`}.`,
	];
}
