import { findOperation, findResource } from '../shared/catalogue/find';
import { classic, pro } from '../shared/catalogue/lookup';
import type { OperationRow } from '../shared/catalogue/types';
import type { ResponseError } from '../shared/transport/errors/errors';

/**
 * Says of a refused command that it is gone, and what replaces it. Older servers still take it, so it is sent first.
 *
 * @param named the command, where the path does not name it
 */
export function explainRetired(error: ResponseError, named = ''): ResponseError {
	const [, kind = '', , command = named] = error.request?.path.split('/') ?? [];
	const row = findRetired(`/${kind.toLowerCase()}/command/${command}`);
	if (row === undefined || ![400, 404, 405, 409, 410].includes(error.status)) return error;
	return error.reworded(
		'RETIRED',
		error.message,
		`Jamf removed the Classic command ${command} in Jamf Pro ${row.removed}. Use ${successor(row, command)} of the node Jamf Pro instead.`,
	);
}

function findRetired(path: string): OperationRow | undefined {
	const rows = classic.resources.flatMap(({ operations }) => operations);
	return rows.find(({ removed, routes }) => removed !== undefined && routes.some((route) => route.path === path));
}

/** MDM Command knows the commands by the same names in its own spelling. */
function successor({ replacedBy = '' }: OperationRow, command: string): string {
	const [resource = '', operation = ''] = replacedBy.replace('pro ', '').split('.');
	const found = findResource(pro, resource);
	const name = `${found?.name}: ${findOperation(found, operation)?.name}`;
	const type = command.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
	return operation === 'send' ? `${name} with the command ${type}` : name;
}
