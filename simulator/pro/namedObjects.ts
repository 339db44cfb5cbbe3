import { badRequest, duplicateField, unknownId } from '../failure';
import { isObject, type JsonObject } from '../json';
import type { Fields } from '../predicate';
import { page } from '../query';
import { json, noContent } from '../reply';
import { type ApiRequest, idOf, jsonBody } from '../request';
import type { Route } from '../route';
import type { NamedRecord } from '../recordTypes';
import type { ServerState } from '../state';
import { History } from './history';
import { type NamedResource, namedResources } from './namedResources';
import { acceptedFields } from './recordFields';

/** Buildings, departments, categories and scripts, which share the same routes. */
export const namedObjectRoutes = (state: ServerState): Route[] =>
	namedResources(state).flatMap((resource) => {
		const history = new History(state, resource);
		return [...recordRoutes(resource, history), ...history.routes(), ...(resource.routes ?? [])];
	});

function recordRoutes(resource: NamedResource, history: History): Route[] {
	const { path, noun, collection } = resource;
	const listing = { fields: fieldsOf(resource), defaultSort: resource.defaultSort };
	return [
		{
			method: 'GET',
			path,
			privileges: resource.listPrivileges ?? [`Read ${noun}`],
			handle: (request) => {
				const { totalCount, rows } = page(request, collection, listing);
				return json({ totalCount, results: rows.map((row) => shown(resource, row)) });
			},
		},
		{
			method: 'POST',
			path,
			privileges: [`Create ${noun}`],
			handle: (request) => {
				const fields = accepted(resource, jsonBody(request));
				const { id } = collection.insert((newId) => ({ id: newId, ...fields }), request.node);
				history.add(id, request, 'Created');
				return json({ id: String(id), href: `${request.origin}${path}/${id}` }, 201);
			},
		},
		{
			method: 'GET',
			path: `${path}/{id}`,
			privileges: [`Read ${noun}`],
			handle: (request) => json(shown(resource, found(resource, request))),
		},
		{
			method: 'PUT',
			path: `${path}/{id}`,
			privileges: [`Update ${noun}`],
			handle: (request) => {
				const { id } = found(resource, request);
				// jamf-behavior 4.2: full replace; omitted fields are reset.
				const record = { id, ...accepted(resource, jsonBody(request), id) };
				collection.write(id, record, request.node);
				history.add(id, request, 'Edited');
				return json(shown(resource, record));
			},
		},
		{
			method: 'DELETE',
			path: `${path}/{id}`,
			privileges: [`Delete ${noun}`],
			handle: (request) => {
				collection.remove(found(resource, request).id, request.node);
				return noContent();
			},
		},
		...(resource.deletesMany ? [deleteMultiple(resource)] : []),
	];
}

const deleteMultiple = ({ path, noun, collection }: NamedResource): Route => ({
	method: 'POST',
	path: `${path}/delete-multiple`,
	privileges: [`Delete ${noun}`],
	handle: (request) => {
		const { ids } = jsonBody(request);
		if (!Array.isArray(ids)) throw badRequest('ids are required');
		const numbers = ids.map(Number);
		const unknown = numbers.find((id) => collection.read(id, request.node) === undefined);
		if (unknown !== undefined) throw badRequest(`no object ${unknown}`);
		for (const id of numbers) collection.remove(id, request.node);
		return noContent();
	},
});

function found({ collection }: NamedResource, request: ApiRequest): NamedRecord {
	const id = idOf(request);
	const record = collection.read(id, request.node);
	if (!record) throw unknownId(String(id));
	return record;
}

function accepted(resource: NamedResource, body: JsonObject, own?: number): Omit<NamedRecord, 'id'> & { name: string } {
	const fields = acceptedFields(resource.fields, body);
	resource.check?.(fields);
	const name = String(fields.name);
	const taken = resource.collection
		.values()
		.some((other) => other.id !== own && other.name.toLowerCase() === name.toLowerCase());
	if (taken) throw duplicateField('name', 'name must be unique');
	return { ...fields, name };
}

/** A field without a value is there all the same. */
const shown = ({ fields, derived }: NamedResource, record: NamedRecord): JsonObject => ({
	...Object.fromEntries(Object.entries(fields).map(([name, { fallback }]) => [name, fallback])),
	...record,
	...derived?.(record),
	id: String(record.id),
});

function fieldsOf(resource: NamedResource): Fields<NamedRecord> {
	const names = ['id', ...Object.keys(resource.fields), ...(resource.derived ? ['categoryName'] : [])];
	const kind = (name: string) => (name === 'id' || resource.fields[name]?.kind === 'integer' ? 'number' : 'text');
	return Object.fromEntries(
		names.map((name) => [
			name,
			{
				kind: kind(name),
				read: (row: NamedRecord) => (isObject(row) ? (shown(resource, row)[name] ?? null) : null),
				filterable: resource.filterable.includes(name),
				sortable: true,
			},
		]),
	);
}
