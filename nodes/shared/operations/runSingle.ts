import type { INodeExecutionData } from 'n8n-workflow';
import type { FormCall } from '../calls/callOperation';
import { callWithForm } from '../calls/callWithForm';
import { readAfterCreate } from '../calls/readAfterCreate';
import { describeSettled } from '../calls/settle';
import { settleWrite } from '../calls/settleWrite';
import { toItems } from '../calls/responseItems';
import { findOperation } from '../catalogue/find';
import type { OperationRow } from '../catalogue/types';
import { createsOne } from '../description/form';
import { pickFields, readOutputFields } from '../parameters/outputFields';
import { readBody } from '../parameters/requestBody';
import type { JamfClient } from '../transport/client';
import { ResponseError, UnreadableResponseError } from '../transport/errors/errors';

/** Runs a row that reads or writes one object. */
export async function runSingle(jamf: JamfClient, call: FormCall): Promise<INodeExecutionData[]> {
	const { dialect, resource, row, ids, item } = call;
	const decoder = dialect.decoderFor(row, resource, item, ids);
	const fields = decoder.raw === true ? undefined : readOutputFields(row, item);
	const get = findOperation(resource, 'get');
	// Read before anything is sent, so that a failing expression cannot hide a change.
	const returnsFullRecord = get !== undefined && createsOne(resource, row) && item.boolean('options.returnFullRecord');
	const hasValue = row.body !== undefined && row.body.kind === undefined;
	const value = () => (hasValue ? (call.given ?? readBody(dialect.fields(), resource, row, item)) : undefined);
	const body = await callWithForm(jamf, call, decoder, fields && [...fields.keys()]).catch(async (error: unknown) => {
		if (error instanceof UnreadableResponseError && row.routes[0].method !== 'GET') {
			const { object } = await settleWrite(jamf, call, error, value());
			item.hint(describeSettled(error));
			return dialect.api === 'pro' && row.expects?.includes('href') !== true ? object : undefined;
		}
		if (dialect.handleRejection === undefined || !(error instanceof ResponseError)) throw error;
		return await dialect.handleRejection(jamf, error, {
			row,
			resource,
			ids,
			value,
			signal: item.context.getExecutionCancelSignal(),
		});
	});
	if (body === undefined || body === null || row.responseType === 'nothing') return [writeResult(row, ids)];
	if (returnsFullRecord) return toItems(await readAfterCreate(jamf, dialect, resource, get, body));
	return toItems(fields === undefined ? body : pickFields(body, fields));
}

/** The output of a write without a response body. */
function writeResult({ value, path = [] }: OperationRow, ids: readonly string[]): INodeExecutionData {
	const own = path.findIndex(({ name }) => name === 'id');
	const id = ids[Math.max(own, 0)];
	const outcome = value.startsWith('delete') ? { deleted: true } : { success: true };
	return { json: { ...outcome, ...(id !== undefined && { id }) } };
}
