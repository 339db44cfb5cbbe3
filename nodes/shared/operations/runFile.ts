import type { INodeExecutionData } from 'n8n-workflow';
import { receiveFile } from '../calls/binaryData';
import type { FormCall } from '../calls/callOperation';
import { callWithForm } from '../calls/callWithForm';
import { exportCsv, needsAllPages } from '../calls/exportCsv';
import { parseText, toItems } from '../calls/responseItems';
import type { JamfClient } from '../transport/client';
import { fillPath } from '../transport/path';
import type { HttpResponse } from '../transport/types';
import { type DecodedResponse, decodeResponse, rejectErrorText, rejectWebPage } from './apiRequest/response';

/** Runs a row that returns a file or text. */
export async function runFile(jamf: JamfClient, call: FormCall): Promise<INodeExecutionData[]> {
	const { dialect, row, ids, item } = call;
	const decode = decodeResponse(dialect.api, row.responseType === 'file' ? 'file' : 'text');
	const decoder = {
		...(row.accept !== undefined && { headers: { accept: row.accept } }),
		read: async (response: HttpResponse): Promise<DecodedResponse> => {
			rejectWebPage(response);
			const decoded = await decode(response);
			if (decoded.kind === 'text') rejectErrorText(decoded.value, response.status);
			return decoded;
		},
	};
	const run = needsAllPages(call) ? exportCsv : callWithForm<DecodedResponse>;
	const decoded = await run(jamf, call, decoder);
	if (decoded.kind === 'file') return [await receiveFile(jamf, item, decoded, fillPath(row.routes[0].path, ids))];
	const isDone = decoded.value === '' && row.routes[0].method !== 'GET';
	return toItems(isDone ? undefined : parseText(String(decoded.value)));
}
