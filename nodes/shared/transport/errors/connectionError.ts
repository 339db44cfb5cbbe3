import {
	CancelledError,
	ConnectionError,
	InputError,
	JamfError,
	ResponseError,
	UnreadableResponseError,
} from './errors';
import {
	BROKEN,
	CLOSED_WHILE_CONNECTING,
	CONNECT_TIMEOUT,
	type ConnectionFailure,
	FAILURES,
	HTTP2_ONLY,
	INVALID_HTTP,
	PROXY,
	PROXY_UNAVAILABLE,
	TIMEOUT,
	TLS_HANDSHAKE,
	TLS_PROTOCOL,
} from './connectionFailures';

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
	if (code === 'UND_ERR_ABORTED' && message.startsWith('Proxy response')) {
		return createConnectionError(/\(50[234]\)/.test(message) ? PROXY_UNAVAILABLE : PROXY, server);
	}
	if (error.name === 'AbortError' || code === 'ERR_CANCELED') return new CancelledError();
	if (code === 'ERR_INVALID_CHAR' || (code === 'UND_ERR_INVALID_ARG' && /\bheaders?\b/.test(message))) {
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
	// n8n's helper reports it with the text of Node.
	if (code === 'ECONNRESET' && /secure TLS connection/.test(message)) {
		return createConnectionError(CLOSED_WHILE_CONNECTING, server);
	}
	if (code.startsWith('HPE_')) return createConnectionError(INVALID_HTTP, server);
	if (code.startsWith('ERR_SSL_')) return createConnectionError(tlsKind(code), server);
	return createConnectionError(FAILURES[code] ?? BROKEN, server);
}

/** All of OpenSSL's many error codes occur before the request is sent. */
function tlsKind(code: string): ConnectionFailure {
	if (code.endsWith('NO_APPLICATION_PROTOCOL')) return HTTP2_ONLY;
	return /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(code) ? TLS_PROTOCOL : TLS_HANDSHAKE;
}

const OUTCOME_UNKNOWN = 'Jamf may have carried out the change: check the object before you run this again.';

/**
 * The same error for a write, with a warning if the server may have carried it out. A 5xx can come from a load balancer that timed
 * out, or follow the change (jamf-behavior 2.5); a redirect or an unreadable success can come from any proxy in between.
 */
export function withUnknownOutcome(error: JamfError): JamfError {
	return isOutcomeUnknown(error) ? error.withOutcome(OUTCOME_UNKNOWN) : error;
}

/** Whether the server may have carried out a write that failed with this error. */
export function isOutcomeUnknown(error: unknown): error is JamfError {
	if (error instanceof ConnectionError) return error.sent;
	if (error instanceof ResponseError) return error.status < 400 || error.status >= 500 || error.status === 408;
	return error instanceof UnreadableResponseError;
}

const NO_TOKEN =
	'No access token was received, so nothing else was sent. Try again in a few minutes, and check the load of Jamf Pro and any proxy in front of it. If Timeout in the options is less than 30 seconds, raise it.';

/** The same error for the token exchange: whatever failed, the request that needs the token was not sent. */
export function asTokenExchangeFailure(error: JamfError): JamfError {
	if (!(error instanceof ConnectionError)) return error;
	const { code, message, transient } = error;
	// The usual hints are about less data, which does not make a token request faster.
	const hint = [TIMEOUT, BROKEN].some((kind) => kind.code === code) ? NO_TOKEN : error.hint;
	return new ConnectionError(code, message, hint, false, transient);
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

function createConnectionError(kind: ConnectionFailure, server: string): ConnectionError {
	return new ConnectionError(kind.code, kind.message(server), kind.hint, kind.sent, kind.transient);
}
