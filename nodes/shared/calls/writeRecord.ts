import type { INodeExecutionData } from 'n8n-workflow';
import { findFields, findOperation } from '../catalogue/find';
import type { OperationRow, ResourceRow, RouteRow } from '../catalogue/types';
import type { EncodedBody, Dialect } from './apiAdapter';
import { readFile, toMultipart } from './multipart';
import { readBody } from '../parameters/requestBody';
import type { ItemParameters } from '../parameters/itemParameters';
import { withVersionFallback } from './versionFallback';
import type { JamfClient } from '../transport/client';
import { InputError, ResponseError } from '../transport/errors/errors';
import { assertObject } from '../transport/http/responseShape';
import { fillPath } from '../transport/path';
import { withObjectLock } from './withObjectLock';
import { isObject, merge, withVersionLocks } from './mergeForPut';
import { toNewestVersion, toOlderVersion } from './fieldRenames';

/** What is written, and where: `ids` fill the path. */
export interface OperationCall {
	dialect: Dialect;
	resource: ResourceRow;
	row: OperationRow;
	ids: readonly string[];
	item: ItemParameters;
}

/**
 * Makes the body of a write and hands it to `send`. What a PUT would reset and the locks it wants are read first; when somebody
 * else was faster, both are read again, once (facts 4.1, 4.2).
 */
export async function sendWithBody<T>(
	jamf: JamfClient,
	write: OperationCall,
	route: RouteRow,
	send: (content?: EncodedBody) => Promise<T>,
): Promise<T> {
	const { dialect, resource, row, item } = write;
	if (row.body?.kind !== undefined) return await send(await readPlainContent(item, row));
	if (row.body === undefined) return await send();
	const given = readBody(dialect.fields(), resource, row, item);
	const attempt = async () => {
		const value = await completeBody(jamf, write, given);
		return await send(
			value === undefined ? undefined : dialect.encodeBody(toOlderVersion(value, route), row, resource, item),
		);
	};
	const { keeps, merge: whole, versionLock } = row.body;
	if (keeps === undefined && whole === undefined && versionLock !== true) return await attempt();
	return await withObjectLock(jamf, resource.value, write.ids, async () => {
		return await attempt().catch(async (error: unknown) => {
			if (versionLock === true && error instanceof ResponseError && error.status === 409) return await attempt();
			throw error;
		});
	});
}

async function readPlainContent(item: ItemParameters, { body = {} }: OperationRow): Promise<EncodedBody> {
	if (body.kind === 'multipart') return toMultipart(body.field ?? 'file', await readFile(item, 'binaryPropertyName'));
	const text = item.string('text');
	if (text === '') throw new InputError('The text to send is empty.', 'Nothing was sent. Fill in Text.');
	return { headers: { 'content-type': body.contentType ?? 'text/plain' }, body: text };
}

async function completeBody(jamf: JamfClient, write: OperationCall, given: unknown): Promise<unknown> {
	const { dialect, resource, row } = write;
	const { merge: whole, lockFrom, keeps } = row.body ?? {};
	if (keeps !== undefined) return await preserveSection(jamf, write, keeps, given);
	const sibling = findOperation(resource, whole ?? lockFrom ?? '');
	if (sibling === undefined || given === undefined || Array.isArray(given)) return given;
	const current = await readObject(jamf, dialect, resource, sibling, write.ids).catch((error: unknown) => {
		if (row.body?.creates === true && error instanceof ResponseError && error.status === 404) return {};
		throw error;
	});
	if (whole === undefined) return withVersionLocks(current, given);
	const names = findFields(dialect.fields(), resource.value, row.value)?.map(({ name }) => name.split('.')[0] ?? name);
	return merge(pickWritable(current, names), given);
}

/**
 * What is given, with the rest of a section that it gives in part; the root may stand around it. A section that stays as it is
 * is left out where the server does not tell all of it.
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
	const untold = dialect.findUnreadable?.(after, section, row, resource) ?? [];
	const unchanged = isSame(after, current);
	if (untold.length > 0 && !unchanged) {
		throw new InputError(
			`The server does not tell ${untold.join(', ')} of this ${resource.noun}, and writing the ${section} would empty them.`,
			'Nothing was sent. Give them in the body too: an empty list where there is nothing.',
		);
	}
	const whole = { ...value, [section]: untold.length > 0 ? undefined : after };
	return value === given ? whole : { [root]: whole };
}

/** What is read holds more than a write takes: IDs, times, counts. */
function pickWritable(current: unknown, names: readonly string[] | undefined): unknown {
	if (names === undefined || typeof current !== 'object' || current === null) return current;
	const taken = new Set([...names, 'versionLock']);
	return Object.fromEntries(Object.entries(current).filter(([name]) => taken.has(name)));
}

/** One object, by the newest route that the server has. @throws UnreadableResponseError when the answer is none */
export async function readObject(
	jamf: JamfClient,
	{ api, decoderFor }: Dialect,
	resource: ResourceRow,
	row: OperationRow,
	ids: readonly string[],
): Promise<object> {
	const { headers = {}, read } = decoderFor(row, resource);
	return await withVersionFallback(jamf, row, async (route) => {
		const request = { api, method: 'GET', path: fillPath(route.path, ids), headers } as const;
		// Inside the reader, so that a read of something else is repeated: what is missing here would be reset by a write.
		const { body } = await jamf.send(request, async (response) => assertObject(await read(response), response.status));
		return toNewestVersion(body, route);
	});
}

/** What a write without an answer returns. */
export function writeResult({ value, path = [] }: OperationRow, ids: readonly string[]): INodeExecutionData {
	const own = path.findIndex(({ name }) => name === 'id');
	const id = ids[Math.max(own, 0)];
	const outcome = value.startsWith('delete') ? { deleted: true } : { success: true };
	return { json: { ...outcome, ...(id !== undefined && { id }) } };
}

/** Whether two values of JSON say the same, in whatever order. */
function isSame(one: unknown, other: unknown): boolean {
	if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
	const [ones, others] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))];
	const isOfKind = Array.isArray(one) === Array.isArray(other) && ones.length === others.size;
	return isOfKind && ones.every(([name, value]) => others.has(name) && isSame(value, others.get(name)));
}
