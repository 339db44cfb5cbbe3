import type { INodeExecutionData } from 'n8n-workflow';
import { readAnswer, refuseWebPage } from './apiRequest/response';
import { findOperation } from '../catalogue/find';
import type { OperationRow, ResourceRow } from '../catalogue/types';
import { createsOne, formOf } from '../description/form';
import type { Dialect, Reader } from '../calls/apiAdapter';
import { receiveFile } from '../calls/binaryData';
import { listQuery } from '../parameters/listQuery';
import { toItems } from '../calls/responseItems';
import { readList } from '../calls/pagination/readList';
import { selectFields, wantedFields } from '../parameters/outputFields';
import { readNew } from '../calls/readAfterCreate';
import { olderQuery, toNewest } from '../calls/fieldRenames';
import { type Write, withBody, written } from '../calls/writeRecord';
import { readBody } from '../parameters/requestBody';
import type { Item } from '../parameters/itemParameters';
import { explainFields } from '../errors/unknownListFields';
import { locatePath } from '../calls/resolvePathParameters';
import { readQuery, readSubsets } from '../parameters/query';
import { onNewestRoute } from '../calls/versionFallback';
import type { JamfClient } from '../transport/client';
import { InputError, ResponseError } from '../transport/errors/errors';
import { fillPath } from '../transport/path';
import type { Operation } from '../description/operation';

/** The operation that a row describes. */
export function operationOf(dialect: Dialect, resource: ResourceRow, row: OperationRow): Operation {
	const { value, name, action, hidden } = row;
	return {
		value,
		name,
		action,
		description: describeRow(row),
		...(hidden === true && { hidden }),
		properties: formOf(dialect, resource, row),
		async run(jamf, item) {
			refuseUnconfirmed(row, item);
			const ids = await locatePath(jamf, dialect, row.path ?? [], item);
			const write: Write = { dialect, resource, row, ids, item };
			if (row.list !== undefined) return await runList(jamf, write);
			if (row.answer === 'file' || row.answer === 'text') return await runFile(jamf, write);
			return await runOne(jamf, write);
		},
	};
}

function describeRow({ description, routes: [newest], deprecated }: OperationRow): string {
	const needs = newest.privileges?.join(', ');
	return [
		...(description === undefined ? [] : [description]),
		...(deprecated === undefined
			? []
			: [deprecated === '' ? 'Deprecated by Jamf' : `Deprecated by Jamf since ${deprecated}`]),
		...(needs === undefined ? [] : [`Needs ${needs}`]),
	].join('. ');
}

function refuseUnconfirmed({ destructive, name }: OperationRow, item: Item): void {
	if (destructive !== true || item.boolean('confirm')) return;
	throw new InputError(
		`"${name}" can destroy data and was not confirmed.`,
		'Nothing was sent. Turn on Confirm when you are sure.',
	);
}

async function runList(jamf: JamfClient, { dialect, resource, row, ids, item }: Write): Promise<INodeExecutionData[]> {
	const list = row.list ?? { kind: 'results' };
	const { raw, ...reader } = dialect.reader(row, resource, item);
	const fields = raw === true ? undefined : wantedFields(row, item);
	const query = [...listQuery(list, item, fields), ...readQuery(row.query ?? [], item)];
	const pageSize = item.isGiven('options.pageSize') ? item.count('options.pageSize') : undefined;
	return await onNewestRoute(jamf, row, async (route) => {
		const request = { api: dialect.api, path: fillPath(route.path, ids), query: olderQuery(query, route) };
		const rows = await readList(jamf, list, { ...request, limit: item.limit(), pageSize, ...reader });
		return toItems(fields === undefined ? rows : rows.map((each) => selectFields(toNewest(each, route), fields)));
	}).catch((error: unknown) => {
		throw explainFields(list, item, error);
	});
}

async function runOne(jamf: JamfClient, write: Write): Promise<INodeExecutionData[]> {
	const { dialect, resource, row, ids, item } = write;
	const reader = dialect.reader(row, resource, item);
	const fields = reader.raw === true ? undefined : wantedFields(row, item);
	const get = findOperation(resource, 'get');
	// Before anything is sent: an expression that fails must not hide that a change was made.
	const isRead = get !== undefined && createsOne(resource, row) && item.boolean('options.returnFullRecord');
	const answer = await exchange(jamf, write, reader, fields).catch(async (error: unknown) => {
		if (dialect.recover === undefined || !(error instanceof ResponseError)) throw error;
		const hasValue = row.body !== undefined && row.body.kind === undefined;
		const value = () => (hasValue ? readBody(dialect.fields(), resource, row, item) : undefined);
		return await dialect.recover(jamf, error, { row, resource, ids, value });
	});
	if (answer === undefined || answer === null || row.answer === 'nothing') return [written(row, ids)];
	if (isRead) return toItems(await readNew(jamf, dialect, resource, get, answer));
	return toItems(fields === undefined ? answer : selectFields(answer, fields));
}

async function runFile(jamf: JamfClient, write: Write): Promise<INodeExecutionData[]> {
	const { dialect, row, ids, item } = write;
	const format = row.answer === 'file' ? 'file' : 'text';
	const answer = await exchange(jamf, write, {
		...(row.accept !== undefined && { headers: { accept: row.accept } }),
		read: async (response) => {
			refuseWebPage(response);
			return await readAnswer(dialect.api, format)(response);
		},
	});
	if (answer.kind !== 'file') return toItems(answer.value);
	return [await receiveFile(jamf, item, answer, fillPath(row.routes[0].path, ids))];
}

/** Sends the request of the row by the newest route that the server has. */
async function exchange<T>(
	jamf: JamfClient,
	write: Write,
	{ headers: asking = {}, read }: Reader<T>,
	fields?: readonly string[],
): Promise<T> {
	const { dialect, row, ids, item } = write;
	const query = readQuery(row.query ?? [], item, fields);
	return await onNewestRoute(jamf, row, async (route) => {
		const path = fillPath(route.path + readSubsets(row, item), ids);
		const request = { api: dialect.api, method: route.method, path, query: olderQuery(query, route) };
		return await withBody(jamf, write, route, async (content) => {
			const headers = { ...asking, ...content?.headers };
			const { body } = await jamf.send<T>({ ...request, ...content, headers }, read);
			return fields === undefined ? body : toNewest(body, route);
		});
	});
}
