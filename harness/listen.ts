import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Starts a server on a free port of this machine and returns its URL. It never closes idle connections: on a busy machine, it would close
 * one that a client is about to reuse.
 */
export async function listen(server: Server): Promise<string> {
	server.keepAliveTimeout = 0;
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
