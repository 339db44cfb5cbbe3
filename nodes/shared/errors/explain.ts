import { findPrivileges, findRoute } from '../catalogue/find';
import type { Catalogue, OperationRow } from '../catalogue/types';
import type { JamfClient } from '../transport/client';
import { isUnknownRoute, ResponseError } from '../transport/errors/errors';
import { explainForbidden } from './missingPrivileges';

/** Catalogues by the API that a request went to. */
export type Catalogues = Partial<Record<'pro' | 'classic', Catalogue>>;

/**
 * Says of a refusal what its row knows: the privileges that are needed and which of them the client's roles lack, what replaces an
 * operation that the server no longer has, or that a list has no ID to check. Other errors stay as they are.
 */
export async function explain(jamf: JamfClient, catalogues: Catalogues, error: unknown): Promise<unknown> {
	if (!(error instanceof ResponseError) || error.request === undefined) return error;
	const { api, method, path } = error.request;
	const catalogue = catalogues[api];
	if (catalogue === undefined) return error;
	const found = findRoute(catalogue, method, path);
	if (error.code === 'FORBIDDEN') {
		const kin = api === 'classic' ? findPrivileges(catalogue, method, path) : undefined;
		return await explainForbidden(jamf, error, found?.route.privileges ?? kin);
	}
	// Classic tells an unknown object by the same 404 as an unknown path; its retired commands explain themselves.
	if (found?.operation.replacedBy !== undefined && api !== 'classic' && isUnknownRoute(error)) {
		return explainRetired(catalogues, error, found.operation);
	}
	const isList = found?.operation.list !== undefined && found.operation.path === undefined;
	return isList && isUnknownRoute(error) ? explainNoList(error) : error;
}

function explainNoList(error: ResponseError): ResponseError {
	const { method, path } = error.request ?? {};
	return error.reworded(
		error.code,
		`The server has no list at this path (${method} ${path}, HTTP ${error.status})${error.serverMessage === '' ? '' : `: ${error.serverMessage}`}`,
		'Older versions of Jamf Pro lack newer paths, and some lists are only there once their feature is set up. Server Information: Get Version of the node Jamf Pro tells the version; the Server URL must also have the right context path.',
	);
}

/** `computer.getAll` is of the same API, `pro computer.getAll` of the other. */
function explainRetired(catalogues: Catalogues, error: ResponseError, row: OperationRow): ResponseError {
	const api = error.request?.api ?? 'pro';
	const [, other, resource, operation] = /^(?:(pro) )?(\w+)\.(\w+)$/.exec(row.replacedBy ?? '') ?? [];
	const successor = catalogues[other === undefined ? api : 'pro']?.resources.find(({ value }) => value === resource);
	const name = successor?.operations.find(({ value }) => value === operation)?.name ?? operation;
	const node = other === undefined || api === 'pro' ? '' : ' of the node Jamf Pro';
	return error.reworded(
		'RETIRED',
		`This server no longer has this operation (${error.request?.method} ${error.request?.path}, HTTP ${error.status}).`,
		`Jamf retired it${row.deprecated === undefined || row.deprecated === '' ? '' : ` (deprecated since ${row.deprecated})`}. Use ${successor?.name ?? resource}: ${name}${node} instead.`,
	);
}
