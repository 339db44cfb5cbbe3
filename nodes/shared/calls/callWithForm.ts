import { isDeepStrictEqual } from 'node:util';
import { findFields, findOperation } from '../catalogue/find';
import type { OperationRow, RouteRow } from '../catalogue/types';
import { isObject } from '../parameters/propertyPath';
import { readQuery, readSubsets } from '../parameters/query';
import { readBody } from '../parameters/requestBody';
import type { ItemParameters } from '../parameters/itemParameters';
import type { JamfClient } from '../transport/client';
import { InputError, ResponseError } from '../transport/errors/errors';
import { callOperation, type CallOptions, type FormCall, type OperationCall, readObject } from './callOperation';
import type { EncodedBody, ResponseDecoder } from './dialect';
import { toOlderVersion } from './fieldRenames';
import { merge, withVersionLocks } from './mergeForPut';
import { readFile, toMultipart } from './multipart';
import { withObjectLock } from './withObjectLock';

/**
 * Calls an operation with the query, subsets and body that its form describes. What a PUT would reset and the locks it needs are read
 * first; after a conflict of locks both are read again, once (jamf-behavior 4.1, 4.2).
 *
 * @param fields those that the output keeps; without them a response stays as the server sent it
 */
export async function callWithForm<T>(
	jamf: JamfClient,
	call: FormCall,
	decoder: ResponseDecoder<T>,
	fields?: readonly string[],
): Promise<T> {
	const { row, item } = call;
	const query = readQuery(row.query ?? [], item, fields);
	return await sendWithBody(jamf, call, {
		decoder,
		query,
		suffix: readSubsets(row, item),
		raw: fields === undefined,
	});
}

async function sendWithBody<T>(jamf: JamfClient, call: FormCall, options: CallOptions<T>): Promise<T> {
	const { dialect, resource, row, ids, item } = call;
	if (row.body === undefined) return await callOperation(jamf, call, options);
	if (row.body.kind !== undefined) {
		return await callOperation(jamf, call, { ...options, body: async () => await readPlainContent(item, row) });
	}
	const given = readBody(dialect.fields(), resource, row, item);
	const attempt = async () => {
		const value = await completeBody(jamf, call, given);
		if (value === undefined) return await callOperation(jamf, call, options);
		const body = async (route: RouteRow) =>
			await dialect.encodeBody(toOlderVersion(value, route), row, resource, item, { jamf, ids });
		return await callOperation(jamf, call, { ...options, body });
	};
	const { keeps, merge: mergeFrom, partial, versionLock } = row.body;
	const isRead = keeps !== undefined || mergeFrom !== undefined || partial === true || versionLock === true;
	if (!isRead) return await attempt();
	return await withObjectLock(jamf, resource.value, ids, async () => {
		return await attempt().catch(async (error: unknown) => {
			if (versionLock === true && error instanceof ResponseError && error.status === 409) return await attempt();
			throw error;
		});
	});
}

async function readPlainContent(item: ItemParameters, { body = {} }: OperationRow): Promise<EncodedBody> {
	if (body.kind === 'multipart') return toMultipart(body.field ?? 'file', await readFile(item, 'binaryPropertyName'));
	const text = item.string('text');
	if (text === '') throw new InputError('The text to send is empty.', 'Nothing was sent. Enter the text under Text.');
	return { headers: { 'content-type': body.contentType ?? 'text/plain' }, body: text };
}

async function completeBody(jamf: JamfClient, call: OperationCall, given: unknown): Promise<unknown> {
	const { dialect, resource, row, ids } = call;
	const { merge: mergeFrom, lockFrom, keeps } = row.body ?? {};
	if (keeps !== undefined) return await preserveSection(jamf, call, keeps, given);
	const sibling = findOperation(resource, mergeFrom ?? lockFrom ?? '');
	if (sibling === undefined || given === undefined || Array.isArray(given)) return given;
	const current = await readObject(jamf, dialect, resource, sibling, ids).catch((error: unknown) => {
		if (row.body?.creates === true && error instanceof ResponseError && error.status === 404) return {};
		throw error;
	});
	if (mergeFrom === undefined) return withVersionLocks(current, given);
	const names = findFields(dialect.fields(), resource.value, row.value)?.map(({ name }) => name.split('.')[0] ?? name);
	return merge(pickWritable(current, names), given);
}

/**
 * Completes a section that the body contains in part; the body may be wrapped in its root element. An unchanged section that the
 * server does not return in full is omitted.
 */
async function preserveSection(
	jamf: JamfClient,
	{ dialect, resource, row, ids }: OperationCall,
	section: string,
	given: unknown,
): Promise<unknown> {
	const root = resource.root ?? '';
	const value = isObject(given) && isObject(given[root]) ? given[root] : given;
	const get = findOperation(resource, 'get');
	if (!isObject(value) || !isObject(value[section]) || get === undefined) return given;
	const object = await readObject(jamf, dialect, resource, get, ids);
	const current = isObject(object) ? object[section] : {};
	const after = merge(current, value[section]) as Record<string, unknown>;
	const unreadable = dialect.findUnreadable?.(after, section, row, resource) ?? [];
	const isUnchanged = isDeepStrictEqual(after, current);
	if (unreadable.length > 0 && !isUnchanged) {
		throw new InputError(
			`Jamf does not return ${unreadable.join(', ')} for this ${resource.noun}, so writing the ${section} would clear them.`,
			'Nothing was sent. Include them in the body, with an empty list where there are none.',
		);
	}
	const completed = { ...value, [section]: unreadable.length > 0 ? undefined : after };
	return value === given ? completed : { [root]: completed };
}

/** Keeps the fields that a write accepts: responses also contain IDs, timestamps and counts. */
function pickWritable(current: unknown, names: readonly string[] | undefined): unknown {
	if (names === undefined || typeof current !== 'object' || current === null) return current;
	const writable = new Set([...names, 'versionLock']);
	return Object.fromEntries(Object.entries(current).filter(([name]) => writable.has(name)));
}
