import type { OperationRow } from '../../nodes/shared/catalogue/types';
import { unknownId } from '../failure';
import { merge, type JsonObject } from '../json';
import { json, noContent, type Reply } from '../reply';
import type { ApiRequest } from '../request';
import { acceptJson, acceptObject, checkFields } from './accept';
import { checkParent } from './parents';
import { blank, bodyShape, rowShape, sample } from './shape';
import { showDocumented } from './showDocumented';
import { addressOf, type Subject } from './subject';
import { shapeAt } from '../versions';

/** Settings and other single objects at a path; under another object, once they have been created there. */
export function respondWithDocument(subject: Subject, request: ApiRequest): Reply {
	checkParent(subject, request);
	const { row, route } = subject;
	const { read, save } = placeOf(subject, request);
	const current = read();
	if (route.method === 'GET')
		return row.responseType === 'nothing' ? noContent() : json(showDocumented(subject, current));
	if (route.method === 'DELETE') {
		save(undefined);
		return noContent();
	}
	if (row.body?.free === true) {
		const value = acceptJson(request, row.body);
		return json(value ?? {});
	}
	const body = acceptObject(request, row.body ?? {});
	const shape = shapeAt(subject.state.settings.serverVersion, subject.resource.value, bodyShape(route));
	checkFields(shape, body, route.method === 'PUT');
	// A merge patch is merged, also with PUT (jamf-behavior 4.2).
	const merges = route.method === 'PATCH' || row.body?.contentType !== undefined;
	const taken = subject.state.secrets.take(addressOf(subject, request), body, !merges);
	const given = inPlace(row, taken);
	const changed = merges ? merge(current, given) : { ...inPlace(row, blank(shape)), ...given };
	save(changed);
	return row.responseType === 'nothing' ? noContent() : json(showDocumented(subject, changed));
}

/** Where a document returns the fields of its body, if not in the same place (OpenAPI 11.32.0). */
const PLACES: Readonly<Record<string, string>> = { '/v2/sso/cert': 'keystore' };

function inPlace({ routes: [{ path }] }: OperationRow, body: JsonObject): JsonObject {
	const place = PLACES[path];
	return place === undefined ? body : { [place]: body };
}

interface Place {
	read: () => JsonObject;
	save: (value: JsonObject | undefined) => void;
}

function placeOf(subject: Subject, request: ApiRequest): Place {
	const { store, resource, row, state } = subject;
	const address = addressOf(subject, request);
	const { node } = request;
	// Under an object: created by a POST to the path without its last segment.
	if (isBelowList(subject)) {
		const [, parent = '', last = ''] = /^(.*)\/([^/]+)$/.exec(address) ?? [];
		const shape = rowShape(resource, row);
		const listPath = /^(.*)\/[^/]+$/.exec(row.routes[0].path)?.[1];
		const list = resource.operations.find(({ routes: [{ method, path }] }) => method === 'GET' && path === listPath);
		const rows = store.rows(parent, row.name, list === undefined ? shape : rowShape(resource, list));
		const details = () => sample(shape, row.name, 1, state.settings.seed);
		const number = Number(decodeURIComponent(last));
		if (!Number.isInteger(number)) return documentAt(address);
		return {
			read: () => ({ ...details(), ...(rows.read(number, node) ?? refuse(last)) }),
			save: (value) => rows.write(number, value && { ...rows.read(number, node), ...value, id: String(number) }, node),
		};
	}
	return documentAt(address);

	function documentAt(key: string): Place {
		const shape = shapeAt(state.settings.serverVersion, resource.value, rowShape(resource, row));
		const make = () => state.secrets.hide(key, sample(shape, row.name, 1, state.settings.seed));
		const document = store.document(key, make);
		// What a PUT cannot contain stays.
		const read = () => ({ ...sample(shape, row.name, 1, state.settings.seed), ...document.read(1, node) });
		return { read, save: (value) => document.write(1, value ?? {}, node) };
	}
}

/** Whether a path identifies an object that another path lists or creates. */
function isBelowList({ row, resource }: Subject): boolean {
	const [, parent] = /^(.*)\/\{[^}]+\}$/.exec(row.routes[0].path) ?? [];
	const isMade = resource.operations.some(({ routes: [{ path }] }) => path === parent);
	return parent !== undefined && (isMade || (row.path?.length ?? 0) > 1);
}

function refuse(id: string): never {
	throw unknownId(id);
}
