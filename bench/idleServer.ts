import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { TEST_CERTIFICATE } from '../simulator/testCertificate';

/**
 * A server that does no work: it responds to every request with 204.
 *
 * @returns its address
 */
export async function startIdleServer(serverMs: number): Promise<string> {
	const server = createServer(TEST_CERTIFICATE, (request, response) => {
		request.resume();
		setTimeout(() => response.writeHead(204).end(), serverMs);
	});
	server.keepAliveTimeout = 60_000;
	// The server does not keep its process alive.
	server.on('connection', (socket: Socket) => socket.unref());
	server.listen(0, '127.0.0.1').unref();
	await once(server, 'listening');
	return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
