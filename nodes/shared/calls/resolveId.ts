import type { IDataObject } from 'n8n-workflow';
import { findOperation, type Listable } from '../catalogue/find';
import type { ObjectsRow, OperationRow } from '../catalogue/types';
import type { Locator } from '../parameters/itemParameters';
import type { RowFilter } from '../parameters/listFilter';
import { quoteRsql } from '../parameters/rsql';
import type { JamfClient } from '../transport/client';
import { InputError, NotFoundError, ResponseError } from '../transport/errors/errors';
import type { Query } from '../transport/path';
import { callOperation, listOperation } from './callOperation';
import type { Dialect } from './dialect';
import { fieldText, findInIndex, normalizeKey, preferExactMatch } from './lookupIndex';
import { valueAt } from './responseItems';

/** Limits for ambiguous names: the number of matches to read, and the number to list in the error. */
const MAX_MATCHES_READ = 100;
const MAX_MATCHES_LISTED = 20;

/** A list of objects to look them up in. */
export interface LookupSource extends Listable {
	dialect: Dialect;
}

export function createLookupSource(dialect: Dialect, listable: Listable): LookupSource {
	return { dialect, ...listable };
}

/**
 * Resolves a resource locator to an ID. Looks up names, serial numbers and UDIDs.
 *
 * @throws InputError when it is not a valid ID, or does not match exactly one object
 */
export async function resolveId(jamf: JamfClient, objects: LookupSource, { mode, value }: Locator): Promise<string> {
	const { noun, plural } = objects.resource;
	if (value === '') {
		throw new InputError(`No ${noun} is selected.`, 'Select one from the list, or enter its ID or name.');
	}
	if (mode === 'name') return await findUnique(jamf, objects, 'named', objects.objects.titleField, value);
	const lookup = findLookupField(objects, mode);
	if (lookup !== undefined)
		return await findUnique(jamf, objects, `with the ${MODE_LABELS[mode] ?? mode}`, lookup, value);
	const template = findLookupPath(objects, mode);
	if (template !== undefined) return await findByPath(jamf, objects, mode, template, value);
	if (mode !== 'id' && mode !== 'list') {
		throw new InputError(
			`Looking up ${plural} by ${MODE_LABELS[mode] ?? `"${mode.slice(0, 60)}"`} is not supported.`,
			'Choose another mode, such as By ID.',
		);
	}
	if (objects.objects.idIsText !== true && !/^-?\d+$/.test(value)) {
		throw new InputError(
			`"${value.slice(0, 60)}" is not a valid ID. IDs of ${plural} are numbers.`,
			'To look it up by name, switch to By Name.',
		);
	}
	return value;
}

const MODE_LABELS: Record<string, string> = {
	bundleId: 'bundle ID',
	macAddress: 'MAC address',
	serialNumber: 'serial number',
	udid: 'UDID',
	uuid: 'UUID',
};

function findLookupField({ objects }: LookupSource, mode: string): string | undefined {
	return mode === 'serialNumber' || mode === 'udid' ? objects.lookups?.[mode] : undefined;
}

function findLookupPath({ objects }: LookupSource, mode: string): string | undefined {
	const paths: Partial<Record<string, string>> = objects.paths ?? {};
	return Object.hasOwn(paths, mode) ? paths[mode] : undefined;
}

/** The Classic API returns the whole object at these paths, with the ID at its root or in its `general` section. */
async function findByPath(
	jamf: JamfClient,
	{ dialect, objects, operation, resource }: LookupSource,
	mode: string,
	template: string,
	value: string,
): Promise<string> {
	const get = findOperation(resource, 'get') ?? operation;
	const row: OperationRow = { ...get, routes: [{ method: 'GET', path: template }] };
	const decoder = dialect.decoderFor(row, resource);
	const body = await callOperation(jamf, { dialect, resource, row, ids: [value] }, { decoder }).catch(
		(error: unknown) => {
			if (error instanceof ResponseError && error.status === 404) return undefined;
			throw error;
		},
	);
	const id = valueAt(body, objects.idField ?? 'id') || valueAt(body, 'general.id');
	if (id !== '') return id;
	throw new NotFoundError(
		`There is no ${resource.noun} with the ${MODE_LABELS[mode] ?? mode} "${value.slice(0, 60)}".`,
		'Check the spelling, or select it from the list.',
	);
}

async function findUnique(
	jamf: JamfClient,
	objects: LookupSource,
	description: string,
	field: string,
	value: string,
): Promise<string> {
	const { noun, plural } = objects.resource;
	const read = async () => await readObjects(jamf, objects, '', Infinity);
	const found = isFiltered(objects, field)
		? await findByField(jamf, objects, field, value)
		: await findInIndex(jamf, objects.operation, read, field, value);
	const candidates = preferExactMatch(found, (row) => fieldText(row, field), value);
	if (candidates.length === 1 && candidates[0] !== undefined) return readId(objects, candidates[0]);
	if (candidates.length === 0) {
		throw new NotFoundError(
			`There is no ${noun} ${description} "${value}".`,
			'Check the spelling, or select it from the list.',
		);
	}
	const listed = candidates
		.slice(0, MAX_MATCHES_LISTED)
		.map((row) => `${readTitle(objects, row)} (ID ${readId(objects, row)})`);
	const count = candidates.length < MAX_MATCHES_READ ? String(candidates.length) : 'many';
	const others = candidates.length > MAX_MATCHES_LISTED ? ' and others' : '';
	throw new InputError(
		`There are ${count} ${plural} ${description} "${value}": ${listed.join(', ')}${others}.`,
		'Use By ID to select one.',
	);
}

/** All objects with this value in a field, case-insensitively. */
export async function findByField(
	jamf: JamfClient,
	objects: LookupSource,
	field: string,
	value: string,
): Promise<IDataObject[]> {
	if (!isFiltered(objects, field))
		return (await readObjects(jamf, objects, '', Infinity)).filter(hasValue(field, value));
	const filter = `${toFilterField(objects, field)}==${quoteRsql(value)}`;
	// The server treats * as a wildcard (jamf-behavior 3.4) and may also return other objects.
	const rows = await readObjects(jamf, objects, filter, value.includes('*') ? Infinity : MAX_MATCHES_READ);
	return rows.filter(hasValue(field, value));
}

function isFiltered({ objects }: LookupSource, field: string): boolean {
	return field !== objects.titleField || objects.filterable === true;
}

function hasValue(field: string, value: string): (row: IDataObject) => boolean {
	return (row) => normalizeKey(fieldText(row, field)) === normalizeKey(value);
}

/** Rows of the list, with the sections that contain the title and lookup fields. */
export async function readObjects(
	jamf: JamfClient,
	{ dialect, resource, objects, operation, list }: LookupSource,
	filter: string,
	limit: number,
	rowFilter?: RowFilter,
): Promise<IDataObject[]> {
	const query: Query = [
		...(objects.sections ?? []).map((section) => ['section', section] as const),
		...(list.unique === undefined ? [] : [['sort', sortByTitle(objects, list.unique)] as const]),
		...(filter === '' ? [] : [['filter', filter] as const]),
	];
	const rows = await listOperation(jamf, { dialect, resource, row: operation, ids: [] }, { query, limit, rowFilter });
	return rows as IDataObject[];
}

/** Sorts by title, then by the unique field for a stable order (jamf-behavior 3.3). */
function sortByTitle({ filterable, titleField, filterField = titleField }: ObjectsRow, unique: string): string {
	return filterable === true && filterField !== unique ? `${filterField}:asc,${unique}:asc` : `${unique}:asc`;
}

/** The name of a field in the server's filter. */
export function toFilterField({ objects }: Listable, field: string): string {
	return field === objects.titleField ? (objects.filterField ?? field) : field;
}

export function readId({ objects }: Listable, row: IDataObject): string {
	return valueAt(row, objects.idField ?? 'id');
}

export function readTitle({ objects }: Listable, row: IDataObject): string {
	return valueAt(row, objects.titleField) || `ID ${valueAt(row, objects.idField ?? 'id')}`;
}
