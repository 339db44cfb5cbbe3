import type { Socket } from 'node:net';
import { CLOSED_WHILE_CONNECTING } from '../errors/connectionFailures';

interface ConnectOptions {
	hostname: string;
	host?: string;
	protocol: string;
	port: string;
}

/** Opens a connection, as undici's `buildConnector` does. */
export type Connector = (options: ConnectOptions, callback: (...args: [Error, null] | [null, Socket]) => void) => void;

const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/**
 * The same connector, with a code of its own for a connection that was closed before it was established, usually during the TLS
 * handshake. The codes of Node and undici do not say that nothing was sent.
 */
export function markClosed(connector: Connector): Connector {
	return (options, callback) => {
		connector(options, (error: (Error & { code?: string }) | null, socket) => {
			if (error === null) return callback(null, socket as Socket);
			if (CLOSED.has(error.code ?? '')) error.code = CLOSED_WHILE_CONNECTING.code;
			callback(error, null);
		});
	};
}
