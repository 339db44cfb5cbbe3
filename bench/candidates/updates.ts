import type { INodeExecutionData } from 'n8n-workflow';
import { HELPER_LOOP, HTTP_REQUEST, JAMF_PRO, type BenchEngine } from '../engine';
import type { Candidate } from './types';

const PATH = '/api/v4/computers-inventory-detail';

/** One item for each computer to change. */
const computers = (size: number): INodeExecutionData[] =>
	Array.from({ length: size }, (_, index) => ({ json: { id: String(index + 1), assetTag: `A-${index + 1}` } }));

/** Update of the Jamf Pro node, with a field of its form. */
export const node: Candidate = async ({ engine }, size) =>
	await engine.run(
		JAMF_PRO,
		{
			resource: 'computer',
			operation: 'update',
			id: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			bodyMode: 'fields',
			fields: { mappingMode: 'defineBelow', value: { 'general.assetTag': '={{ $json.assetTag }}' } },
		},
		{ input: computers(size) },
	);

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

/** n8n's HTTP Request node as it comes: all requests at once, each on a connection of its own. */
export const httpRequest: Candidate = async ({ engine, server }, size) =>
	await sendWithHttpRequest(engine, server, size);

/** The same with the batching that n8n offers: 50 requests a second. */
export const httpRequestBatched: Candidate = async ({ engine, server }, size) =>
	await sendWithHttpRequest(engine, server, size, [50, 1000]);

/** The same kept to five requests in flight, which is what Jamf asks for: five, and then long enough that they are through. */
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

/** Five requests in flight to a server that does nothing. */
export const limit: Candidate = async ({ rawClient }, size) => {
	let left = size;
	const worker = async () => {
		while (left-- > 0) await rawClient.send('PATCH', '{"general":{"assetTag":"A-1"}}');
	};
	await Promise.all(Array.from({ length: 5 }, worker));
	return [];
};
