import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { HELPER_LOOP, HTTP_REQUEST, JAMF_PRO, type BenchEngine } from '../engine';
import type { Candidate } from './types';

const PATH = '/api/v4/computers-inventory-detail';

/** One item per computer to change. */
const computers = (size: number, more: IDataObject = {}): INodeExecutionData[] =>
	Array.from({ length: size }, (_, index) => ({
		json: { id: String(index + 1), assetTag: `A-${index + 1}`, ...more },
	}));

/** Update of the Jamf Pro node, with one field of its form. */
async function updateWithNode(engine: BenchEngine, input: INodeExecutionData[]) {
	return await engine.run(
		JAMF_PRO,
		{
			resource: 'computer',
			operation: 'update',
			id: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			bodyMode: 'fields',
			fields: { mappingMode: 'defineBelow', value: { 'general.assetTag': '={{ $json.assetTag }}' } },
		},
		{ input },
	);
}

export const node: Candidate = async ({ engine }, size) => await updateWithNode(engine, computers(size));

/** The same, with a credential that n8n reads and decrypts for each item. */
export const storedCredential: Candidate = async ({ engine, server, client }, size) => {
	engine.signInSealed(server, client);
	return await updateWithNode(engine, computers(size));
};

/** The same, with an expression in the credential that selects the server of each item. */
export const credentialPerItem: Candidate = async ({ engine, server, client }, size) => {
	engine.signInSealed('={{ $json.server }}', client);
	return await updateWithNode(engine, computers(size, { server }));
};

async function sendWithHttpRequest(
	engine: BenchEngine,
	server: string,
	size: number,
	batch?: [size: number, every: number],
) {
	const [batchSize, batchInterval] = batch ?? [];
	return await engine.run(
		HTTP_REQUEST,
		{
			method: 'PATCH',
			url: `=${server}${PATH}/{{ $json.id }}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'jamfProClientCredentialsApi',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ JSON.stringify({ general: { assetTag: $json.assetTag } }) }}',
			options: batch === undefined ? {} : { batching: { batch: { batchSize, batchInterval } } },
		},
		{ typeVersion: 4.2, input: computers(size) },
	);
}

/** n8n's HTTP Request node with default settings: all requests at once, each on its own connection. */
export const httpRequest: Candidate = async ({ engine, server }, size) =>
	await sendWithHttpRequest(engine, server, size);

/** The same with n8n's batching: 50 requests per second. */
export const httpRequestBatched: Candidate = async ({ engine, server }, size) =>
	await sendWithHttpRequest(engine, server, size, [50, 1000]);

/** The same, limited to the five requests in flight that Jamf recommends: batches of five, with enough time to finish each. */
export const httpRequestCapped: Candidate = async ({ engine, server }, size) =>
	await sendWithHttpRequest(engine, server, size, [5, 250]);

export const helper: Candidate = async ({ engine, server }, size) =>
	await engine.run(
		HELPER_LOOP,
		{
			request: `={{ { method: 'PATCH', url: '${server}${PATH}/' + $json.id, body: { general: { assetTag: $json.assetTag } }, json: true } }}`,
		},
		{ input: computers(size) },
	);

/** Five requests in flight to a server that does no work. */
export const limit: Candidate = async ({ idleServer }, size) => {
	let left = size;
	const worker = async () => {
		while (left-- > 0) await idleServer.send('PATCH', '/', { body: '{"general":{"assetTag":"A-1"}}' });
	};
	await Promise.all(Array.from({ length: 5 }, worker));
	return [];
};
