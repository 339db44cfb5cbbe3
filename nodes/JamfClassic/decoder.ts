import type { ElementRow } from '../shared/catalogue/elements';
import type { OperationRow, ResourceRow } from '../shared/catalogue/types';
import type { ResponseDecoder } from '../shared/calls/dialect';
import { isObject } from '../shared/parameters/propertyPath';
import { UnreadableResponseError } from '../shared/transport/errors/errors';
import type { HttpResponse } from '../shared/transport/types';
import { outlineList, outlineObject } from './xml/lists';
import { readDocument, readXmlText } from './xml/parseResponse';
import { normalizeEntries, normalizeUntyped, normalizeObject } from './xml/normalize';
import type { Stored } from './xml/storedObject';

const XML = { accept: 'application/xml' };

interface Reading {
	row: OperationRow;
	resource: ResourceRow;
	rows: readonly ElementRow[];
	/** Option Response Format. */
	format?: string | undefined;
	/** The ID of the requested object, if the resource has IDs. */
	id?: string | undefined;
}

/**
 * Creates the decoder for a response: JSON, or XML if JSON loses data (jamf-behavior 5.3), normalized by the elements of the resource
 * unless another format is selected.
 */
export function createDecoder({ row, resource, rows, format = '', id }: Reading): ResponseDecoder {
	const { list } = row;
	const asRow = (value: unknown) => (list === undefined ? value : { [list.field ?? '']: [value] });
	if (format === 'xml') {
		return { headers: XML, raw: true, read: async (response) => asRow({ xml: await readXmlText(response) }) };
	}
	if (format === 'json') return { raw: true, read: async (response) => asRow(await readDocument(response)) };
	const root = row.root ?? resource.root ?? '';
	const isGet = row.routes[0].method === 'GET';
	return {
		...(row.xml === true && { headers: XML }),
		async read(response) {
			if (list !== undefined) return { [list.field ?? '']: await readOwnList(response, list.field ?? '', rows) };
			if (isGet) {
				const isSettings = row.path === undefined;
				const { value, raw } = await readOwnObject(response, root, rows, { id, isReleased: !isSettings });
				if (isSettings) assertSettings(raw, root, rows, response.status);
				return value;
			}
			const document = await readDocument(response);
			if (document === undefined) return undefined;
			// Writes only return the ID (jamf-behavior 5.1).
			const result = await normalizeUntyped(valueAt(document, root) ?? Object.values(document)[0]);
			const isSettings = row.value === 'update' && row.path === undefined;
			if (/^(create|update)$/.test(row.value) && !isSettings) assertWritten(result, id, response.status);
			return result;
		},
	};
}

/**
 * Reads the object in a response, both normalized and raw.
 *
 * @param options `id`: the ID of the requested object, if its elements include one. `isReleased`: only the normalized object is needed
 * @throws UnreadableResponseError when the response is not the requested object, such as a page of a gateway
 */
export async function readOwnObject(
	response: HttpResponse,
	root: string,
	rows: readonly ElementRow[],
	{ id, isReleased = false }: { id?: string | undefined; isReleased?: boolean } = {},
): Promise<Stored> {
	const document = await readDocument(response, isReleased ? outlineObject(root, rows) : undefined);
	const raw = document === undefined || root === '' ? document : valueAt(document, root);
	if (raw === undefined) throw unexpected(`it has no <${root}>`, response.status);
	const value = await (rows.length > 0 ? normalizeObject(raw, rows, isReleased) : normalizeUntyped(raw));
	const isText = !isObject(raw) && !Array.isArray(raw) && String(raw ?? '').trim() !== '';
	if (isText && rows.length > 0) throw unexpected(`<${root}> is not an object`, response.status);
	const section = idSection(rows);
	if (id === undefined || section === undefined) return { value, raw };
	const object = section === '' ? value : valueAt(value, section);
	const found = isObject(object) ? object.id : undefined;
	if (Number(found) === Number(id) && found !== null) return { value, raw };
	throw unexpected(`it is not the object with the ID ${id.slice(0, 60)}`, response.status);
}

/** Asserts that the response to a write of an object has an ID, and not that of another object. */
function assertWritten(result: unknown, id: string | undefined, status: number): void {
	const found = isObject(result) ? result.id : undefined;
	if (typeof found !== 'number' && typeof found !== 'string') throw unexpected('it has no ID', status);
	if (id !== undefined && Number(found) !== Number(id)) {
		throw unexpected(`it is not the object with the ID ${id.slice(0, 60)}`, status);
	}
}

/** Settings have no ID, so they are recognized by having at least one of their elements. */
function assertSettings(raw: unknown, root: string, rows: readonly ElementRow[], status: number): void {
	if (rows.length === 0 || (isObject(raw) && rows.some(({ name }) => Object.hasOwn(raw, name)))) return;
	throw unexpected(`<${root}> has none of its elements`, status);
}

/** The location of the ID: at the root of the object or in its first section. `undefined` if it has none. */
function idSection(rows: readonly ElementRow[]): string | undefined {
	const hasId = (each: readonly ElementRow[] = []) => each.some(({ name }) => name === 'id');
	if (hasId(rows)) return '';
	return rows.find(({ name, of }) => ['connection', 'general'].includes(name) && hasId(of))?.name;
}

async function readOwnList(response: HttpResponse, field: string, rows: readonly ElementRow[]): Promise<unknown[]> {
	const row = { of: rows.filter(({ repeated }) => repeated !== true) };
	const document = await readDocument(response, outlineList(field, row));
	const raw = document === undefined ? undefined : valueAt(document, field);
	const isBlank = raw === null || (typeof raw === 'string' && raw.trim() === '');
	if (raw === undefined || (typeof raw !== 'object' && !isBlank)) {
		throw unexpected(`it has no list <${field.split('.').at(-1)}>`, response.status);
	}
	const entries = await readEntries(raw, row);
	if (entries.every((entry) => isObject(entry) && Object.keys(entry).length > 0)) return entries;
	throw unexpected(`<${field.split('.').at(-1)}> has entries that are not objects`, response.status);
}

async function readEntries(raw: unknown, row: Pick<ElementRow, 'of'>): Promise<unknown[]> {
	const names = isObject(raw) ? Object.keys(raw).filter((name) => name !== 'size') : [];
	const [item = ''] = names.length === 1 ? names : [];
	return await normalizeEntries(raw, item, row);
}

/** The value at a path of the document. Dots separate nested keys. */
function valueAt(document: unknown, path: string): unknown {
	let value: unknown = document;
	for (const name of path.split('.')) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	return value;
}

function unexpected(reason: string, status: number): UnreadableResponseError {
	return new UnreadableResponseError(
		`The server's response is not what was requested: ${reason}.`,
		'Check the Server URL in the credential, and that no proxy changes the responses of Jamf Pro. Use API Request to see the unmodified response.',
		status,
	);
}
