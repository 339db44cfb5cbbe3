import { findElements, findOperation } from '../shared/catalogue/find';
import type { Elements } from '../shared/catalogue/elements';
import type { Fields, OperationRow, ResourceRow } from '../shared/catalogue/types';
import type { Requirement } from '../shared/errors/requiredPrivileges';
import { rowRequest } from '../shared/operations/requirements/rowRequest';
import type { ItemParameters } from '../shared/parameters/itemParameters';
import { readBody } from '../shared/parameters/requestBody';
import { readStored } from '../shared/parameters/storedParameters';
import { findStoredByUpdate, readsStored } from './encodeBody';
import { readsBackAfterRejection } from './handleRejection';
import { writesPayloads } from './verifyPayloads';

interface Context {
	row: OperationRow;
	resource: ResourceRow;
	item: ItemParameters;
	fields: () => Fields;
	elements: () => Elements;
}

/** The requests of the Classic API before and after a write that depend on the body or on how Jamf responds. */
export function listClassicRequirements({ row, resource, item, fields, elements }: Context): Requirement[] {
	const get = findOperation(resource, 'get');
	if (get === undefined) return [];
	const request = rowRequest('classic', get);
	if (readsBackAfterRejection(resource, row)) {
		return [{ request, why: 'checks the outcome, because Jamf reports an error although it carries out the change' }];
	}
	const rows = findElements(elements(), resource.value, row.value);
	const root = (row.root ?? resource.root)?.split('.').at(-1);
	if (row.body === undefined || row.body.kind !== undefined || rows === undefined || root === undefined) return [];
	const given = readStored(() => readBody(fields(), resource, row, item));
	const isNew = row.value === 'create';
	const why = isNew ? 'verifies the stored payloads' : 'reads the stored object, to keep what Jamf would change';
	if (!given.isKnown) {
		const mayRead = !isNew || writesPayloads({ general: { payloads: '?' } }, resource, row);
		return mayRead ? [{ request, why, condition: 'depending on the body, which is only known during a run' }] : [];
	}
	if (typeof given.value === 'string') return [];
	const lost = isNew ? findStoredByUpdate(given.value, { rows, root }) : [];
	const update = findOperation(resource, 'update');
	const stored = readStored(() => readsStored(given.value, { row, resource, root, rows, item }));
	const reads = writesPayloads(given.value, resource, row) || (stored.isKnown && stored.value);
	return [
		...(reads ? [{ request, why }] : []),
		...(lost.length === 0 || update === undefined
			? []
			: [{ request: rowRequest('classic', update), why: `stores ${lost.join(', ')} with an update` }]),
	];
}
