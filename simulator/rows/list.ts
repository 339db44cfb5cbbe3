import type { ListRow } from '../../nodes/shared/catalogue/types';
import type { Collection } from '../collection';
import { badRequest } from '../failure';
import { isObject, type Json, type JsonObject } from '../json';
import type { FieldKind, Fields } from '../predicate';
import { page } from '../query';
import { json, type Reply } from '../reply';
import type { ApiRequest } from '../request';
import { checkParent } from './parents';
import { canFilterBy } from '../versions';
import { membersOf } from './groupMembers';
import { rowShape, valueAt } from './shape';
import { showDocumented } from './showDocumented';
import { documentedScalar, type Shape } from './wire';
import { addressOf, type Subject } from './subject';

/** A list of any kind (jamf-behavior 3.2), paginated where the row is. */
export function respondWithList(subject: Subject, request: ApiRequest): Reply {
	const { row } = subject;
	const list = row.list ?? { kind: 'results' };
	checkParent(subject, request);
	if (list.filterRequired === true && !request.query.get('filter')) throw badRequest('a filter is required');
	const { collection, shape } = rowsOf(subject, request);
	const version = subject.state.settings.serverVersion;
	const filter = list.filter?.filter((name) => canFilterBy(version, subject.resource.value, name));
	const fields = fieldsOf({ ...list, ...(filter && { filter }) }, shape);
	const asked = { ...request, query: queryOf(list, request.query) };
	const { totalCount, rows } = page(asked, collection, { fields, defaultSort: defaultSort(list, fields) });
	const scalar = documentedScalar(subject.route.method, subject.route.path);
	if (scalar !== undefined && list.kind === 'field') {
		const values = rows.map(({ id }) => (scalar === 'number' ? Number(id) : `${row.name} ${String(id)}`));
		return json(under(list.field ?? 'results', values));
	}
	const shown = rows.map((record) =>
		withSections(list, request, showDocumented(subject, row.value === 'getAll' ? inHomes(list, record) : record)),
	);
	if (list.kind === 'array' || list.kind === 'pagedArray') return json(shown);
	return json(list.kind === 'field' ? under(list.field ?? 'results', shown) : { totalCount, results: shown });
}

/** The objects of the resource, or the rows below the path. */
export function rowsOf(
	subject: Subject,
	request: ApiRequest,
): { collection: Collection<JsonObject>; shape: Shape; name: string } {
	const { store, resource, row } = subject;
	const isObjects = row.path === undefined && /^(getAll|export|getAllDetails|getAllSummaries)$/.test(row.value);
	if (isObjects) return { collection: store.objects(resource), shape: store.shapeOf(resource), name: resource.name };
	const list = resource.operations.find(({ value }) => value === row.value.replace(/^export/, 'getAll')) ?? row;
	const shape = rowShape(resource, list);
	if (`${resource.value}.${row.value}` === 'staticMobileDeviceGroup.getAllMembers') {
		return { collection: membersOf(subject, request, shape), shape, name: list.name };
	}
	const address = addressOf(subject, request).replace(/\/export$/, '');
	return { collection: store.rows(address, list.name, shape), shape, name: list.name };
}

function under(field: string, rows: Json[]): JsonObject {
	return field.split('.').reduceRight<Json>((value, name) => ({ [name]: value }), rows) as JsonObject;
}

/** Only paginated routes read the page parameters; the others return all rows. */
function queryOf({ kind, sizeParameter, largestPage = 2000 }: ListRow, query: URLSearchParams) {
	const asked = new URLSearchParams(query);
	// The oldest routes have the direction in `sort`, and the field in `sortBy`.
	if (sizeParameter === 'pagesize') {
		const direction = query.get('sort') ?? 'ASC';
		if (!/^(ASC|DESC)$/.test(direction)) throw badRequest('sort must be ASC or DESC');
		asked.set('sort', `id:${direction.toLowerCase()}`);
	}
	if (kind !== 'paged' && kind !== 'pagedArray') {
		for (const name of ['page', 'page-size', 'sort']) asked.delete(name);
		asked.set('page-size', '2000');
		return asked;
	}
	const size = Number(query.get(sizeParameter ?? 'page-size') ?? 100);
	asked.set('page-size', String(Number.isInteger(size) && size > 0 ? Math.min(size, largestPage) : 100));
	return asked;
}

function fieldsOf({ filter, sort, unique }: ListRow, shape: Shape): Fields<JsonObject> {
	const filterable = filter === undefined ? [] : filter.length > 0 ? filter : [...shape.keys(), 'id'];
	const sortable = sort === undefined ? [] : sort.length > 0 ? sort : [...shape.keys(), 'id'];
	const names = new Set([...filterable, ...sortable, ...(unique === undefined ? [] : [unique]), 'id']);
	return Object.fromEntries(
		[...names].map((name) => [
			name,
			{
				kind: kindOf(name, shape),
				read: (record: JsonObject) => read(record, name),
				filterable: filterable.includes(name),
				sortable: sortable.includes(name) || name === (unique ?? 'id'),
			},
		]),
	);
}

function kindOf(name: string, shape: Shape): FieldKind {
	if (name === 'id' || /DeviceId$|^groupId$/.test(name)) return 'number';
	const type = shape.get(name)?.type;
	return type === 'boolean' || type === 'number' ? type : type === 'dateTime' ? 'date' : 'text';
}

/** Filters refer to some nested fields by their last name only: `displayName` for `general.displayName`. */
function read(record: JsonObject, name: string): Json | undefined {
	const value = valueAt(record, name);
	if (value !== undefined) return value;
	const section = Object.values(record).find((inner) => typeof inner === 'object' && inner !== null && name in inner);
	return section === undefined ? null : valueAt(section as JsonObject, name);
}

function defaultSort({ unique }: ListRow, fields: Fields<JsonObject>): string {
	return `${unique !== undefined && unique in fields ? unique : 'id'}:asc`;
}

/** Fields that filters refer to by their last name are in a section. */
const HOMES: Record<string, string> = { serialNumber: 'hardware', udid: 'general' };

function inHomes({ sections }: ListRow, record: JsonObject): JsonObject {
	if (sections === undefined) return record;
	const moved = { ...record };
	for (const [name, home] of Object.entries(HOMES)) {
		moved[home] = { ...(isObject(moved[home]) && moved[home]), [name]: moved[name] };
		delete moved[name];
	}
	return moved;
}

/** jamf-behavior 3.5: sections that are not requested are null. */
function withSections({ sections }: ListRow, { query }: ApiRequest, record: JsonObject): JsonObject {
	if (sections === undefined) return record;
	const asked = query.getAll('section');
	const wanted = asked.length > 0 ? asked : sections.slice(0, 1);
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => {
			const section = name.replace(/[A-Z]/g, '_$&').toUpperCase();
			return [name, sections.includes(section) && !wanted.includes(section) ? null : value];
		}),
	);
}
