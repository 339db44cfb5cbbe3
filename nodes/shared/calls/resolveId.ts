import type { IDataObject } from 'n8n-workflow';
import { findOperation, type Listable } from '../catalogue/find';
import type { ObjectsRow } from '../catalogue/types';
import type { Dialect, Reader } from './apiAdapter';
import { quoteRsql } from '../parameters/rsql';
import { valueAt } from './responseItems';
import { readList } from './pagination/readList';
import type { Locator } from '../parameters/itemParameters';
import { onNewestRoute } from './versionFallback';
import type { JamfClient } from '../transport/client';
import { InputError, ResponseError } from '../transport/errors/errors';
import { fillPath, type Query } from '../transport/path';
import type { Api } from '../transport/types';
import { closest, filteredValue, findInList, keyOf } from './lookupIndex';
import { renameFields } from './fieldRenames';

/** Of more objects with one name not all are read, and of these not all are listed. */
const MOST_OF_ONE_NAME = 100;
const MOST_TOLD = 20;

/** One API with a list of its objects. */
export interface Objects extends Listable {
	api: Api;
	/** Asks for and reads an answer of the list; JSON unless given. */
	reader?: Reader;
	/** The same for one object, where a path leads to it by something else than its ID. */
	one?: Reader;
}

/** The listed objects of a resource in the way of its API. */
export function objectsIn({ api, reader }: Dialect, listable: Listable): Objects {
	const { operation, resource } = listable;
	const get = findOperation(resource, 'get');
	return {
		api,
		reader: reader(operation, resource),
		...(get !== undefined && { one: reader(get, resource) }),
		...listable,
	};
}

/**
 * The ID behind a resource locator; names, serial numbers and UDIDs are looked up.
 *
 * @throws InputError when it is no ID, or fits no object or several
 */
export async function locateId(jamf: JamfClient, objects: Objects, { mode, value }: Locator): Promise<string> {
	const { noun, plural } = objects.resource;
	if (value === '') {
		throw new InputError(`No ${noun} is chosen.`, 'Choose one from the list, or give its ID or name.');
	}
	if (mode === 'name') return await findOne(jamf, objects, 'named', objects.objects.titleField, value);
	const lookup = lookupField(objects, mode);
	if (lookup !== undefined) return await findOne(jamf, objects, `with the ${WORDS[mode] ?? mode}`, lookup, value);
	const template = pathOf(objects, mode);
	if (template !== undefined) return await findByPath(jamf, objects, mode, template, value);
	if (mode !== 'id' && mode !== 'list') {
		throw new InputError(
			`There is no way to name ${plural} by ${WORDS[mode] ?? `"${mode.slice(0, 60)}"`}.`,
			'Choose another way to name it, such as By ID.',
		);
	}
	if (objects.objects.idIsText !== true && !/^-?\d+$/.test(value)) {
		throw new InputError(
			`"${value.slice(0, 60)}" is no ID: the IDs of ${plural} are numbers.`,
			'To look it up by name, switch to By Name.',
		);
	}
	return value;
}

const WORDS: Record<string, string> = {
	bundleId: 'bundle ID',
	macAddress: 'MAC address',
	serialNumber: 'serial number',
	udid: 'UDID',
	uuid: 'UUID',
};

function lookupField({ objects }: Objects, mode: string): string | undefined {
	return mode === 'serialNumber' || mode === 'udid' ? objects.lookups?.[mode] : undefined;
}

function pathOf({ objects }: Objects, mode: string): string | undefined {
	const paths: Partial<Record<string, string>> = objects.paths ?? {};
	return Object.hasOwn(paths, mode) ? paths[mode] : undefined;
}

/** Classic answers these paths with the whole object; its ID stands at its root or in its first section. */
async function findByPath(
	jamf: JamfClient,
	{ api, objects, one, resource }: Objects,
	mode: string,
	template: string,
	value: string,
): Promise<string> {
	const request = { api, method: 'GET', path: fillPath(template, [value]), headers: one?.headers ?? {} } as const;
	const { body } = await jamf.send(request, one?.read).catch((error: unknown) => {
		if (error instanceof ResponseError && error.status === 404) return { body: undefined };
		throw error;
	});
	const id = valueAt(body, objects.idField ?? 'id') || valueAt(body, 'general.id');
	if (id !== '') return id;
	throw new InputError(
		`There is no ${resource.noun} with the ${WORDS[mode] ?? mode} "${value.slice(0, 60)}".`,
		'Check the spelling, or choose it from the list.',
	);
}

async function findOne(jamf: JamfClient, objects: Objects, how: string, field: string, value: string): Promise<string> {
	const { noun, plural } = objects.resource;
	const read = async () => await readObjects(jamf, objects, '', Infinity);
	const found = isFiltered(objects, field)
		? await findByField(jamf, objects, field, value)
		: await findInList(jamf, objects.operation, read, field, value);
	const candidates = closest(found, (row) => filteredValue(row, field), value);
	if (candidates.length === 1 && candidates[0] !== undefined) return idOf(objects, candidates[0]);
	if (candidates.length === 0) {
		throw new InputError(`There is no ${noun} ${how} "${value}".`, 'Check the spelling, or choose it from the list.');
	}
	const told = candidates.slice(0, MOST_TOLD).map((row) => `${titleOf(objects, row)} (ID ${idOf(objects, row)})`);
	const count = candidates.length < MOST_OF_ONE_NAME ? String(candidates.length) : 'Many';
	const others = candidates.length > MOST_TOLD ? ' and others' : '';
	throw new InputError(`${count} ${plural} are ${how} "${value}": ${told.join(', ')}${others}.`, 'Choose one By ID.');
}

/** All objects with this value in a field, whatever the case. */
export async function findByField(
	jamf: JamfClient,
	objects: Objects,
	field: string,
	value: string,
): Promise<IDataObject[]> {
	if (!isFiltered(objects, field)) return (await readObjects(jamf, objects, '', Infinity)).filter(has(field, value));
	const filter = `${filterName(objects, field)}==${quoteRsql(value)}`;
	// A * in the value is a wildcard for the server (facts 3.4): it selects others too, so compare again.
	const rows = await readObjects(jamf, objects, filter, value.includes('*') ? Infinity : MOST_OF_ONE_NAME);
	return rows.filter(has(field, value));
}

function isFiltered({ objects }: Objects, field: string): boolean {
	return field !== objects.titleField || objects.filterable === true;
}

function has(field: string, value: string): (row: IDataObject) => boolean {
	return (row) => keyOf(filteredValue(row, field)) === keyOf(value);
}

/** Rows of the list, by the newest route that the server has, with the sections that hold title and lookups. */
export async function readObjects(
	jamf: JamfClient,
	{ api, objects, operation, list, reader }: Objects,
	filter: string,
	limit: number,
): Promise<IDataObject[]> {
	const rows = await onNewestRoute(jamf, operation, async ({ path, renamed }) => {
		const query: Query = [
			...(objects.sections ?? []).map((section) => ['section', section] as const),
			...(list.unique === undefined
				? []
				: [['sort', renameFields(sortByTitle(objects, list.unique), renamed)] as const]),
			...(filter === '' ? [] : [['filter', renameFields(filter, renamed)] as const]),
		];
		return await readList(jamf, list, { api, path: fillPath(path, []), query, limit, ...reader });
	});
	return rows as IDataObject[];
}

/** People look through a list by title; the unique field keeps its rows in place (facts 3.3). */
function sortByTitle({ filterable, titleField, filterField = titleField }: ObjectsRow, unique: string): string {
	return filterable === true && filterField !== unique ? `${filterField}:asc,${unique}:asc` : `${unique}:asc`;
}

/** What the server's filter calls a field. */
export function filterName({ objects }: Listable, field: string): string {
	return field === objects.titleField ? (objects.filterField ?? field) : field;
}

export function idOf({ objects }: Listable, row: IDataObject): string {
	return valueAt(row, objects.idField ?? 'id');
}

export function titleOf({ objects }: Listable, row: IDataObject): string {
	return valueAt(row, objects.titleField) || `ID ${valueAt(row, objects.idField ?? 'id')}`;
}
