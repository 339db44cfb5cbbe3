import { findRoute, findSuccessor } from '../catalogue/find';
import type { OperationRow } from '../catalogue/types';
import type { JamfClient } from '../transport/client';
import { isUnknownRoute, ResponseError } from '../transport/errors/errors';
import { explainForbidden } from './missingPrivileges';
import { type Catalogues, findRequiredPrivileges } from './requiredPrivileges';

export type { Catalogues };

/**
 * Adds details from the catalogue to an error: missing privileges, the replacement of a retired operation, or a hint about a list that the
 * server does not have. Returns other errors unchanged.
 */
export async function explain(jamf: JamfClient, catalogues: Catalogues, error: unknown): Promise<unknown> {
	if (!(error instanceof ResponseError) || error.request === undefined) return error;
	const { api, method, path } = error.request;
	const catalogue = catalogues[api];
	if (catalogue === undefined) return error;
	if (error.code === 'FORBIDDEN') {
		const required = findRequiredPrivileges(catalogue, error.request);
		return await explainForbidden(jamf, error, required, catalogue.renamedPrivileges);
	}
	const found = findRoute(catalogue, method, path);
	// Classic returns the same 404 for an unknown object and an unknown path; its dialect handles retired commands.
	if (found?.operation.replacedBy !== undefined && api !== 'classic' && isUnknownRoute(error)) {
		return explainRetired(catalogues, error, found.operation);
	}
	const isList = found?.operation.list !== undefined && found.operation.path === undefined;
	return isList && isUnknownRoute(error) ? explainMissingList(error) : error;
}

function explainMissingList(error: ResponseError): ResponseError {
	const { method, path } = error.request ?? {};
	return error.reworded(
		error.code,
		`The server has no list at this path (${method} ${path}, HTTP ${error.status})${error.serverMessage === '' ? '' : `: ${error.serverMessage}`}`,
		'Older versions of Jamf Pro do not have newer paths, and some lists only exist once their feature is set up. To check the version, use Server Information: Get Version in the Jamf Pro node. Also check the context path in the Server URL.',
	);
}

function explainRetired(catalogues: Catalogues, error: ResponseError, row: OperationRow): ResponseError {
	const successor = findSuccessor(catalogues, error.request?.api ?? 'pro', row) ?? '';
	return error.reworded(
		'RETIRED',
		`This server no longer has this operation (${error.request?.method} ${error.request?.path}, HTTP ${error.status}).`,
		`Jamf retired it${row.deprecated === undefined || row.deprecated === '' ? '' : ` (deprecated since ${row.deprecated})`}. Use ${successor} instead.`,
	);
}
