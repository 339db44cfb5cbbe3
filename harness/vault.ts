import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { listen } from './listen';

/** A HashiCorp Vault that accepts one token and stores what is written. */
export async function startVault(token: string) {
	const stored: Array<[path: string, body: unknown]> = [];
	const respond = async (request: IncomingMessage): Promise<[status: number, body: object]> => {
		if (request.headers['x-vault-token'] !== token) return [403, { errors: ['permission denied'] }];
		if (request.method === 'GET') return [200, { data: { display_name: 'token' } }];
		stored.push([request.url ?? '', await json(request)]);
		return [200, { data: { version: stored.length } }];
	};
	const server = createServer((request, response) => {
		void respond(request).then(([status, body]) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
		);
	});
	return {
		url: await listen(server),
		stored,
		close: () => server.close(),
	};
}
