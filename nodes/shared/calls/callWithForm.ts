import type { OperationRow, RouteRow } from '../catalogue/types';
import { readQuery, readSubsets } from '../parameters/query';
import { readBody } from '../parameters/requestBody';
import type { ItemParameters } from '../parameters/itemParameters';
import type { JamfClient } from '../transport/client';
import { removePath } from '../parameters/propertyPath';
import { InputError, ResponseError } from '../transport/errors/errors';
import type { Query } from '../transport/path';
import { callOperation, type CallOptions, type FormCall } from './callOperation';
import { completeBody, listUnknownFields } from './completeBody';
import { confirmUpdate } from './confirmUpdate';
import type { EncodedBody, ResponseDecoder } from './dialect';
import { toOlderVersion } from './fieldRenames';
import { readFile, toMultipart } from './multipart';
import { withObjectLock } from './withObjectLock';

/**
 * Calls an operation with the query, subsets and body from its form. Fields that a PUT would reset and version locks are read first. After
 * a lock conflict both are read again, once (jamf-behavior 4.1, 4.2).
 *
 * @param fields the fields to keep in the output. Without them, the response is returned unchanged
 */
export async function callWithForm<T>(
	jamf: JamfClient,
	call: FormCall,
	decoder: ResponseDecoder<T>,
	fields?: readonly string[],
): Promise<T> {
	const { row, item } = call;
	const query = [...readQuery(row.query ?? [], item, fields), ...buildPageQuery(call)];
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
	const given = withPage(call, call.given ?? readBody(dialect.fields(), resource, row, item));
	let unknown: string[] = [];
	const attempt = async ({ omitsUnknown = false } = {}) => {
		const value = await completeBody(jamf, call, given);
		unknown = listUnknownFields(call, value, given);
		if (omitsUnknown) for (const name of unknown) removePath(value, name);
		if (value === undefined) return await callOperation(jamf, call, options);
		const body = async (route: RouteRow) =>
			await dialect.encodeBody(toOlderVersion(value, route), row, resource, item, { jamf, ids });
		const response = await callOperation(jamf, call, { ...options, body }).catch(async (error: unknown) => {
			const updated = await confirmUpdate(jamf, call, error, value, given);
			if (updated === undefined) throw error;
			return updated as T;
		});
		// The write succeeded, whatever happens here.
		await dialect.verifyWrite?.(jamf, { resource, row, ids, item, value, response }).catch((error: unknown) => {
			const reason = error instanceof Error ? error.message : String(error);
			item.hint(`Jamf carried out the change, but reading it back failed: ${reason}`);
		});
		return response;
	};
	const { keeps, merge: mergeFrom, partial, versionLock } = row.body;
	const isReadFirst = keeps !== undefined || mergeFrom !== undefined || partial === true || versionLock === true;
	// Of several items with the same object, the last one must have the last word.
	const isUpdate = ids.length > 0 && ['PATCH', 'PUT'].includes(row.routes[0].method);
	if (!isReadFirst && !isUpdate) return await attempt();
	return await withObjectLock(jamf, resource.value, ids, async () => {
		return await attempt().catch(async (error: unknown) => {
			if (!(error instanceof ResponseError)) throw error;
			if (versionLock === true && error.status === 409) return await attempt();
			if (unknown.length === 0 || error.status !== 400) throw error;
			const names = unknown.join(', ');
			const response = await attempt({ omitsUnknown: true });
			item.hint(`Left out, because this version of the node does not know them and Jamf rejected them: ${names}.`);
			return response;
		});
	});
}

function buildPageQuery({ row, page: request }: FormCall): Query {
	if (request === undefined || row.csvPages !== 'query') return [];
	return [
		['page', String(request.page)],
		['page-size', String(request.size)],
	];
}

/** The body overrides the query, even with its defaults, so the page is in both. */
function withPage({ row, page: request }: FormCall, body: unknown): unknown {
	if (request === undefined || (body === undefined && row.csvPages === 'query')) return body;
	return { ...(body as object | undefined), page: request.page, pageSize: request.size };
}

async function readPlainContent(item: ItemParameters, { body = {} }: OperationRow): Promise<EncodedBody> {
	if (body.kind === 'multipart') return toMultipart(body.field ?? 'file', await readFile(item, 'binaryPropertyName'));
	const text = item.string('text');
	if (text === '') throw new InputError('The text to send is empty.', 'Nothing was sent. Enter the text under Text.');
	return { headers: { 'content-type': body.contentType ?? 'text/plain' }, body: text };
}
