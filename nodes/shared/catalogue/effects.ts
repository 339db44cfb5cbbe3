import { findRoute } from './find';
import type { Catalogue, OperationRow } from './types';

/** Whether an operation can change the server. */
export function isWrite({ routes: [{ method }], reads }: OperationRow): boolean {
	return method !== 'GET' && reads !== true;
}

/** Whether a request can change the server. One without a row can, unless its method is GET or HEAD. */
export function isWriteRequest(
	catalogue: Catalogue,
	{ method, path }: Readonly<{ method: string; path: string }>,
): boolean {
	if (method === 'GET' || method === 'HEAD') return false;
	return findRoute(catalogue, method, path)?.operation.reads !== true;
}

/** Why an operation is dangerous in the hands of an AI agent. */
export type Danger = 'destroys' | 'grants';

/** The danger of an operation; `undefined` if it has none. */
export function findDanger(row: OperationRow): Danger | undefined {
	if (!isWrite(row)) return undefined;
	if (row.grants === true) return 'grants';
	const isDeletion = row.routes[0].method === 'DELETE';
	return isDeletion || row.destructive === true || row.destroys === true ? 'destroys' : undefined;
}
