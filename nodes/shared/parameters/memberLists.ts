import type { FieldRow, OperationRow } from '../catalogue/types';
import { InputError } from '../transport/errors/errors';
import type { ItemParameters } from './itemParameters';
import { getPath } from './propertyPath';

/** Whether the operation deletes or removes the objects in a list. An empty list would affect no objects, or all of them. */
function deletesMembers({ routes: [{ path }] }: OperationRow): boolean {
	return path.endsWith('/delete-multiple');
}

/** Whether the operation replaces the members of an object with a list, so that an empty list removes all members. */
export function replacesMembers({ routes: [{ method, path }] }: OperationRow): boolean {
	return (method === 'PUT' || method === 'PATCH') && /\/static-groups\/\{\w+\}$|\/scope$/.test(path);
}

/**
 * Rejects a body whose list of members is empty or has empty entries: an expression without results must not remove all members.
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
	// A merge reads the members from the server.
	const isWhole = row.body?.merge === undefined && row.body?.partial !== true;
	for (const { name, label, required } of rows.filter(({ list }) => list === true)) {
		const members = getPath(value, name);
		if (members === undefined && !isDeletion) {
			if (!isWhole || required !== true) continue;
			throw new InputError(
				`The field ${label} is missing.`,
				`Nothing was sent. The request replaces all members: list them in ${name}.`,
			);
		}
		if (!Array.isArray(members) || !members.every(namesMember)) {
			throw new InputError(
				`The field ${label} is not a list of members.`,
				`Nothing was sent. Use an array such as ["12", "15"] for ${name}, without empty entries.`,
			);
		}
		if (members.length > 0) continue;
		if (isDeletion)
			throw new InputError(`The field ${label} is an empty list.`, 'Nothing was sent. Add at least one entry.');
		if (item.isAllowed('options.allowEmptyList')) continue;
		throw new InputError(
			`The field ${label} is an empty list, which removes all members.`,
			'Nothing was sent. Check its expression, or turn on the option Allow Empty List.',
		);
	}
}

function namesMember(entry: unknown): boolean {
	if (typeof entry === 'object' && entry !== null) return Object.keys(entry).length > 0;
	return typeof entry === 'number' || (typeof entry === 'string' && !/^[\s*]*$/.test(entry));
}
