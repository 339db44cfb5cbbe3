import type { Socket } from 'node:net';
import { CLOSED_WHILE_CONNECTING, PROXY_UNREACHABLE } from '../errors/connectionFailures';

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
	return mapCodes(connector, (code) => (CLOSED.has(code) ? CLOSED_WHILE_CONNECTING.code : code));
}

/** The same connector, for the connection to a proxy: a failure has the code of the proxy, because it says nothing about the server. */
export function markProxy(connector: Connector): Connector {
	return mapCodes(connector, () => PROXY_UNREACHABLE.code);
}

/** Errors without a code are those of n8n's egress rules. */
function mapCodes(connector: Connector, map: (code: string) => string): Connector {
	return (options, callback) => {
		connector(options, (error: (Error & { code?: string }) | null, socket) => {
			if (error === null) return callback(null, socket as Socket);
			if (error.code !== undefined) error.code = map(error.code);
			callback(error, null);
		});
	};
}
