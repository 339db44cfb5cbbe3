import { asPage, notAList, valueAt } from '../../calls/responseItems';
import { isObject } from '../../parameters/propertyPath';
import { quoteRsql } from '../../parameters/rsql';
import type { JamfClient } from '../../transport/client';
import { readJson } from '../../transport/http/responseBody';
import type { ApiPath, Query } from '../../transport/path';
import type { HttpResponse } from '../../transport/types';

/** UUIDs in one filter, so that the address does not become too long. */
const MAX_UUIDS = 40;
const PAGE_SIZE = '100';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A list whose rows have a UUID. */
interface UuidList {
	path: ApiPath;
	/** The field with the UUID, in the rows and in the filter. */
	field: string;
}

/** The rows with these UUIDs, by UUID as given. Those without a row are missing. */
export async function readByUuid(
	jamf: JamfClient,
	list: UuidList,
	uuids: readonly string[],
): Promise<Map<string, unknown>> {
	const valid = [...new Set(uuids)].filter((uuid) => UUID.test(uuid));
	const found = new Map<string, unknown>();
	const read = async (batch: readonly string[]) => {
		for (const row of await readBatch(jamf, list, batch)) {
			const uuid = batch.find((each) => each.toLowerCase() === valueAt(row, list.field).toLowerCase());
			if (uuid !== undefined) found.set(uuid, row);
		}
	};
	await Promise.all(splitBatches(valid).map(read));
	// Alternatives in the filter of commands are not reliable in every version (jamf-behavior 7.6).
	const missing = valid.length < 2 ? [] : valid.filter((uuid) => !found.has(uuid));
	await Promise.all(missing.map(async (uuid) => await read([uuid])));
	return found;
}

function splitBatches(uuids: readonly string[]): string[][] {
	return Array.from({ length: Math.ceil(uuids.length / MAX_UUIDS) }, (_, index) =>
		uuids.slice(index * MAX_UUIDS, (index + 1) * MAX_UUIDS),
	);
}

async function readBatch(jamf: JamfClient, { path, field }: UuidList, uuids: readonly string[]): Promise<unknown[]> {
	const values = uuids.map(quoteRsql);
	const filter = values.length === 1 ? `${field}==${values.join()}` : `${field}=in=(${values.join(',')})`;
	return await readRows(jamf, path, [['filter', filter]]);
}

/** The first page of a list. */
export async function readRows(jamf: JamfClient, path: ApiPath, query: Query): Promise<unknown[]> {
	const read = async (response: HttpResponse) => {
		const page = asPage(await readJson(response));
		if (page === undefined || !page.results.every(isObject)) throw notAList();
		return page.results;
	};
	return await jamf.get(path, { query: [...query, ['page-size', PAGE_SIZE]], read });
}
