import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { findListable } from '../../catalogue/find';
import type { Dialect } from '../../calls/dialect';
import { quoteRsql } from '../../parameters/rsql';
import { valueAt } from '../../calls/responseItems';
import {
	toFilterField,
	readId,
	type LookupSource,
	createLookupSource,
	readObjects,
	readTitle,
} from '../../calls/resolveId';
import { searchMethodName } from '../fields/locator';
import type { JamfClient } from '../../transport/client';
import { withJamfClient } from './withClient';

const PAGE_SIZE = 100;

type SearchObjects = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** The list search methods of all resource locators, one for each resource whose objects can be listed. */
export function createSearchMethods(dialect: Dialect): Record<string, SearchObjects> {
	return Object.fromEntries(
		dialect.catalogue.resources.flatMap(({ value }) => {
			const listable = findListable(dialect.catalogue, value);
			if (listable === undefined) return [];
			return [[searchMethodName(value), createSearch(dialect, createLookupSource(dialect, listable))]];
		}),
	);
}

function createSearch({ api, catalogue }: Dialect, objects: LookupSource): SearchObjects {
	return async function (filter = '', paginationToken = '0') {
		const skip = Number(paginationToken);
		const rows = await withJamfClient(
			this,
			{ [api]: catalogue },
			async (jamf) => await readMatching(objects, jamf, filter.trim(), skip + PAGE_SIZE + 1),
		);
		const { detailField } = objects.objects;
		const results = rows.slice(skip, skip + PAGE_SIZE).map((row) => {
			const detail = detailField === undefined ? '' : valueAt(row, detailField);
			return {
				name: readTitle(objects, row),
				value: readId(objects, row),
				...(detail !== '' && { description: detail }),
			};
		});
		return { results, ...(rows.length > skip + PAGE_SIZE && { paginationToken: String(skip + PAGE_SIZE) }) };
	};
}

/** Reads one more row than a page to detect whether there is a next one. If the server cannot filter, reads all rows. */
async function readMatching(objects: LookupSource, jamf: JamfClient, text: string, limit: number) {
	const { titleField, filterable } = objects.objects;
	const isMatch = (row: unknown) =>
		readTitle(objects, row as IDataObject)
			.toLowerCase()
			.includes(text.toLowerCase());
	if (text === '') return await readObjects(jamf, objects, '', limit);
	if (filterable === true) {
		const rsql = `${toFilterField(objects, titleField)}==${quoteRsql(`*${text}*`)}`;
		// The server treats * as a wildcard (jamf-behavior 3.4).
		const rowFilter = text.includes('*') ? { fields: [], matches: isMatch } : undefined;
		return await readObjects(jamf, objects, rsql, limit, rowFilter);
	}
	return (await readObjects(jamf, objects, '', Infinity)).filter(isMatch);
}
