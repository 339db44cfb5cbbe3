import type { Socket } from 'node:net';
import {
	CLOSED_WHILE_CONNECTING,
	FAILURES,
	PROXY_TLS,
	PROXY_UNREACHABLE,
	TUNNEL_TIMEOUT,
} from '../errors/connectionFailures';

interface ConnectOptions {
	hostname: string;
	host?: string;
	protocol: string;
	port: string;
}

/** Opens a connection, as undici's `buildConnector` does. */
export type Connector = (options: ConnectOptions, callback: (...args: [Error, null] | [null, Socket]) => void) => void;

const UNSENT: Record<string, string> = {
	ECONNRESET: CLOSED_WHILE_CONNECTING.code,
	EPIPE: CLOSED_WHILE_CONNECTING.code,
	UND_ERR_SOCKET: CLOSED_WHILE_CONNECTING.code,
	UND_ERR_HEADERS_TIMEOUT: TUNNEL_TIMEOUT,
};

/**
 * The same connector, with codes of its own for a connection that was closed before it was established, usually during the TLS
 * handshake, and for a proxy that does not respond. The codes of Node and undici do not say that nothing was sent.
 */
export function markUnsent(connector: Connector): Connector {
	return mapCodes(connector, (code) => UNSENT[code] ?? code);
}

/** The same connector, for connections to a proxy: the codes of Node and undici do not say that the proxy failed, and not the server. */
export function markProxy(connector: Connector): Connector {
	return mapCodes(connector, (code) => (isTls(code) ? PROXY_TLS.code : PROXY_UNREACHABLE.code));
}

function isTls(code: string): boolean {
	return code.startsWith('ERR_SSL_') || (FAILURES[code]?.code.startsWith('TLS_') ?? false);
}

/** Leaves out errors without a code: those of n8n's egress rules are recognized by their message. */
function mapCodes(connector: Connector, map: (code: string) => string): Connector {
	return (options, callback) => {
		connector(options, (error: (Error & { code?: string }) | null, socket) => {
			if (error === null) return callback(null, socket as Socket);
			if (error.code !== undefined) error.code = map(error.code);
			callback(error, null);
		});
	};
}
