import type { ApiPath, Query } from '../transport/path';
import type { JamfRequest } from '../transport/session';
import type { Method } from '../transport/types';

/** Reads from the Jamf Pro API. */
export function get(path: ApiPath, query?: Query): JamfRequest {
	return { api: 'pro', method: 'GET', path, ...(query && { query }) };
}

/** Deletes in the Jamf Pro API. */
export function remove(path: ApiPath): JamfRequest {
	return { api: 'pro', method: 'DELETE', path };
}

/** Writes JSON to the Jamf Pro API; without a value the body stays empty. */
export function write(method: Exclude<Method, 'GET' | 'HEAD' | 'DELETE'>, path: ApiPath, value?: unknown): JamfRequest {
	if (value === undefined) return { api: 'pro', method, path };
	return { api: 'pro', method, path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
