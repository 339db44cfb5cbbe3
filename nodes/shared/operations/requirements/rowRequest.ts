import type { OperationRow } from '../../catalogue/types';
import type { ApiRequest, Requirement } from '../../errors/requiredPrivileges';
import type { Api } from '../../transport/types';

/** The request of a row. All versions of an operation need the same privileges, so the newest represents the others. */
export function rowRequest(api: Api, { routes: [{ method, path }] }: OperationRow): ApiRequest {
	return { api, method, path };
}

/** A request of a hand-written operation. */
export function sends(api: Api, method: string, path: string, why = `sends ${method} ${path}`): Requirement {
	return { request: { api, method, path }, why };
}
