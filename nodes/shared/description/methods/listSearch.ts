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

/** A list search of a resource, or of a part of its objects. */
interface ListSearch {
	/** The name for `searchMethodName`. */
	name: string;
	resource: string;
	/** Default: all objects. */
	includes?: (row: IDataObject) => boolean;
}

/** The list search methods of all resource locators, one for each resource whose objects can be listed, and further ones. */
export function createSearchMethods(
	dialect: Dialect,
	further: readonly ListSearch[] = [],
): Record<string, SearchObjects> {
	const own = dialect.catalogue.resources.map(({ value }): ListSearch => ({ name: value, resource: value }));
	return Object.fromEntries(
		[...own, ...further].flatMap(({ name, resource, includes }) => {
			const listable = findListable(dialect.catalogue, resource);
			if (listable === undefined) return [];
			return [[searchMethodName(name), createSearch(dialect, createLookupSource(dialect, listable), includes)]];
		}),
	);
}

function createSearch(
	{ api, catalogue }: Dialect,
	objects: LookupSource,
	includes?: (row: IDataObject) => boolean,
): SearchObjects {
	return async function (filter = '', paginationToken = '0') {
		const skip = Number(paginationToken);
		const rows = await withJamfClient(
			this,
			{ [api]: catalogue },
			async (jamf) => await readMatching(objects, jamf, filter.trim(), skip + PAGE_SIZE + 1, includes),
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
async function readMatching(
	objects: LookupSource,
	jamf: JamfClient,
	text: string,
	limit: number,
	includes: ListSearch['includes'],
) {
	const { titleField, filterable } = objects.objects;
	const isMatch = (row: unknown) =>
		(includes?.(row as IDataObject) ?? true) &&
		readTitle(objects, row as IDataObject)
			.toLowerCase()
			.includes(text.toLowerCase());
	const rowFilter = { fields: [], matches: isMatch };
	if (text === '') return await readObjects(jamf, objects, '', limit, includes && rowFilter);
	if (filterable === true) {
		const rsql = `${toFilterField(objects, titleField)}==${quoteRsql(`*${text}*`)}`;
		// The server treats * as a wildcard (jamf-behavior 3.4).
		const isFilteredHere = text.includes('*') || includes !== undefined;
		return await readObjects(jamf, objects, rsql, limit, isFilteredHere ? rowFilter : undefined);
	}
	return (await readObjects(jamf, objects, '', Infinity)).filter(isMatch);
}
