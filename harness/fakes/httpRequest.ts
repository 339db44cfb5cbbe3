import type {
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
} from 'n8n-workflow';
import { CREDENTIAL } from '../bareEngine';
import { createFakeNode } from './fakeNode';

const describeCredential = (name: string, displayName: string, fields: string[]): ICredentialType => ({
	name,
	displayName,
	properties: fields.map((field) => ({ displayName: field, name: field, type: 'string', default: '' })),
});

/** n8n's Header Auth and n8n API. */
export const httpCredentials: ICredentialType[] = [
	describeCredential('httpHeaderAuth', 'Header Auth', ['name', 'value']),
	describeCredential('n8nApi', 'n8n API', ['apiKey', 'baseUrl']),
];

/** HTTP Request: JSON, authenticated with a header, with the API key of n8n, or with the credential of this package. */
export const httpRequest = createFakeNode(
	'httpRequest',
	['method', 'url', 'authentication', 'nodeCredentialType', 'sendBody', 'jsonBody'],
	async function (this: IExecuteFunctions) {
		if (this.getNodeParameter('nodeCredentialType', 0) === CREDENTIAL) return [await sendToJamf(this)];
		const header = await readHeader(this);
		const responses = this.getInputData().map(async (_, index) => {
			const body = this.getNodeParameter('sendBody', index) === true ? this.getNodeParameter('jsonBody', index) : '';
			const response = await fetch(this.getNodeParameter('url', index) as string, {
				method: this.getNodeParameter('method', index) as IHttpRequestMethods,
				headers: { ...header, 'content-type': 'application/json' },
				...(body !== '' && { body: body as string }),
			});
			if (!response.ok) throw new Error(`The server responded with ${response.status}`);
			return { json: (await response.json()) as IDataObject };
		});
		return [await Promise.all(responses)];
	},
	{ credentials: [...httpCredentials.map(({ name }) => ({ name })), { name: CREDENTIAL }] },
);

async function readHeader(context: IExecuteFunctions): Promise<Record<string, string>> {
	if (context.getNodeParameter('nodeCredentialType', 0) === 'n8nApi') {
		const { apiKey } = await context.getCredentials<{ apiKey: string }>('n8nApi');
		return { 'x-n8n-api-key': apiKey };
	}
	const { name, value } = await context.getCredentials<{ name: string; value: string }>('httpHeaderAuth');
	return { [name]: value };
}

/** n8n's own helper, which authenticates the request. */
async function sendToJamf(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const responses = context.getInputData().map(async (_, index) => {
		const body = context.getNodeParameter('jsonBody', index) as string;
		const response = (await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, {
			method: context.getNodeParameter('method', index) as IHttpRequestMethods,
			url: context.getNodeParameter('url', index) as string,
			headers: { 'content-type': 'application/json' },
			...(context.getNodeParameter('sendBody', index) === true && { body }),
		})) as IDataObject;
		return { json: { response } };
	});
	return await Promise.all(responses);
}
