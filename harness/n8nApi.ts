import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { IDataObject } from 'n8n-workflow';
import { listen } from './listen';

/** The part of n8n's public API that updates one credential. It merges partial data, and accepts one API key. */
export async function startN8nApi(apiKey: string, credential: { id: string; data: IDataObject }) {
	const bodies: IDataObject[] = [];
	const respond = async (request: IncomingMessage): Promise<[status: number, body: object]> => {
		if (request.headers['x-n8n-api-key'] !== apiKey) return [401, { message: 'unauthorized' }];
		if (request.method !== 'PATCH' || request.url !== `/api/v1/credentials/${credential.id}`)
			return [404, { message: 'Credential not found' }];
		const body = (await json(request)) as IDataObject & { data?: IDataObject };
		bodies.push(body);
		if (body.data !== undefined)
			credential.data = body.isPartialData === true ? { ...credential.data, ...body.data } : body.data;
		return [200, { id: credential.id, name: 'Inventory Sync' }];
	};
	const server = createServer((request, response) => {
		void respond(request).then(([status, body]) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
		);
	});
	return { url: await listen(server), bodies, credential, close: () => server.close() };
}
