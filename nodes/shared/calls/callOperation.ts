import type { OperationRow, ResourceRow, RouteRow } from '../catalogue/types';
import type { ItemParameters } from '../parameters/itemParameters';
import type { RowFilter } from '../parameters/listFilter';
import type { JamfClient } from '../transport/client';
import { assertObject } from '../transport/http/responseShape';
import { fillPath, type Query } from '../transport/path';
import type { HttpResponse } from '../transport/types';
import type { Dialect, EncodedBody, ResponseDecoder } from './dialect';
import { assertExpected, assertRequested } from './expectedResponse';
import { toComparable, toNewestVersion, toOlderQuery } from './fieldRenames';
import type { PageRequest } from './pagination/choosePage';
import { readFiltered } from './pagination/readFiltered';
import { readList } from './pagination/readList';
import { sendEncoded } from './sendEncoded';
import { updateCreated } from './updateCreated';
import { withVersionFallback } from './versionFallback';

/** A row to call, and the IDs that fill its path. */
export interface OperationCall {
	dialect: Dialect;
	resource: ResourceRow;
	row: OperationRow;
	ids: readonly string[];
	/** Called if the server does not have the newest route and an older one was used. */
	onOlderRoute?: (route: RouteRow) => void;
}

/** A call whose parameters come from the form. */
export interface FormCall extends OperationCall {
	item: ItemParameters;
	/** The body to send instead of the one from the form. */
	given?: unknown;
	/** The page of a CSV export to request. */
	page?: PageRequest;
}

interface RequestOptions {
	query?: Query;
	/** Appended to the path, such as the subsets of a Classic object. */
	suffix?: string;
	/** Returns the response of an older route unchanged. Otherwise its fields are also returned under their newest names. */
	raw?: boolean;
}

export interface CallOptions<T> extends RequestOptions {
	decoder: ResponseDecoder<T>;
	/** Encodes the body with the field names of the route that is called. */
	body?: (route: RouteRow) => EncodedBody | undefined | Promise<EncodedBody | undefined>;
}

interface ListOptions extends RequestOptions {
	decoder?: ResponseDecoder;
	limit: number;
	pageSize?: number | undefined;
	/** Applied to the rows that the server returns, with the field names of the newest route. */
	rowFilter?: RowFilter | undefined;
}

/**
 * Calls an operation with the newest route that the server supports. All rows share this code for path, query, body, headers and decoding,
 * with the field names of that route.
 */
export async function callOperation<T>(
	jamf: JamfClient,
	call: OperationCall,
	{ decoder, body: encodeBody, ...options }: CallOptions<T>,
): Promise<T> {
	return await withVersionFallback(jamf, call, async (route) => {
		const { raw, ...request } = buildRequest(call, route, options);
		const content = await encodeBody?.(route);
		const read = async (response: HttpResponse) =>
			assertExpected(await decoder.read(response), call.row, call.ids, response.status);
		const body = await sendEncoded(content, async (encoded) => {
			const headers = { ...decoder.headers, ...encoded?.headers };
			return (await jamf.send<T>({ ...request, method: route.method, ...encoded, headers }, read)).body;
		});
		if (content !== undefined) await updateCreated(jamf, call.dialect, content, body);
		return raw === true ? body : toNewestVersion(body, route);
	});
}

/** Returns the rows of a list from all pages, up to the limit. */
export async function listOperation(jamf: JamfClient, call: OperationCall, options: ListOptions): Promise<unknown[]> {
	const { row, dialect, resource } = call;
	const { headers, read } = options.decoder ?? dialect.decoderFor(row, resource);
	return await withVersionFallback(jamf, call, async (route) => {
		const { raw, ...request } = buildRequest(call, route, options);
		const { pageSize, rowFilter } = options;
		const readRows = async (limit: number) =>
			await readList(jamf, row.list ?? { kind: 'results' }, {
				...request,
				limit,
				pageSize,
				row,
				acceptsBareList: route !== row.routes[0],
				...(headers !== undefined && { headers }),
				read,
			});
		const rows = await readFiltered(readRows, options.limit, rowFilter, (each) => toComparable(each, route));
		return raw === true ? rows : rows.map((each) => toNewestVersion(each, route));
	});
}

/** Returns one object. @throws UnreadableResponseError when the response is not an object */
export async function readObject(
	jamf: JamfClient,
	dialect: Dialect,
	resource: ResourceRow,
	row: OperationRow,
	ids: readonly string[],
): Promise<object> {
	const { headers, read } = dialect.decoderFor(row, resource, undefined, ids);
	return await callOperation<object>(
		jamf,
		{ dialect, resource, row, ids },
		{
			decoder: {
				...(headers !== undefined && { headers }),
				// Checked in the decoder, so that the client retries an unexpected response: a write would reset any missing field.
				read: async (response) => {
					const object = assertObject(await read(response), response.status);
					return assertRequested(object, row, ids, response.status);
				},
			},
		},
	);
}

function buildRequest({ dialect, ids }: OperationCall, route: RouteRow, options: RequestOptions) {
	const { query = [], suffix = '', raw } = options;
	return { api: dialect.api, path: fillPath(route.path + suffix, ids), query: toOlderQuery(query, route), raw };
}
