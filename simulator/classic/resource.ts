import type { Collection } from '../collection';
import { conflict, Failure, unknownId } from '../failure';
import { type ApiRequest, idOf, param } from '../request';
import type { Route } from '../route';
import { ClassicList, type ClassicObject, classicReply, idReply } from './document';
import { childText, parseXml, type XmlElement } from './xml';

interface ClassicRecord {
	id: number;
	name: string;
}

export interface ClassicResource<T extends ClassicRecord> {
	/** `computergroups` */
	path: string;
	/** List and object elements (facts 5.4): `computer_groups`, `computer_group`. */
	plural: string;
	singular: string;
	/** In the privileges; all are needed. */
	nouns: readonly string[];
	collection: Collection<T>;
	row: (record: T) => ClassicObject;
	full: (record: T) => ClassicObject;
	/** Unknown elements are dropped (facts 5.2); without `current` a new record. */
	accept: (element: XmlElement, name: string, current: T | undefined) => Omit<T, 'id'>;
}

/** List, and reading and writing by id and by name (facts 5.5). */
export function classicResourceRoutes<T extends ClassicRecord>(resource: ClassicResource<T>): Route[] {
	const base = `/JSSResource/${resource.path}`;
	const privileges = (verb: string) => resource.nouns.map((noun) => `${verb} ${noun}`);
	const byId = (request: ApiRequest) => recordById(resource, request);
	const byName = (request: ApiRequest) => recordByName(resource, request);
	return [
		{
			method: 'GET',
			path: base,
			privileges: privileges('Read'),
			handle: (request) => {
				const rows = resource.collection.values(request.node).map(resource.row);
				return classicReply(request, resource.plural, new ClassicList(resource.singular, rows));
			},
		},
		{
			method: 'POST',
			path: `${base}/id/{id}`,
			privileges: privileges('Create'),
			handle: (request) => {
				idOf(request);
				const fields = accepted(resource, request, undefined);
				const { id } = resource.collection.insert((newId) => ({ ...fields, id: newId }) as T, request.node);
				return idReply(resource.singular, id);
			},
		},
		...[
			{ key: 'id', find: byId },
			{ key: 'name', find: byName },
		].flatMap(({ key, find }): Route[] => [
			{
				method: 'GET',
				path: `${base}/${key}/{${key}}`,
				privileges: privileges('Read'),
				handle: (request) => classicReply(request, resource.singular, resource.full(find(request))),
			},
			{
				method: 'PUT',
				path: `${base}/${key}/{${key}}`,
				privileges: privileges('Update'),
				handle: (request) => {
					const current = find(request);
					const changed = { ...current, ...accepted(resource, request, current) };
					resource.collection.write(current.id, changed, request.node);
					return idReply(resource.singular, current.id);
				},
			},
			{
				method: 'DELETE',
				path: `${base}/${key}/{${key}}`,
				privileges: privileges('Delete'),
				handle: (request) => {
					const { id } = find(request);
					resource.collection.remove(id, request.node);
					return idReply(resource.singular, id, 200);
				},
			},
		]),
	];
}

function xmlBody(request: ApiRequest, root: string): XmlElement {
	// facts 5.1: writes are XML only.
	if (!/^(application|text)\/xml\b/.test(request.headers['content-type'] ?? '')) throw new Failure(415);
	const element = parseXml(request.body.toString('utf8'));
	if (element.name !== root) throw conflict(`expected <${root}>`);
	return element;
}

function accepted<T extends ClassicRecord>(
	resource: ClassicResource<T>,
	request: ApiRequest,
	current: T | undefined,
): Omit<T, 'id'> {
	const element = xmlBody(request, resource.singular);
	const name = childText(element, 'name') ?? current?.name ?? '';
	// facts 5.2: missing required elements are a conflict.
	if (name === '') throw conflict('Problem with name');
	const taken = resource.collection
		.values()
		.some((other) => other.id !== current?.id && other.name.toLowerCase() === name.toLowerCase());
	if (taken) throw conflict('Duplicate name'); // facts 5.6
	return resource.accept(element, name, current);
}

function recordById<T extends ClassicRecord>({ collection }: ClassicResource<T>, request: ApiRequest): T {
	const record = collection.read(idOf(request), request.node);
	if (!record) throw unknownId(param(request, 'id'));
	return record;
}

// facts 5.6: names match whatever their case.
function recordByName<T extends ClassicRecord>({ collection }: ClassicResource<T>, request: ApiRequest): T {
	const wanted = param(request, 'name').toLowerCase();
	const record = collection.values(request.node).find(({ name }) => name.toLowerCase() === wanted);
	if (!record) throw unknownId(param(request, 'name'));
	return record;
}
