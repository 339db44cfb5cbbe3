import type { ResourceRow } from '../../nodes/shared/catalogue/types';
import type { NodeNumber } from '../cluster';
import { duplicateField, Failure, invalidField } from '../failure';
import { merge, type JsonObject } from '../json';
import { json, noContent, type Reply } from '../reply';
import type { ApiRequest } from '../request';
import { acceptObject, checkFields, known } from './accept';
import { advanceLocks, checkLocks } from './locks';
import { shapeAt } from '../versions';
import { blank, bodyShape, objectShape, put, valueAt } from './shape';
import { showDocumented } from './showDocumented';
import { addressOf, idsOf, type Subject } from './subject';
import { documentedResponse } from './wire';

/** What even a PATCH must contain, by resource (jamf-behavior 5.8). Which error Jamf returns is not known. */
const REQUIRED_IN_PATCH: Readonly<Record<string, readonly string[]>> = {
	staticMobileDeviceGroup: ['groupName', 'siteId', 'assignments'],
};

/** Reads, updates or deletes one object. */
export function respondWithObject(subject: Subject, request: ApiRequest): Reply {
	const { store, resource, row, route, state } = subject;
	const objects = store.objects(resource);
	const id = idsOf(subject, request)[0] ?? '';
	if (row.body?.creates === true) makeMissing(subject, id, request.node);
	const number = store.numberOf(resource, id, request.node);
	const current = objects.read(number, request.node) ?? {};
	if (route.method === 'GET') return json(showDocumented(subject, current));
	if (route.method === 'DELETE') {
		objects.remove(number, request.node);
		return noContent();
	}
	const body = acceptObject(request, row.body ?? {});
	const shape = shapeAt(state.settings.serverVersion, resource.value, bodyShape(route));
	checkFields(shape, body, route.method !== 'PATCH');
	if (route.method === 'PATCH') checkRequired(body, REQUIRED_IN_PATCH[resource.value]);
	checkLocks(current, body);
	checkName(subject, body, number);
	const isMerge = route.method === 'PATCH';
	const taken = subject.state.secrets.take(addressOf(subject, request), body, !isMerge);
	const given = known(store.shapeOf(resource), taken);
	// jamf-behavior 4.2: PATCH merges, PUT replaces the whole object.
	const own = { [resource.objects?.idField ?? 'id']: valueAt(current, resource.objects?.idField ?? 'id') };
	const changed = isMerge
		? merge(current, given)
		: { ...store.withId(resource, { ...blank(shape), ...given }, number), ...own };
	if (!isMerge) keepUnwritable(current, changed, row.body?.unwritable);
	const record = advanceLocks(changed);
	objects.write(number, record, request.node);
	if (row.responseType === 'text') return { status: 200, contentType: 'text/plain', body: 'updated' };
	return row.responseType === 'nothing' ? noContent() : json(showDocumented(subject, record));
}

function checkRequired(body: JsonObject, names: readonly string[] = []): void {
	const missing = names.find((name) => valueAt(body, name) === undefined);
	if (missing !== undefined) throw invalidField(missing, `${missing} is required`);
}

/** Fields that a PUT does not accept keep their initial values. */
function keepUnwritable(current: JsonObject, changed: JsonObject, paths: readonly string[] = []): void {
	for (const path of paths) {
		const value = valueAt(current, path);
		if (value !== undefined) put(changed, path, value);
	}
}

/** Some objects are created by the first PUT to their path. */
function makeMissing({ store, resource }: Subject, id: string, node: NodeNumber): void {
	const field = resource.objects?.idField ?? 'id';
	const objects = store.objects(resource);
	if (!objects.values(node).some((record) => record[field] === id)) objects.insert(() => ({ [field]: id }), node);
}

export function createObject(subject: Subject, request: ApiRequest): Reply {
	const { store, resource, row, route, state } = subject;
	const body = acceptObject(request, row.body ?? {});
	const shape = shapeAt(state.settings.serverVersion, resource.value, bodyShape(route));
	// jamf-behavior 4.5: a server error for fields that the document does not mark as required.
	const forgotten = Object.keys(row.body?.defaults ?? {}).filter((name) => valueAt(body, name) === undefined);
	// jamf-behavior 5.8
	if (forgotten.includes('siteId')) throw siteNotGiven();
	if (forgotten.length > 0) throw new Failure(500);
	checkFields(shape, body, true);
	checkName(subject, body);
	const objects = store.objects(resource);
	let id = '';
	const made = objects.insert((number) => {
		const address = `${addressOf(subject, request)}/${number}`;
		const given = known(store.shapeOf(resource), subject.state.secrets.take(address, body, true));
		const record = store.withId(resource, { ...unset(resource), ...blank(shape), ...given }, number);
		id = String(valueAt(record, resource.objects?.idField ?? 'id'));
		return record;
	}, request.node);
	const response = documentedResponse(route.method, route.path);
	if (response.size > 0 && !response.has('href')) return json(showDocumented(subject, made), 201);
	// jamf-behavior 0.9: creates return only the ID and the URL.
	return json({ id, href: `${request.origin}/api${route.path}/${id}` }, 201);
}

const siteNotGiven = () => new Failure(403, invalidField('siteId', 'siteId is required').causes);

/** The fields of a new object that its creation cannot set. */
function unset(resource: ResourceRow): JsonObject {
	const names = [...objectShape(resource).keys()].map((name) => name.split('.')[0] ?? name);
	return Object.fromEntries(names.filter((name) => name !== 'id').map((name) => [name, null]));
}

export function deleteMany(subject: Subject, request: ApiRequest): Reply {
	const { store, resource, row } = subject;
	const { ids = [] } = acceptObject(request, row.body ?? {});
	const numbers = (Array.isArray(ids) ? ids : []).map((id) => store.numberOf(resource, String(id), request.node));
	for (const number of numbers) store.objects(resource).remove(number, request.node);
	return noContent();
}

/** jamf-behavior 4.3: names are unique; a duplicate is 400. */
function checkName({ store, resource, route }: Subject, body: JsonObject, own?: number): void {
	const title = resource.objects?.titleField;
	if (title === undefined || !/name$/i.test(title) || !bodyShape(route).has(title)) return;
	const name = valueAt(body, title);
	if (typeof name !== 'string') return;
	const objects = store.objects(resource);
	const others = objects.ids().filter((id) => id !== own);
	if (others.some((id) => String(valueAt(objects.read(id) ?? {}, title)).toLowerCase() === name.toLowerCase())) {
		throw duplicateField(title, `${title} must be unique`);
	}
}
