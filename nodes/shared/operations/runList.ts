import type { INodeExecutionData } from 'n8n-workflow';
import { type FormCall, listOperation } from '../calls/callOperation';
import { toItems } from '../calls/responseItems';
import { explainUnknownFields } from '../errors/unknownListFields';
import { buildListQuery } from '../parameters/listQuery';
import { pickFields, readOutputFields } from '../parameters/outputFields';
import { readQuery } from '../parameters/query';
import type { JamfClient } from '../transport/client';

/** Runs a row that returns a list: one item for each row. */
export async function runList(jamf: JamfClient, call: FormCall): Promise<INodeExecutionData[]> {
	const { dialect, resource, row, item } = call;
	const list = row.list ?? { kind: 'results' };
	const decoder = dialect.decoderFor(row, resource, item);
	const fields = decoder.raw === true ? undefined : readOutputFields(row, item);
	const { query, rowFilter } = buildListQuery(list, item, fields && [...fields.keys()]);
	const rows = await listOperation(jamf, call, {
		decoder,
		query: [...query, ...readQuery(row.query ?? [], item)],
		rowFilter,
		limit: item.limit(),
		pageSize: item.isGiven('options.pageSize') ? item.count('options.pageSize') : undefined,
		raw: fields === undefined,
	}).catch((error: unknown) => {
		throw explainUnknownFields(list, item, error);
	});
	if (rows.length === 0 && rowFilter?.hint !== undefined) item.hint(rowFilter.hint);
	return toItems(fields === undefined ? rows : rows.map((each) => pickFields(each, fields)));
}
