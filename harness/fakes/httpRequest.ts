import type { ICredentialType, IDataObject, IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

/** n8n's Header Auth. */
export const httpHeaderAuth: ICredentialType = {
	name: 'httpHeaderAuth',
	displayName: 'Header Auth',
	properties: ['name', 'value'].map((name) => ({ displayName: name, name, type: 'string', default: '' })),
};

/** HTTP Request: JSON, authenticated with a header. */
export const httpRequest = createFakeNode(
	'httpRequest',
	['method', 'url', 'sendBody', 'jsonBody'],
	async function (this: IExecuteFunctions) {
		const { name, value } = await this.getCredentials<{ name: string; value: string }>('httpHeaderAuth');
		const responses = this.getInputData().map(async (_, index) => {
			const body = this.getNodeParameter('sendBody', index) === true ? this.getNodeParameter('jsonBody', index) : '';
			const response = await fetch(this.getNodeParameter('url', index) as string, {
				method: this.getNodeParameter('method', index) as IHttpRequestMethods,
				headers: { [name]: value, 'content-type': 'application/json' },
				...(body !== '' && { body: body as string }),
			});
			if (!response.ok) throw new Error(`The server responded with ${response.status}`);
			return { json: (await response.json()) as IDataObject };
		});
		return [await Promise.all(responses)];
	},
	{ credentials: [{ name: 'httpHeaderAuth', required: true }] },
);
