import type { OperationCall } from '../shared/calls/callOperation';
import { findOperation, findResource } from '../shared/catalogue/find';
import { pro } from '../shared/catalogue/lookup';
import { createRowOperation } from '../shared/operations/rowOperation';
import type { Operation } from '../shared/description/operation';
import { dialect } from './dialect';

/** The operation of a row, for hand-written operations that extend it. */
export function createOperation(resource: string, operation: string): Operation {
	const call = createCall(resource, operation);
	return createRowOperation(dialect, call.resource, call.row);
}

/** The call of a row, for hand-written operations that send its request. */
export function createCall(name: string, operation: string, ...ids: string[]): OperationCall {
	const resource = findResource(pro, name);
	const row = findOperation(resource, operation);
	if (resource === undefined || row === undefined) throw new TypeError(`no row ${name}.${operation}`);
	return { dialect, resource, row, ids };
}
