import { findOperation, findResource } from '../shared/catalogue/find';
import { classic, pro } from '../shared/catalogue/lookup';
import type { OperationRow } from '../shared/catalogue/types';
import type { ResponseError } from '../shared/transport/errors/errors';

/**
 * Rewords the rejection of a removed command and names its replacement. Older servers still accept the command, so it is always sent.
 *
 * @param fromBody the command in the body, for paths that do not contain it
 */
export function explainRetired(error: ResponseError, fromBody = ''): ResponseError {
	const [, kind = '', , command = fromBody] = error.request?.path.split('/') ?? [];
	const row = findRetired(`/${kind.toLowerCase()}/command/${command}`);
	if (row === undefined || ![400, 404, 405, 409, 410, 415].includes(error.status)) return error;
	return error.reworded(
		'RETIRED',
		error.message,
		`Jamf removed the Classic command ${command} in Jamf Pro ${row.removed}. Use ${describeSuccessor(row, command)} of the Jamf Pro node instead.`,
	);
}

function findRetired(path: string): OperationRow | undefined {
	const rows = classic.resources.flatMap(({ operations }) => operations);
	return rows.find(({ removed, routes }) => removed !== undefined && routes.some((route) => route.path === path));
}

/** MDM Command has the same commands with a different spelling. */
function describeSuccessor({ replacedBy = '' }: OperationRow, command: string): string {
	const [resource = '', operation = ''] = replacedBy.replace('pro ', '').split('.');
	const found = findResource(pro, resource);
	const name = `${found?.name}: ${findOperation(found, operation)?.name}`;
	const type = command.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
	return operation === 'send' ? `${name} with the command ${type}` : name;
}
