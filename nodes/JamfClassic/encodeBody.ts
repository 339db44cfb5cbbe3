import { isObject } from '../shared/parameters/propertyPath';
import type { EncodedBody, WriteContext } from '../shared/calls/dialect';
import type { ElementRow } from '../shared/catalogue/elements';
import { findOperation } from '../shared/catalogue/find';
import type { OperationRow, ResourceRow } from '../shared/catalogue/types';
import type { ItemParameters } from '../shared/parameters/itemParameters';
import { keepPayloads, omitsPayloads } from './keepPayloads';
import { readStored } from './readStored';
import { escapeProfilePayloads } from './xml/escapeProfilePayloads';
import { isUndecided } from './xml/keptWhile';
import { serializeDocument, type SerializedDocument } from './xml/serializeDocument';
import { UnsupportedValueError } from './xml/serializeScalar';
import { isEmpty, type Stored } from './xml/storedObject';
import type { Target } from './xml/target';

const HEADERS = { 'content-type': 'application/xml' };

interface TypedBody {
	row: OperationRow;
	resource: ResourceRow;
	root: string;
	rows: readonly ElementRow[];
	item: ItemParameters | undefined;
	/** Context for updates. Without it, nothing is read. */
	context: WriteContext | undefined;
}

/**
 * Encodes the body of a write by the elements of its resource. An update first reads the stored object if the body contains values that are
 * not in the rows, or would change values that Jamf never returns. Stored values are accepted, and values that Jamf does not return are not
 * changed.
 *
 * @throws InputError with the path of a value that Jamf would drop, replace or reject
 */
export async function encodeTypedBody(given: unknown, body: TypedBody): Promise<EncodedBody> {
	const { root, item } = body;
	const read = createReader(createTarget(given, body), body);
	const value = escapeProfilePayloads(await keepPayloads(given, body, read), root);
	const target = createTarget(value, body);
	const { written, stored } = await serialize(value, target, read);
	report(item, written);
	return {
		headers: HEADERS,
		body: written.xml,
		...preceding(unwrap(value, root), target),
		...following(unwrap(value, root), body),
		...fallback(value, { ...target, stored, omitUnknown: true }, written.kept, item),
	};
}

/** Whether an update with this value reads the stored object first. */
export function readsStored(given: unknown, body: Omit<TypedBody, 'context'>): boolean {
	const value = escapeProfilePayloads(given, body.root);
	const target = createTarget(value, body);
	if (findStoredObject(target, body) === undefined) return false;
	if (omitsPayloads(given, body)) return true;
	if (needsStored(unwrap(value, target.root), target.rows)) return true;
	try {
		serializeDocument(value, target);
		return false;
	} catch (error) {
		return error instanceof UnsupportedValueError;
	}
}

function createTarget(value: unknown, { row, root, rows, item }: Omit<TypedBody, 'context'>): Target {
	const isAutoMapped =
		item?.string('fields.mappingMode') === 'autoMapInputData' && item.string('bodyMode') === 'fields';
	return {
		root,
		rows,
		isNew: row.value === 'create',
		sendUnknown: item?.boolean('options.sendUnknownFields') ?? false,
		isConfirmed: () => item?.isConfirmed('options.confirm') ?? false,
		allowsEmptyList: item?.isAllowed('options.allowEmptyList') ?? true,
		isWriteBack: isAutoMapped || hasId(unwrap(value, root)),
	};
}

/** The operation that reads the stored object of an update. */
function findStoredObject({ isNew }: Target, { row, resource }: Pick<TypedBody, 'row' | 'resource'>) {
	const get = findOperation(resource, 'get');
	return !isNew && namesOf(get) === namesOf(row) ? get : undefined;
}

/** Reads the stored object of an update, at most once. */
function createReader({ root, rows, ...target }: Target, { row, resource, context }: TypedBody) {
	const get = findStoredObject({ root, rows, ...target }, { row, resource });
	let reading: Promise<Stored> | undefined;
	return async (): Promise<Stored | undefined> => {
		if (context === undefined || get === undefined) return undefined;
		reading ??= readStored(context.jamf, { resource, get, rows, root }, context.ids);
		return await reading;
	};
}

async function serialize(value: unknown, target: Target, read: () => Promise<Stored | undefined>) {
	const attempt = async (stored: Stored | undefined) => ({
		written: serializeDocument(value, { ...target, stored }),
		stored,
	});
	if (needsStored(unwrap(value, target.root), target.rows)) return await attempt(await read());
	return await attempt(undefined).catch(async (error: unknown) => {
		const stored = error instanceof UnsupportedValueError ? await read() : undefined;
		if (stored === undefined) throw error;
		return await attempt(stored);
	});
}

/** The path parameters that identify the object of an operation. */
function namesOf(row: OperationRow | undefined): string {
	return (row?.path ?? []).map(({ name }) => name).join();
}

/** Whether a value contains elements that depend on the stored object. */
function needsStored(value: unknown, rows: readonly ElementRow[], whole = value): boolean {
	if (!isObject(value)) return false;
	return rows.some((row) => {
		const { name, of, item, isMerged, isProtected, omitEmpty } = row;
		if (value[name] === undefined || (omitEmpty === true && isEmpty(value[name]))) return false;
		return (
			isMerged === true ||
			isProtected === true ||
			isUndecided(value, row, whole) ||
			(of !== undefined && item === undefined && needsStored(value[name], of, whole))
		);
	});
}

/** The scope without the lists that the server only stores if the current ones are empty (jamf-behavior 11.32). */
function preceding(value: unknown, target: Target): Pick<EncodedBody, 'before'> {
	const scope = isObject(value) ? value.scope : undefined;
	const rows = target.rows.find(({ name }) => name === 'scope')?.of ?? [];
	const lists = rows.filter(({ clearFirst }) => clearFirst === true).map(({ name }) => name);
	const filled = isObject(scope) ? lists.filter((name) => !isEmpty(scope[name])) : [];
	if (target.isNew || !isObject(scope) || filled.length === 0) return {};
	const cleared = { ...scope, ...Object.fromEntries(filled.map((name) => [name, []])) };
	const { xml } = serializeDocument({ scope: cleared }, { ...target, sendUnknown: true });
	const outcome = `Jamf removed ${filled.join(', ')} from the scope, and the request that adds the new ones failed.`;
	return { before: { body: xml, outcome } };
}

/** The update of a new object with elements that only an update stores (jamf-behavior 11.40). */
function following(value: unknown, { row, rows, resource }: TypedBody): Pick<EncodedBody, 'after'> {
	const path = findOperation(resource, 'update')?.routes[0].path;
	const [lost] = row.value === 'create' ? listStoredByUpdate(value, rows) : [];
	return path === undefined || lost === undefined ? {} : { after: { path, outcome: `but without ${lost}` } };
}

/** The elements of a new object that only an update stores. */
export function findStoredByUpdate(value: unknown, { rows, root }: Pick<TypedBody, 'rows' | 'root'>): string[] {
	return listStoredByUpdate(unwrap(value, root), rows);
}

function listStoredByUpdate(value: unknown, rows: readonly ElementRow[], above = ''): string[] {
	return rows.flatMap(({ name, of = [], item, storedByUpdate }) => {
		const own = isObject(value) ? value[name] : undefined;
		if (isEmpty(own) || item !== undefined) return [];
		return storedByUpdate === true ? [above + name] : listStoredByUpdate(own, of, `${above}${name}.`);
	});
}

/**
 * The same body without elements that have no row, for a server that rejects them. A scope is not shortened, because that would clear the
 * omitted part.
 */
function fallback(
	value: unknown,
	target: Target,
	kept: readonly string[],
	item: ItemParameters | undefined,
): Pick<EncodedBody, 'fallback'> {
	if (kept.length === 0 || kept.some((path) => path.startsWith('scope.'))) return {};
	const message = `Left out, because this node does not support it and Jamf rejected it: ${kept.join(', ')}.`;
	return { fallback: { body: serializeDocument(value, target).xml, used: () => item?.hint(message, 'warning') } };
}

function report(item: ItemParameters | undefined, { ignored, omitted }: SerializedDocument): void {
	const warn = (why: string, paths: readonly string[]) => {
		if (paths.length > 0) item?.hint(`Left out, because ${why}: ${paths.join(', ')}.`, 'warning');
	};
	warn('this node does not support it', omitted);
	warn('Jamf sets it automatically and ignores it in requests', ignored);
}

function unwrap(value: unknown, root: string): unknown {
	return isObject(value) && Object.keys(value).join() === root && isObject(value[root]) ? value[root] : value;
}

/** An object as returned by Get contains its ID, at its root or in its first section. */
function hasId(value: unknown): boolean {
	if (!isObject(value)) return false;
	return [value, value.general, value.connection].some((each) => isObject(each) && !isEmpty(each.id));
}
