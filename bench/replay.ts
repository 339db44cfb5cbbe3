import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Simulator } from '../simulator';
import { TEST_CERTIFICATE } from '../simulator/testCertificate';
import { readBytes, signIn } from './plainClient';

/**
 * A server with prepared responses: a page of the simulator's inventory for every read of `/100` or `/500`, 204 for
 * every write.
 *
 * @returns its address
 */
export async function startReplay(simulator: Simulator, serverMs: number): Promise<string> {
	const token = await signIn(simulator.url, simulator.client);
	const pages = new Map<string, Buffer>();
	for (const size of ['100', '500']) {
		const url = `${simulator.url}/api/v4/computers-inventory?page-size=${size}&sort=id:asc`;
		pages.set(`/${size}`, await readBytes(url, token));
	}
	const server = createServer(TEST_CERTIFICATE, (request, response) => {
		request.resume();
		setTimeout(() => {
			if (request.method !== 'GET') response.writeHead(204).end();
			else response.end(pages.get(request.url ?? ''));
		}, serverMs);
	});
	server.keepAliveTimeout = 60_000;
	// The server does not keep its process alive.
	server.on('connection', (socket: Socket) => socket.unref());
	server.listen(0, '127.0.0.1').unref();
	await once(server, 'listening');
	return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
