/** A kind of connection failure. `sent`: whether the server may have processed the request. */
export interface ConnectionFailure {
	code: string;
	sent: boolean;
	transient: boolean;
	message: (server: string) => string;
	hint: string;
}

const DNS: ConnectionFailure = {
	code: 'DNS',
	sent: false,
	transient: true,
	message: (server) => `The host name of ${server} could not be resolved.`,
	hint: 'Check the Server URL in the credential for typos, and the DNS settings of the n8n server.',
};
const REFUSED: ConnectionFailure = {
	code: 'REFUSED',
	sent: false,
	transient: true,
	message: (server) => `The connection to ${server} was refused.`,
	hint: 'Check the host and port in the Server URL, and that Jamf Pro is running.',
};
const UNREACHABLE: ConnectionFailure = {
	code: 'UNREACHABLE',
	sent: false,
	transient: true,
	message: (server) => `The server ${server} cannot be reached from the n8n server.`,
	hint: 'Check the Server URL and the network, VPN and firewall of the n8n server.',
};
export const CONNECT_TIMEOUT: ConnectionFailure = {
	code: 'CONNECT_TIMEOUT',
	sent: false,
	transient: true,
	message: (server) => `The connection to ${server} timed out.`,
	hint: 'Check the host and port in the Server URL, and that no firewall blocks the connection.',
};
export const CLOSED_WHILE_CONNECTING: ConnectionFailure = {
	code: 'CLOSED_WHILE_CONNECTING',
	sent: false,
	transient: true,
	message: (server) => `The connection to ${server} was closed before it was established.`,
	hint: 'Try again in a few minutes: a load balancer or firewall may be overloaded, restarting or blocking the n8n server. If it happens every time, also check the port in the Server URL.',
};
const TLS_SELF_SIGNED: ConnectionFailure = {
	code: 'TLS_UNTRUSTED',
	sent: false,
	transient: false,
	message: (server) => `The TLS certificate of ${server} is not signed by a trusted certificate authority.`,
	hint: 'Paste the certificate of your authority into CA Certificate in the credential. For a test server, you can turn on Ignore SSL Issues instead.',
};
const TLS_EXPIRED: ConnectionFailure = {
	code: 'TLS_EXPIRED',
	sent: false,
	transient: false,
	message: (server) => `The TLS certificate of ${server} has expired or is not valid yet.`,
	hint: 'Renew the certificate on the server, and check the system time of the n8n server.',
};
const TLS_NAME: ConnectionFailure = {
	code: 'TLS_NAME',
	sent: false,
	transient: false,
	message: (server) => `The TLS certificate of ${server} was issued for a different host name.`,
	hint: 'Use the host name in the certificate as the Server URL.',
};
export const TLS_PROTOCOL: ConnectionFailure = {
	code: 'TLS_PROTOCOL',
	sent: false,
	transient: false,
	message: (server) => `The server ${server} does not use TLS on this port.`,
	hint: 'Check the port, and whether the Server URL has to start with http:// instead of https://.',
};
export const TLS_HANDSHAKE: ConnectionFailure = {
	code: 'TLS_HANDSHAKE',
	sent: false,
	transient: false,
	message: (server) => `The TLS handshake with ${server} failed.`,
	hint: 'Check which TLS versions, ciphers and client certificates the server or its load balancer requires.',
};
export const HTTP2_ONLY: ConnectionFailure = {
	code: 'HTTP2_ONLY',
	sent: false,
	transient: false,
	message: (server) => `The server ${server} only supports HTTP/2.`,
	hint: 'Enable HTTP/1.1 on the server or on the load balancer in front of it.',
};
export const INVALID_HTTP: ConnectionFailure = {
	code: 'INVALID_HTTP',
	sent: true,
	transient: true,
	message: (server) => `The server ${server} did not return a valid HTTP/1.1 response.`,
	hint: 'Check the port in the Server URL, and that the server or its load balancer supports HTTP/1.1 and not only HTTP/2.',
};
export const PROXY: ConnectionFailure = {
	code: 'PROXY',
	sent: false,
	transient: false,
	message: (server) => `The HTTP proxy of the n8n server refused to connect to ${server}.`,
	hint: 'Check the proxy variables in the environment of n8n, such as HTTPS_PROXY and NO_PROXY, and the rules of the proxy.',
};
export const PROXY_UNAVAILABLE: ConnectionFailure = {
	code: 'PROXY',
	sent: false,
	transient: true,
	message: (server) => `The HTTP proxy of the n8n server could not reach ${server}.`,
	hint: 'Try again in a few minutes. If it happens every time, check that the proxy can reach the server, or add the host to NO_PROXY in the environment of n8n.',
};
export const PROXY_UNREACHABLE: ConnectionFailure = {
	code: 'PROXY_UNREACHABLE',
	sent: false,
	transient: true,
	message: (server) => `The HTTP proxy for connections to ${server} cannot be reached from the n8n server.`,
	hint: 'Check that the proxy is running and that its address in the environment of n8n (such as HTTPS_PROXY) is correct. To connect without a proxy, add the host to NO_PROXY and restart n8n.',
};
export const PROXY_TLS: ConnectionFailure = {
	code: 'PROXY_TLS',
	sent: false,
	transient: false,
	message: (server) => `The TLS connection to the HTTP proxy for ${server} failed.`,
	hint: 'The address of the proxy in the environment of n8n (such as HTTPS_PROXY) starts with https://. If the proxy does not use TLS, change it to http:// and restart n8n. Otherwise, check the certificate of the proxy: Node.js must trust its authority (NODE_EXTRA_CA_CERTS).',
};
const INVALID_REQUEST: ConnectionFailure = {
	code: 'INVALID_REQUEST',
	sent: false,
	transient: false,
	message: (server) => `The request to ${server} cannot be sent in this form.`,
	hint: 'Check the path and the headers of the request, and the proxy variables in the environment of n8n.',
};
export const TIMEOUT: ConnectionFailure = {
	code: 'TIMEOUT',
	sent: true,
	transient: true,
	message: (server) => `The server ${server} took too long to respond.`,
	hint: 'Raise Timeout in the options, or request less data: fewer sections, a smaller page size or a narrower filter.',
};
export const BROKEN: ConnectionFailure = {
	code: 'BROKEN',
	sent: true,
	transient: true,
	message: (server) => `The connection to ${server} was closed before the response was complete.`,
	hint: 'Try again. If it happens often, use a smaller page size and check the proxies between n8n and the server.',
};

/** Our own code for a proxy that does not respond to CONNECT. */
export const TUNNEL_TIMEOUT = 'TUNNEL_TIMEOUT';

/** Error codes of Node, OpenSSL and undici. Other codes count as interrupted after sending, to be safe. */
export const FAILURES: Record<string, ConnectionFailure> = {
	ENOTFOUND: DNS,
	EAI_AGAIN: DNS,
	ECONNREFUSED: REFUSED,
	EHOSTUNREACH: UNREACHABLE,
	ENETUNREACH: UNREACHABLE,
	EADDRNOTAVAIL: UNREACHABLE,
	UND_ERR_CONNECT_TIMEOUT: CONNECT_TIMEOUT,
	[CLOSED_WHILE_CONNECTING.code]: CLOSED_WHILE_CONNECTING,
	[PROXY_UNREACHABLE.code]: PROXY_UNREACHABLE,
	[PROXY_TLS.code]: PROXY_TLS,
	[TUNNEL_TIMEOUT]: PROXY_UNAVAILABLE,
	DEPTH_ZERO_SELF_SIGNED_CERT: TLS_SELF_SIGNED,
	SELF_SIGNED_CERT_IN_CHAIN: TLS_SELF_SIGNED,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: TLS_SELF_SIGNED,
	UNABLE_TO_GET_ISSUER_CERT: TLS_SELF_SIGNED,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: TLS_SELF_SIGNED,
	CERT_UNTRUSTED: TLS_SELF_SIGNED,
	CERT_HAS_EXPIRED: TLS_EXPIRED,
	CERT_NOT_YET_VALID: TLS_EXPIRED,
	ERR_TLS_CERT_ALTNAME_INVALID: TLS_NAME,
	EPROTO: TLS_PROTOCOL,
	UND_ERR_INVALID_ARG: INVALID_REQUEST,
	UND_ERR_HEADERS_TIMEOUT: TIMEOUT,
	UND_ERR_BODY_TIMEOUT: TIMEOUT,
	ECONNABORTED: TIMEOUT,
};
