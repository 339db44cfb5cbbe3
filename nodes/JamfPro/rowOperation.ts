import { findOperation, findResource } from '../shared/catalogue/find';
import { pro } from '../shared/catalogue/lookup';
import { createRowOperation } from '../shared/operations/rowOperation';
import type { Operation } from '../shared/description/operation';
import { dialect } from './dialect';

/** The operation of a row, for hand-written operations that extend it. */
export function createOperation(resource: string, operation: string): Operation {
	const resourceRow = findResource(pro, resource);
	const row = findOperation(resourceRow, operation);
	if (resourceRow === undefined || row === undefined) throw new TypeError(`no row ${resource}.${operation}`);
	return createRowOperation(dialect, resourceRow, row);
}
