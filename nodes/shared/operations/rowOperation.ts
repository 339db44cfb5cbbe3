import type { INodeExecutionData } from 'n8n-workflow';
import { decodeResponse, rejectWebPage } from './apiRequest/response';
import { findOperation } from '../catalogue/find';
import type { OperationRow, ResourceRow } from '../catalogue/types';
import { createsOne, buildForm } from '../description/form';
import type { Dialect, ResponseDecoder } from '../calls/apiAdapter';
import { receiveFile } from '../calls/binaryData';
import { buildListQuery } from '../parameters/listQuery';
import { toItems } from '../calls/responseItems';
import { readList } from '../calls/pagination/readList';
import { pickFields, readOutputFields } from '../parameters/outputFields';
import { readAfterCreate } from '../calls/readAfterCreate';
import { toOlderQuery, toNewestVersion } from '../calls/fieldRenames';
import { type OperationCall, sendWithBody, writeResult } from '../calls/writeRecord';
import { readBody } from '../parameters/requestBody';
import type { ItemParameters } from '../parameters/itemParameters';
import { explainUnknownFields } from '../errors/unknownListFields';
import { resolvePathParameters } from '../calls/resolvePathParameters';
import { readQuery, readSubsets } from '../parameters/query';
import { withVersionFallback } from '../calls/versionFallback';
import type { JamfClient } from '../transport/client';
import { InputError, ResponseError } from '../transport/errors/errors';
import { fillPath } from '../transport/path';
import type { Operation } from '../description/operation';

/** The operation that a row describes. */
export function createRowOperation(dialect: Dialect, resource: ResourceRow, row: OperationRow): Operation {
	const { value, name, action, hidden } = row;
	return {
		value,
		name,
		action,
		description: describeRow(row),
		...(hidden === true && { hidden }),
		properties: buildForm(dialect, resource, row),
		async run(jamf, item) {
			refuseUnconfirmed(row, item);
			const ids = await resolvePathParameters(jamf, dialect, row.path ?? [], item);
			const write: OperationCall = { dialect, resource, row, ids, item };
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

function refuseUnconfirmed({ destructive, name }: OperationRow, item: ItemParameters): void {
	if (destructive !== true || item.boolean('confirm')) return;
	throw new InputError(
		`"${name}" can destroy data and was not confirmed.`,
		'Nothing was sent. Turn on Confirm when you are sure.',
	);
}

async function runList(
	jamf: JamfClient,
	{ dialect, resource, row, ids, item }: OperationCall,
): Promise<INodeExecutionData[]> {
	const list = row.list ?? { kind: 'results' };
	const { raw, ...reader } = dialect.decoderFor(row, resource, item);
	const fields = raw === true ? undefined : readOutputFields(row, item);
	const query = [...buildListQuery(list, item, fields), ...readQuery(row.query ?? [], item)];
	const pageSize = item.isGiven('options.pageSize') ? item.count('options.pageSize') : undefined;
	return await withVersionFallback(jamf, row, async (route) => {
		const request = { api: dialect.api, path: fillPath(route.path, ids), query: toOlderQuery(query, route) };
		const rows = await readList(jamf, list, { ...request, limit: item.limit(), pageSize, ...reader });
		return toItems(fields === undefined ? rows : rows.map((each) => pickFields(toNewestVersion(each, route), fields)));
	}).catch((error: unknown) => {
		throw explainUnknownFields(list, item, error);
	});
}

async function runOne(jamf: JamfClient, write: OperationCall): Promise<INodeExecutionData[]> {
	const { dialect, resource, row, ids, item } = write;
	const reader = dialect.decoderFor(row, resource, item);
	const fields = reader.raw === true ? undefined : readOutputFields(row, item);
	const get = findOperation(resource, 'get');
	// Before anything is sent: an expression that fails must not hide that a change was made.
	const isRead = get !== undefined && createsOne(resource, row) && item.boolean('options.returnFullRecord');
	const answer = await exchange(jamf, write, reader, fields).catch(async (error: unknown) => {
		if (dialect.handleRejection === undefined || !(error instanceof ResponseError)) throw error;
		const hasValue = row.body !== undefined && row.body.kind === undefined;
		const value = () => (hasValue ? readBody(dialect.fields(), resource, row, item) : undefined);
		return await dialect.handleRejection(jamf, error, { row, resource, ids, value });
	});
	if (answer === undefined || answer === null || row.answer === 'nothing') return [writeResult(row, ids)];
	if (isRead) return toItems(await readAfterCreate(jamf, dialect, resource, get, answer));
	return toItems(fields === undefined ? answer : pickFields(answer, fields));
}

async function runFile(jamf: JamfClient, write: OperationCall): Promise<INodeExecutionData[]> {
	const { dialect, row, ids, item } = write;
	const format = row.answer === 'file' ? 'file' : 'text';
	const answer = await exchange(jamf, write, {
		...(row.accept !== undefined && { headers: { accept: row.accept } }),
		read: async (response) => {
			rejectWebPage(response);
			return await decodeResponse(dialect.api, format)(response);
		},
	});
	if (answer.kind !== 'file') return toItems(answer.value);
	return [await receiveFile(jamf, item, answer, fillPath(row.routes[0].path, ids))];
}

/** Sends the request of the row by the newest route that the server has. */
async function exchange<T>(
	jamf: JamfClient,
	write: OperationCall,
	{ headers: asking = {}, read }: ResponseDecoder<T>,
	fields?: readonly string[],
): Promise<T> {
	const { dialect, row, ids, item } = write;
	const query = readQuery(row.query ?? [], item, fields);
	return await withVersionFallback(jamf, row, async (route) => {
		const path = fillPath(route.path + readSubsets(row, item), ids);
		const request = { api: dialect.api, method: route.method, path, query: toOlderQuery(query, route) };
		return await sendWithBody(jamf, write, route, async (content) => {
			const headers = { ...asking, ...content?.headers };
			const { body } = await jamf.send<T>({ ...request, ...content, headers }, read);
			return fields === undefined ? body : toNewestVersion(body, route);
		});
	});
}
