import {
	CancelledError,
	ConnectionError,
	InputError,
	JamfError,
	ResponseError,
	UnreadableResponseError,
} from './errors';

interface Kind {
	code: string;
	sent: boolean;
	transient: boolean;
	message: (server: string) => string;
	hint: string;
}

const DNS: Kind = {
	code: 'DNS',
	sent: false,
	transient: true,
	message: (server) => `The host name of ${server} could not be resolved.`,
	hint: 'Check the Server URL in the credential for typos, and the DNS settings of the n8n server.',
};
const REFUSED: Kind = {
	code: 'REFUSED',
	sent: false,
	transient: true,
	message: (server) => `The connection to ${server} was refused.`,
	hint: 'Check the host and port in the Server URL, and that Jamf Pro is running.',
};
const UNREACHABLE: Kind = {
	code: 'UNREACHABLE',
	sent: false,
	transient: true,
	message: (server) => `The server ${server} cannot be reached from the n8n server.`,
	hint: 'Check the Server URL and the network, VPN and firewall of the n8n server.',
};
const CONNECT_TIMEOUT: Kind = {
	code: 'CONNECT_TIMEOUT',
	sent: false,
	transient: true,
	message: (server) => `The connection to ${server} timed out.`,
	hint: 'Check the host and port in the Server URL, and that no firewall blocks the connection.',
};
const TLS_SELF_SIGNED: Kind = {
	code: 'TLS_UNTRUSTED',
	sent: false,
	transient: false,
	message: (server) => `The TLS certificate of ${server} is not signed by a trusted certificate authority.`,
	hint: 'Paste the certificate of your authority into CA Certificate in the credential. For a test server, you can turn on Ignore SSL Issues instead.',
};
const TLS_EXPIRED: Kind = {
	code: 'TLS_EXPIRED',
	sent: false,
	transient: false,
	message: (server) => `The TLS certificate of ${server} has expired or is not valid yet.`,
	hint: 'Renew the certificate on the server, and check the system time of the n8n server.',
};
const TLS_NAME: Kind = {
	code: 'TLS_NAME',
	sent: false,
	transient: false,
	message: (server) => `The TLS certificate of ${server} was issued for a different host name.`,
	hint: 'Use the host name in the certificate as the Server URL.',
};
const TLS_PROTOCOL: Kind = {
	code: 'TLS_PROTOCOL',
	sent: false,
	transient: false,
	message: (server) => `The server ${server} does not use TLS on this port.`,
	hint: 'Check the port, and whether the Server URL has to start with http:// instead of https://.',
};
const PROXY: Kind = {
	code: 'PROXY',
	sent: false,
	transient: false,
	message: (server) => `The HTTP proxy of the n8n server refused to connect to ${server}.`,
	hint: 'Check HTTPS_PROXY and NO_PROXY in the environment of n8n and the rules of the proxy.',
};
const TIMEOUT: Kind = {
	code: 'TIMEOUT',
	sent: true,
	transient: true,
	message: (server) => `The server ${server} took too long to respond.`,
	hint: 'Raise Timeout in the options, or request less data: fewer sections, a smaller page size or a narrower filter.',
};
const BROKEN: Kind = {
	code: 'BROKEN',
	sent: true,
	transient: true,
	message: (server) => `The connection to ${server} was closed before the response was complete.`,
	hint: 'Try again. If it happens often, use a smaller page size and check the proxies between n8n and the server.',
};

/** Error codes of Node, OpenSSL and undici. Other codes count as interrupted after sending, to be safe. */
const KINDS: Record<string, Kind> = {
	ENOTFOUND: DNS,
	EAI_AGAIN: DNS,
	ECONNREFUSED: REFUSED,
	EHOSTUNREACH: UNREACHABLE,
	ENETUNREACH: UNREACHABLE,
	EADDRNOTAVAIL: UNREACHABLE,
	UND_ERR_CONNECT_TIMEOUT: CONNECT_TIMEOUT,
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
	UND_ERR_HEADERS_TIMEOUT: TIMEOUT,
	UND_ERR_BODY_TIMEOUT: TIMEOUT,
	ECONNABORTED: TIMEOUT,
};

/**
 * Converts an error that undici, Node or n8n's helper threw because no complete response arrived. Errors of this package are
 * returned as they are.
 *
 * @param server host and port, for the message
 */
export function toConnectionError(cause: unknown, server: string): JamfError {
	if (cause instanceof JamfError) return cause;
	const error = (cause ?? {}) as {
		code?: unknown;
		name?: unknown;
		syscall?: unknown;
		message?: unknown;
		errors?: unknown;
	};
	const code = typeof error.code === 'string' ? error.code : '';
	const message = String(error.message);
	if (error.name === 'TimeoutError') return createConnectionError(TIMEOUT, server);
	// undici names this error AbortError too.
	if (code === 'UND_ERR_ABORTED' && message.startsWith('Proxy response')) return createConnectionError(PROXY, server);
	if (error.name === 'AbortError' || code === 'ERR_CANCELED') return new CancelledError();
	if (code === 'UND_ERR_INVALID_ARG' || code === 'ERR_INVALID_CHAR') {
		return new InputError(
			'A header of the request is not valid.',
			'Remove line breaks and control characters from header names and values.',
		);
	}
	if (/restricted IP|blocked/i.test(message) && code === '') return egressBlocked(server);
	if (code === 'ETIMEDOUT') {
		// Node tries all addresses of a name and throws one error that contains theirs.
		const connecting = error.syscall === 'connect' || error.errors !== undefined;
		return createConnectionError(connecting ? CONNECT_TIMEOUT : TIMEOUT, server);
	}
	if (code === 'ECONNRESET' && /secure TLS connection/.test(message))
		return createConnectionError(TLS_PROTOCOL, server);
	// All of OpenSSL's many error codes occur before the request is sent.
	if (code.startsWith('ERR_SSL_')) return createConnectionError(TLS_PROTOCOL, server);
	return createConnectionError(KINDS[code] ?? BROKEN, server);
}

const OUTCOME_UNKNOWN = 'Jamf may have carried out the change: check the object before you run this again.';

/**
 * The same error for a write, with a warning if the server may have carried it out. A 5xx can come from a load balancer that timed
 * out, or follow the change (jamf-behavior 2.5); an unreadable success can come from any proxy in between.
 */
export function withUnknownOutcome(error: JamfError): JamfError {
	return isOutcomeUnknown(error) ? error.withOutcome(OUTCOME_UNKNOWN) : error;
}

/** Whether the server may have carried out a write that failed with this error. */
export function isOutcomeUnknown(error: unknown): error is JamfError {
	if (error instanceof ConnectionError) return error.sent;
	if (error instanceof ResponseError) return error.status >= 500 || error.status === 408;
	return error instanceof UnreadableResponseError;
}

/** The same error for the token exchange: whatever failed, the request that needs the token was not sent. */
export function asTokenExchangeFailure(error: JamfError): JamfError {
	if (!(error instanceof ConnectionError)) return error;
	return new ConnectionError(error.code, error.message, error.hint, false, error.transient);
}

/** n8n's egress rules (N8N_SSRF_PROTECTION_ENABLED) do not allow the address. */
export function egressBlocked(server: string): ConnectionError {
	return new ConnectionError(
		'EGRESS_BLOCKED',
		`The SSRF protection of n8n does not allow a connection to ${server}.`,
		'Ask your n8n administrator to allow the address with N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES.',
		false,
		false,
	);
}

function createConnectionError(kind: Kind, server: string): ConnectionError {
	return new ConnectionError(kind.code, kind.message(server), kind.hint, kind.sent, kind.transient);
}
