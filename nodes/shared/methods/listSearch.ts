import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { lists } from '../catalogue/lists';
import type { List } from '../catalogue/types';
import { connect } from '../execute/connect';
import { listPath, quoteRsql } from '../execute/locate';
import { toNodeError } from '../execute/nodeError';
import { asPage } from '../execute/read';
import { get } from '../execute/request';
import type { Query } from '../transport/path';

const PAGE_SIZE = 100;

/** From List of every resource locator: one page of the chosen resource's list, filtered on the server. */
export async function searchObjects(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const list: List | undefined = (lists as Record<string, List>)[this.getCurrentNodeParameter('resource') as string];
	if (list === undefined) return { results: [] };
	const page = Number(paginationToken ?? 0);
	try {
		const jamf = await connect(this);
		const answer = asPage((await jamf.send(get(listPath(list), searchQuery(list, page, filter)))).body);
		const results = (answer?.results ?? []) as Array<Record<string, unknown>>;
		const more = (page + 1) * PAGE_SIZE < (answer?.totalCount ?? 0);
		return {
			results: results.map((row) => ({ name: String(row[list.titleField]), value: String(row.id) })),
			...(more && { paginationToken: String(page + 1) }),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

function searchQuery({ titleField, uniqueField }: List, page: number, filter = ''): Query {
	return [
		['page', String(page)],
		['page-size', String(PAGE_SIZE)],
		['sort', `${titleField}:asc,${uniqueField}:asc`],
		...(filter.trim() === '' ? [] : [['filter', `${titleField}==${quoteRsql(`*${filter.trim()}*`)}`] as const]),
	];
}
