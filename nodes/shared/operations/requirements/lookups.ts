import { findListable, findOperation, type Listable } from '../../catalogue/find';
import type { ParameterRow } from '../../catalogue/types';
import type { Dialect } from '../../calls/dialect';
import type { Requirement } from '../../errors/requiredPrivileges';
import type { ItemParameters } from '../../parameters/itemParameters';
import { describeField, toFieldMode } from '../../parameters/fieldMode';
import { readStored } from '../../parameters/storedParameters';
import type { Api } from '../../transport/types';
import { rowRequest } from './rowRequest';

/** The requests that find the objects of path parameters: the list in the editor, or a lookup during the run. */
export function listPathLookups(
	{ api, catalogue }: Dialect,
	path: readonly ParameterRow[],
	item: ItemParameters,
): Requirement[] {
	return path.flatMap(({ name, as = name, of, field }) => {
		const listable = of === undefined ? undefined : findListable(catalogue, of);
		return listable === undefined ? [] : listLookups(api, listable, item, as, field);
	});
}

/** The requests that find the object of one resource locator. `field`: the field that is wanted, if not its ID. */
export function listLookups(
	api: Api,
	listable: Listable,
	item: ItemParameters,
	parameter: string,
	field?: string,
): Requirement[] {
	const { resource, operation, objects } = listable;
	const request = rowRequest(api, operation);
	const locator = readStored(() => item.locator(parameter));
	if (!locator.isKnown)
		return [
			{
				request,
				why: `finds the ${resource.noun}`,
				condition: 'unless the expression chooses it by ID',
			},
		];
	const { mode } = locator.value;
	if (field !== undefined) {
		const why = `looks up the ${describeField(field)} of the ${resource.noun}`;
		return mode === toFieldMode(field) ? [] : [{ request, why }];
	}
	if (mode === 'id') return [];
	if (mode === 'list') return [{ request, why: `lists ${resource.plural} in the editor` }];
	const paths: Partial<Record<string, string>> = objects.paths ?? {};
	const path = Object.hasOwn(paths, mode) ? paths[mode] : undefined;
	const why = `looks up the ${resource.noun} by ${MODES.get(mode) ?? mode}`;
	if (path === undefined) return [{ request, why }];
	// A path without a row of its own needs the privileges of the row that reads the whole object.
	const whole = findOperation(resource, 'get');
	return [{ request: whole === undefined ? { api, method: 'GET', path } : rowRequest(api, whole), why }];
}

const MODES = new Map([
	['bundleId', 'bundle ID'],
	['macAddress', 'MAC address'],
	['serialNumber', 'serial number'],
	['udid', 'UDID'],
	['uuid', 'UUID'],
]);
