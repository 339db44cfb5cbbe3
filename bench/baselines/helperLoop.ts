import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';
import { createFakeNode } from '../../harness/fakes/fakeNode';

const CREDENTIAL = 'jamfProClientCredentialsApi';

/** A node without its own transport: n8n's request helper, one request at a time. */
export const helperLoop = createFakeNode(
	'helperLoop',
	['request', 'pageSize', 'maxRows'],
	async function (this: IExecuteFunctions) {
		const pageSize = Number(this.getNodeParameter('pageSize', 0, 0));
		const maxRows = Number(this.getNodeParameter('maxRows', 0, 0));
		const items: INodeExecutionData[] = [];
		for (let index = 0; index < this.getInputData().length; index++) {
			const request = this.getNodeParameter('request', index) as unknown as IHttpRequestOptions;
			const rows = pageSize > 0 ? await readPages(this, request, pageSize, maxRows) : [await send(this, request)];
			for (const row of rows) items.push({ json: row ?? {}, pairedItem: { item: index } });
		}
		return [items];
	},
	{ credentials: [{ name: CREDENTIAL, required: true }] },
);

async function readPages(context: IExecuteFunctions, request: IHttpRequestOptions, pageSize: number, most: number) {
	const rows: IDataObject[] = [];
	for (let page = 0, total = most; page * pageSize < total; page++) {
		const qs = { ...request.qs, page, 'page-size': pageSize };
		const response = await send(context, { ...request, qs });
		total = Math.min(most, response.totalCount as number);
		for (const row of response.results as IDataObject[]) rows.push(row);
	}
	return rows;
}

async function send(context: IExecuteFunctions, request: IHttpRequestOptions): Promise<IDataObject> {
	const { httpRequestWithAuthentication } = context.helpers;
	return (await httpRequestWithAuthentication.call(context, CREDENTIAL, request)) as IDataObject;
}
