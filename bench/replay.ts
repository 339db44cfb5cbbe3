import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Simulator } from '../simulator';
import { TEST_CERTIFICATE } from '../simulator/testCertificate';
import { readBytes, signIn } from './plainClient';

/**
 * A server that has its bytes already: one page of the simulator's inventory for every read, 204 for every write.
 *
 * @returns its address
 */
export async function startReplay(simulator: Simulator, serverMs: number): Promise<string> {
	const token = await signIn(simulator.url, simulator.client);
	const page = await readBytes(`${simulator.url}/api/v4/computers-inventory?page-size=100&sort=id:asc`, token);
	const server = createServer(TEST_CERTIFICATE, (request, response) => {
		request.resume();
		setTimeout(() => {
			if (request.method !== 'GET') response.writeHead(204).end();
			else response.writeHead(200, { 'content-length': page.length }).end(page);
		}, serverMs);
	});
	server.keepAliveTimeout = 60_000;
	// It ends with its process, and does not keep it.
	server.on('connection', (socket: Socket) => socket.unref());
	server.listen(0, '127.0.0.1').unref();
	await once(server, 'listening');
	return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
