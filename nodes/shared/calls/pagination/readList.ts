import type { ListRow, OperationRow } from '../../catalogue/types';
import { readJson } from '../../transport/http/responseBody';
import { incompleteList } from './incompleteList';
import { cachedLength, cacheLength } from './listLengthCache';
import { MAX_PAGE_SIZE } from './pageQueue';
import { readPages } from './readPages';
import { assertEntries } from '../expectedResponse';
import { asPage, notAList, type Page, valueAt } from '../responseItems';
import type { JamfClient } from '../../transport/client';
import { type ApiPath, type Query, toSearch } from '../../transport/path';
import type { JamfRequest } from '../../transport/session';
import type { Api, HttpResponse } from '../../transport/types';

interface ListRequest {
	api: Api;
	path: ApiPath;
	query?: Query;
	/** Maximum number of rows to return, or `Infinity` for all. */
	limit: number;
	pageSize?: number | undefined;
	headers?: Record<string, string>;
	/** The fields that each entry is expected to have. */
	row?: Pick<OperationRow, 'expects' | 'expectsRequired'>;
	/** Whether to accept an empty array for a paginated list, as older versions of the route return it. */
	acceptsBareList?: boolean;
	/** Decodes one response. Default: JSON. */
	read?: ((response: HttpResponse) => Promise<unknown>) | undefined;
}

const PAGE_SIZE = 100; // jamf-behavior 3.1: the server's own default
// jamf-behavior 10.3: 500, and a little more, so that a thousand computers fit on two pages that overlap (ADR 0010).
const LIGHT_PAGE_SIZE = 510;

/**
 * Reads a list of any kind to its end or the limit. Sends no cookies, so that requests are distributed over the cluster.
 *
 * @throws JamfError when rows are still missing after all attempts
 */
export async function readList(jamf: JamfClient, list: ListRow, request: ListRequest): Promise<unknown[]> {
	const { api, path, limit, headers = {}, read = readJson } = request;
	const query = [...Object.entries(list.always ?? {}), ...(request.query ?? [])];
	// Decoded inside the request, so that a response that is not a list is retried.
	const decode = async (response: HttpResponse) => toPage(list, await read(response), request);
	const fetch = async (paging: Query, more: Partial<JamfRequest> = {}) => {
		const sent = { api, method: 'GET', path, headers, query: [...query, ...paging], sticky: false, ...more } as const;
		return (await jamf.send(sent, decode)).body;
	};
	if (list.kind !== 'paged' && list.kind !== 'pagedArray') {
		const { totalCount, results } = await fetch([]);
		const isIncomplete = totalCount < Infinity && results.length < Math.min(limit, totalCount);
		if (isIncomplete) throw incompleteList(results.length, totalCount);
		return results.slice(0, limit);
	}
	const largest = list.largestPage ?? MAX_PAGE_SIZE;
	const address = jamf.settings.server[api] + path + toSearch(query);
	const pageSize = Math.min(request.pageSize ?? list.pageSize ?? chooseDefaultPageSize(list, query), largest);
	const isWholeFleet = list.heavy !== undefined && limit > pageSize && !query.some(([name]) => name === 'filter');
	// Lists of devices usually have more than one page.
	const connections = list.heavy !== undefined && limit > pageSize ? jamf.settings.maxConnections : undefined;
	return await readPages({
		// As many pages of a fleet are requested at once as are allowed: most have several (ADR 0012).
		expected: cachedLength(address) ?? (isWholeFleet ? pageSize * jamf.settings.maxConnections : undefined),
		pageSize,
		largestPage: Math.min(request.pageSize ?? largest, largest),
		limit,
		concurrency: jamf.settings.maxConnections,
		keyOf: createKeyReader(list),
		fetchPage: async (page, size, callerHandlesTimeout, retrySignal) => {
			const paging: Query = [
				['page', String(page)],
				[list.sizeParameter ?? 'page-size', String(size)],
			];
			const more = { callerHandlesTimeout, retrySignal, ...(page === 0 && { connections }) };
			const found = await fetch(paging, more);
			// A fleet of one page is cached too, so that its second page is not requested again.
			cacheLength(address, found.totalCount, isWholeFleet ? 0 : found.results.length);
			return found;
		},
	});
}

/** Large pages for small rows. Small pages for rows so large that the server would time out. */
function chooseDefaultPageSize({ heavy }: ListRow, query: Query): number {
	if (heavy === undefined) return PAGE_SIZE;
	return query.some(([name, value]) => name === 'section' && heavy.includes(value)) ? PAGE_SIZE : LIGHT_PAGE_SIZE;
}

/** Creates a reader for the unique key of a row. The key is empty if a part of it is missing. */
function createKeyReader({ unique, key }: ListRow): ((row: unknown) => string) | undefined {
	if (unique === undefined) return undefined;
	if (key === undefined) return (row) => valueAt(row, unique);
	return (row) => {
		const values = key.map((field) => valueAt(row, field));
		return values.includes('') ? '' : JSON.stringify(values);
	};
}

/**
 * The rows of a response in any list format, with the total count if the server reports it.
 *
 * @throws UnreadableResponseError when it is not a list
 */
function toPage(
	list: ListRow,
	body: unknown,
	{ row = {}, acceptsBareList = true }: Pick<ListRequest, 'acceptsBareList' | 'row'>,
): Page {
	const { field = 'results', kind } = list;
	const { totalCount } = asPage(body) ?? { totalCount: Infinity };
	const results = Array.isArray(body) ? body : (body as Record<string, unknown> | null | undefined)?.[field];
	if (!Array.isArray(results) || results.includes(null)) throw notAList();
	const isBare = results === body && (kind === 'paged' || kind === 'results');
	if (isBare && results.length === 0 && !acceptsBareList) throw notAList();
	assertEntries(results, list, row);
	return { totalCount, results };
}
