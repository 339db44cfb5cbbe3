import { findFields, findOperation } from '../../catalogue/find';
import type { OperationRow, ResourceRow } from '../../catalogue/types';
import type { Dialect } from '../../calls/dialect';
import { findReferenced } from '../../calls/references';
import { createsOne } from '../../description/form';
import type { Requirement } from '../../errors/requiredPrivileges';
import type { ItemParameters } from '../../parameters/itemParameters';
import { isObject } from '../../parameters/propertyPath';
import { readBody } from '../../parameters/requestBody';
import { readStored } from '../../parameters/storedParameters';
import { listPathLookups } from './lookups';
import { rowRequest } from './rowRequest';

/** What an operation with a row needs: lists in the editor, and the requests that it sends. */
export function listRowRequirements(
	dialect: Dialect,
	resource: ResourceRow,
	row: OperationRow,
	item: ItemParameters,
): Requirement[] {
	return [...listReferenceLists(dialect, resource, row, item), ...listRowRequests(dialect, resource, row, item)];
}

/** The lists of objects from which the editor offers the values of fields. Without them, IDs are entered. */
export function listReferenceLists(
	dialect: Dialect,
	resource: ResourceRow,
	{ value, body }: OperationRow,
	item: ItemParameters,
): Requirement[] {
	if (body === undefined || body.kind !== undefined || body.free === true) return [];
	const mode = readStored(() => item.string('bodyMode'));
	if (mode.isKnown && mode.value !== 'fields') return [];
	const rows = findFields(dialect.fields(), resource.value, value) ?? [];
	const referred = new Set(rows.flatMap(({ of, lines }) => (lines === undefined ? (of ?? []) : [])));
	return [...referred].flatMap((of) => {
		const source = findReferenced(dialect, of);
		if (source === undefined) return [];
		const why = `lists ${source.resource.plural} in the editor`;
		const request = rowRequest(source.dialect.api, source.operation);
		return [{ request, why, condition: 'unless their IDs are entered' }];
	});
}

/** The requests that an operation with a row sends: lookups, reads before and after a write, and its own. */
export function listRowRequests(
	dialect: Dialect,
	resource: ResourceRow,
	row: OperationRow,
	item: ItemParameters,
): Requirement[] {
	const [{ method, path }] = row.routes;
	return [
		...listPathLookups(dialect, row.path ?? [], item),
		...listReadsBefore(dialect, resource, row, item),
		{ request: rowRequest(dialect.api, row), why: `sends ${method} ${path}` },
		...listReadsAfter(dialect, resource, row, item),
		...(dialect.listRequirements?.(row, resource, item) ?? []),
	];
}

/** Reads of fields that a PUT would reset, and of version locks. */
function listReadsBefore(
	{ api, fields }: Dialect,
	resource: ResourceRow,
	row: OperationRow,
	item: ItemParameters,
): Requirement[] {
	const { body } = row;
	if (body === undefined || body.kind !== undefined) return [];
	const { keeps, merge, lockFrom } = body;
	const source = findOperation(resource, keeps === undefined ? (merge ?? lockFrom ?? '') : 'get');
	if (source === undefined) return [];
	const given = readStored(() => readBody(fields(), resource, row, item));
	const request = rowRequest(api, source);
	if (keeps === undefined) {
		const why = merge === undefined ? 'reads the version lock first' : 'reads the fields that it keeps first';
		const isSkipped = given.isKnown && (given.value === undefined || Array.isArray(given.value));
		return isSkipped ? [] : [{ request, why }];
	}
	const why = `reads the ${keeps} that it changes first`;
	if (!given.isKnown)
		return [{ request, why, condition: `if the body, which is only known during a run, contains the ${keeps}` }];
	const { value } = given;
	const root = resource.root ?? '';
	const object = isObject(value) && isObject(value[root]) ? value[root] : value;
	return isObject(object) && isObject(object[keeps]) ? [{ request, why }] : [];
}

function listReadsAfter(
	{ api }: Dialect,
	resource: ResourceRow,
	row: OperationRow,
	item: ItemParameters,
): Requirement[] {
	const get = findOperation(resource, 'get');
	if (get === undefined || !createsOne(resource, row)) return [];
	const wanted = readStored(() => item.boolean('options.returnFullRecord'));
	if (wanted.isKnown && !wanted.value) return [];
	const condition = 'if Return Full Record is on, which is only known during a run';
	return [{ request: rowRequest(api, get), why: 'returns the full record', ...(!wanted.isKnown && { condition }) }];
}
