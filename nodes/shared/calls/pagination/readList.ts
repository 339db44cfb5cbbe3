import type { ListRow } from '../../catalogue/types';
import { cachedLength, cacheLength } from './listLengthCache';
import { MAX_PAGE_SIZE, readPages } from './paginator';
import { asPage, notAList, valueAt } from '../responseItems';
import type { JamfClient } from '../../transport/client';
import { type ApiPath, type Query, toSearch } from '../../transport/path';
import type { Api, HttpResponse } from '../../transport/types';

interface ListRequest {
	api: Api;
	path: ApiPath;
	query?: Query;
	/** Rows wanted at most; `Infinity` for all. */
	limit: number;
	pageSize?: number | undefined;
	headers?: Record<string, string>;
	/** Reads one answer; JSON unless given. */
	read?: ((response: HttpResponse) => Promise<unknown>) | undefined;
}

const PAGE_SIZE = 100; // jamf-behavior 3.1: the server's own default
const LIGHT_PAGE_SIZE = 500; // jamf-behavior 10.3

/** Reads a list of any kind to its end; without cookies, so that the cluster shares the work. */
export async function readList(jamf: JamfClient, list: ListRow, request: ListRequest): Promise<unknown[]> {
	const { api, path, limit, headers = {}, read } = request;
	const query = [...Object.entries(list.always ?? {}), ...(request.query ?? [])];
	const send = async (paging: Query, callerHandlesTimeout: boolean) =>
		(
			await jamf.send(
				{ api, method: 'GET', path, headers, query: [...query, ...paging], sticky: false, callerHandlesTimeout },
				read,
			)
		).body;
	if (list.kind === 'paged' || list.kind === 'pagedArray') {
		const largest = list.largestPage ?? MAX_PAGE_SIZE;
		const address = jamf.settings.server[api] + path + toSearch(query);
		return await readPages({
			expected: cachedLength(address),
			pageSize: Math.min(request.pageSize ?? list.pageSize ?? chooseDefaultPageSize(list, query), largest),
			largestPage: Math.min(request.pageSize ?? largest, largest),
			limit,
			concurrency: jamf.settings.maxConnections,
			keyOf: createKeyReader(list),
			fetchPage: async (page, size, callerHandlesTimeout) => {
				const paging: Query = [
					['page', String(page)],
					[list.sizeParameter ?? 'page-size', String(size)],
				];
				const answer = await send(paging, callerHandlesTimeout);
				const { totalCount, results } = asPage(answer) ?? { totalCount: Infinity, results: answer };
				const found = { totalCount, results: readRows(list, results) };
				cacheLength(address, totalCount, found.results.length);
				return found;
			},
		});
	}
	return readRows(list, await send([], false)).slice(0, limit);
}

/** Fewer requests where rows are small, pages that the server can make in time where they are large. */
function chooseDefaultPageSize({ heavy }: ListRow, query: Query): number {
	if (heavy === undefined) return PAGE_SIZE;
	return query.some(([name, value]) => name === 'section' && heavy.includes(value)) ? PAGE_SIZE : LIGHT_PAGE_SIZE;
}

/** What tells a row of the list from all others; empty where a part of it is missing. */
function createKeyReader({ unique, key }: ListRow): ((row: unknown) => string) | undefined {
	if (unique === undefined) return undefined;
	if (key === undefined) return (row) => valueAt(row, unique);
	return (row) => {
		const values = key.map((field) => valueAt(row, field));
		return values.includes('') ? '' : JSON.stringify(values);
	};
}

/**
 * The rows of an answer, in whichever form of a list it comes; none when it is empty.
 *
 * @throws UnreadableResponseError when it is no list
 */
function readRows({ field = 'results' }: ListRow, answer: unknown): unknown[] {
	const rows = Array.isArray(answer) ? answer : (answer as Record<string, unknown> | undefined)?.[field];
	if (Array.isArray(rows) && !rows.includes(null)) return rows;
	if (answer === undefined || answer === null) return [];
	throw notAList();
}
