import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

/** What n8n's HTTP Request node does with a predefined credential: n8n's own helper, with our credential. */
export const helperRequest = createFakeNode(
	'helperRequest',
	['request', { displayName: 'Legacy', name: 'legacy', type: 'boolean', default: false }],
	async function (this: IExecuteFunctions) {
		const request = this.getNodeParameter('request', 0) as IHttpRequestOptions;
		const legacy = this.getNodeParameter('legacy', 0) as boolean;
		const helper = legacy ? this.helpers.requestWithAuthentication : this.helpers.httpRequestWithAuthentication;
		const response = (await helper.call(this, 'jamfProClientCredentialsApi', request as never)) as IDataObject;
		return [[{ json: { response } }]];
	},
	{ credentials: [{ name: 'jamfProClientCredentialsApi', required: true }] },
);
