import type { FieldRow, OperationRow } from '../catalogue/types';
import { InputError } from '../transport/errors/errors';
import type { ItemParameters } from './itemParameters';
import { getPath } from './propertyPath';

/** Whether the operation deletes or removes the objects of a list: without entries it does nothing, or everything. */
function deletesMembers({ routes: [{ path }] }: OperationRow): boolean {
	return path.endsWith('/delete-multiple');
}

/** Whether the operation replaces the members of an object by a list, which an empty one removes. */
export function replacesMembers({ routes: [{ method, path }] }: OperationRow): boolean {
	return (method === 'PUT' || method === 'PATCH') && /\/static-groups\/\{\w+\}$|\/scope$/.test(path);
}

/**
 * Refuses a body whose list of members is empty, or has entries that do not name one: an expression without results must not
 * remove all members.
 *
 * @throws InputError unless the option Allow Empty List is on
 */
export function checkMemberLists(
	rows: readonly FieldRow[],
	row: OperationRow,
	value: unknown,
	item: ItemParameters,
): void {
	const isDeletion = deletesMembers(row);
	if (!isDeletion && !replacesMembers(row)) return;
	for (const { name, label } of rows.filter(({ list }) => list === true)) {
		const members = getPath(value, name);
		if (members === undefined && !isDeletion) continue;
		if (!Array.isArray(members) || !members.every(namesMember)) {
			throw new InputError(
				`The field ${label} is not a list of members.`,
				`Nothing was sent. Give an array such as ["12", "15"] for ${name}, without empty entries.`,
			);
		}
		if (members.length > 0) continue;
		if (isDeletion)
			throw new InputError(`The field ${label} is an empty list.`, 'Nothing was sent. Give at least one entry.');
		if (item.boolean('options.allowEmptyList')) continue;
		throw new InputError(
			`The field ${label} is an empty list, which removes all members.`,
			'Nothing was sent. Check the expression behind it, or turn on the option Allow Empty List.',
		);
	}
}

function namesMember(entry: unknown): boolean {
	if (typeof entry === 'object' && entry !== null) return Object.keys(entry).length > 0;
	return typeof entry === 'number' || (typeof entry === 'string' && !/^[\s*]*$/.test(entry));
}
