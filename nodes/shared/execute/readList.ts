import type { JamfClient } from '../transport/client';
import type { ApiPath, Query } from '../transport/path';
import type { List } from '../catalogue/types';
import type { Item } from './item';
import { listPath } from './locate';
import { readPages } from './paginate';
import { asPage } from './read';

interface ListRequest {
	path: ApiPath;
	query?: Query;
	pageSize?: number;
	limit: number;
}

const PAGE_SIZE = 100; // facts 3.1: the server's own default

/** Reads a paged list of the Jamf Pro API; without cookies, so that the cluster shares the work. */
export async function readList(
	jamf: JamfClient,
	{ path, query = [], pageSize = PAGE_SIZE, limit }: ListRequest,
): Promise<unknown[]> {
	return await readPages({
		pageSize,
		limit,
		concurrency: jamf.settings.maxConnections,
		fetchPage: async (page, size, shrinkable) => {
			const paging: Query = [
				['page', String(page)],
				['page-size', String(size)],
			];
			const { body } = await jamf.send({
				api: 'pro',
				method: 'GET',
				path,
				query: [...query, ...paging],
				sticky: false,
				shrinkable,
			});
			return asPage(body) ?? { totalCount: 0, results: [] };
		},
	});
}

/** The request behind a Get Many form: Return All, Limit, Filter and Sort. */
export function listRequest(item: Item, list: List): ListRequest {
	const filter = item.text('query.filter');
	const wanted = item.text('query.sort');
	// Rows that compare equal may change places between two pages: the unique field decides (facts 3.3).
	const unique = wanted.split(',').some((part) => part.split(':')[0]?.trim() === list.uniqueField);
	const sort = unique ? wanted : [wanted, `${list.uniqueField}:asc`].filter(Boolean).join(',');
	return {
		path: listPath(list),
		limit: item.limit(),
		query: [['sort', sort], ...(filter === '' ? [] : [['filter', filter] as const])],
	};
}
