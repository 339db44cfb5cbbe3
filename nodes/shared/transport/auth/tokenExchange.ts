import { readText } from '../http/responseBody';
import { asTokenExchangeFailure, toConnectionError } from '../errors/connectionError';
import { TokenExchangeError } from '../errors/errors';
import { redactor } from '../errors/redact';
import type { Token } from './tokenCache';
import type { HttpRequest, HttpResponse, Send, Settings } from '../types';

/** Documented since 11.30. Older servers only have the unversioned path, which is as old as client credentials (jamf-behavior 1.1). */
const TOKEN_PATH = '/v1/oauth/token';
const OLDER_TOKEN_PATH = '/oauth/token';

/** The default lifetime in Jamf Pro, assumed when the response has no `expires_in` (jamf-behavior 1.3). */
const DEFAULT_LIFETIME_SECONDS = 60;

const TIMEOUT_MS = 30_000;
const MAX_BODY_BYTES = 64 * 1024;

type Limits = Pick<HttpRequest, 'connections' | 'timeoutMs'>;

interface Exchange {
	token: Token;
	response: HttpResponse;
}

/**
 * Exchanges the client ID and secret for an access token (OAuth 2.0 client credentials, RFC 6749 section 4.4).
 *
 * @param now the clock for the times of the token
 * @param timeoutMs the timeout of the caller, if shorter than the default, so that its next attempt does not join this exchange
 * @throws TokenExchangeError, ConnectionError
 */
export async function exchangeToken(
	settings: Settings,
	send: Send,
	now: () => number,
	{ timeoutMs = TIMEOUT_MS, connections }: { timeoutMs?: number | undefined; connections?: number | undefined } = {},
): Promise<Exchange> {
	const issuedAt = now();
	const limits: Limits = { timeoutMs: Math.min(timeoutMs, TIMEOUT_MS), connections };
	let reply = await post(settings, TOKEN_PATH, send, limits);
	if (isUnknownPath(reply)) reply = await post(settings, OLDER_TOKEN_PATH, send, limits);
	return { token: readToken(settings, reply, issuedAt), response: reply.response };
}

/** A 404, or the generic 401 for requests without a token. A rejected client gets an OAuth error code instead. */
function isUnknownPath({ response: { status }, text }: TokenReply): boolean {
	return status === 404 || (status === 401 && typeof parseObject(text)?.error !== 'string');
}

interface TokenReply {
	response: HttpResponse;
	text: string;
}

async function post(settings: Settings, path: string, send: Send, limits: Limits): Promise<TokenReply> {
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: settings.clientId,
		client_secret: settings.clientSecret,
		...(settings.scope !== '' && { scope: settings.scope }),
	});
	try {
		const response = await send({
			method: 'POST',
			url: settings.server.pro + path,
			headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
			body: form.toString(),
			...limits,
			signal: AbortSignal.timeout(limits.timeoutMs),
		});
		return { response, text: await readText(response.body, MAX_BODY_BYTES) };
	} catch (error) {
		throw asTokenExchangeFailure(toConnectionError(error, settings.server.host));
	}
}

function readToken(settings: Settings, { response, text }: TokenReply, issuedAt: number): Token {
	const body = parseObject(text);
	const { access_token: value, scope, expires_in: expiresIn, error } = body ?? {};
	if (response.status === 404) throw notJamfPro(settings, 'returned HTTP 404 for the token request');
	if (response.status >= 300 && response.status < 400) throw redirectedError(settings, response);
	if (response.status >= 400 || typeof error === 'string') throw rejectedError(settings, response, body);
	if (body === undefined) throw notJamfPro(settings, 'did not return JSON for the token request');
	if (typeof value !== 'string' || value === '') throw clientDisabledError();
	if (!/^[\x21-\x7e]+$/.test(value)) throw invalidTokenError(settings);
	const lifetime = Number(expiresIn) > 0 ? Number(expiresIn) : DEFAULT_LIFETIME_SECONDS;
	return { value, scope: typeof scope === 'string' ? scope : '', issuedAt, lifetimeMs: lifetime * 1000 };
}

const CLIENTS_PAGE = 'in Jamf Pro under Settings > API roles and clients';

/** OAuth error codes that Jamf sends (jamf-behavior 1.2). */
const OAUTH_ERRORS: Record<string, [message: string, hint: string]> = {
	invalid_client: [
		'Jamf Pro did not accept the Client ID and Client Secret.',
		`Copy both again ${CLIENTS_PAGE}. Generating a new secret invalidates the old one.`,
	],
	invalid_scope: [
		'The Scope in the credential contains an API role that is not assigned to this API client.',
		`Leave Scope empty to use all roles of the client, or look up the IDs of its roles ${CLIENTS_PAGE}.`,
	],
	unauthorized_client: [
		'This API client is not allowed to use client credentials.',
		`Create a new API client ${CLIENTS_PAGE}.`,
	],
	unsupported_grant_type: [
		'This server does not support OAuth client credentials.',
		'Client credentials require Jamf Pro 10.49 or later. Update the server.',
	],
};

function rejectedError(
	settings: Settings,
	{ status, headers }: HttpResponse,
	body: Record<string, unknown> | undefined,
): TokenExchangeError {
	const oauthError = typeof body?.error === 'string' ? body.error : '';
	const redact = redactor(settings);
	const code = status === 401 && !Object.hasOwn(OAUTH_ERRORS, oauthError) ? 'invalid_client' : oauthError;
	const known = Object.hasOwn(OAUTH_ERRORS, code) ? OAUTH_ERRORS[code] : undefined;
	if (known) return new TokenExchangeError(code.toUpperCase(), ...known);
	if (status === 429) {
		return new TokenExchangeError(
			'RATE_LIMITED',
			'Jamf Pro received too many token requests (HTTP 429).',
			'Wait a minute, then run the workflow again.',
			{ status, retryAfter: redact([headers['retry-after']].flat()[0] ?? '') },
		);
	}
	if (status >= 500 || status === 408) {
		return new TokenExchangeError(
			'SERVER_ERROR',
			`Jamf Pro cannot issue access tokens at the moment (HTTP ${status}).`,
			'Jamf Pro may be starting, upgrading or in maintenance. Try again in a few minutes.',
			{ status },
		);
	}
	if (status === 403) {
		return new TokenExchangeError(
			'BLOCKED',
			'The server rejected the token request (HTTP 403).',
			'A firewall or the IP allowlist of the server may block this machine. Ask the administrator to allow its IP address.',
		);
	}
	if (body === undefined) return notJamfPro(settings, `returned HTTP ${status} for the token request`);
	const description = redact(String(body.error_description ?? oauthError)).slice(0, 200);
	return new TokenExchangeError(
		'REFUSED',
		`Jamf Pro rejected the token request (HTTP ${status}): ${description}`,
		`Check the API client ${CLIENTS_PAGE}.`,
	);
}

// jamf-behavior 1.2: for a disabled client the response is 200 without a token.
function clientDisabledError(): TokenExchangeError {
	return new TokenExchangeError(
		'CLIENT_DISABLED',
		'Jamf Pro did not issue an access token because the client is disabled.',
		`Enable the client ${CLIENTS_PAGE}.`,
	);
}

/** Such a token cannot be sent in a header. */
function invalidTokenError({ server }: Settings): TokenExchangeError {
	return new TokenExchangeError(
		'INVALID_TOKEN',
		`The server at ${server.root} returned an access token with blanks or control characters.`,
		'Check any proxy or gateway in front of Jamf Pro: it may change its responses.',
	);
}

function redirectedError({ server }: Settings, { headers }: HttpResponse): TokenExchangeError {
	const location = [headers.location].flat()[0] ?? '';
	const target = URL.canParse(location, server.root) ? new URL(location, server.root).origin : '';
	const elsewhere = target !== '' && target !== server.origin;
	return new TokenExchangeError(
		'REDIRECTED',
		`The server ${server.host} redirects the token request${elsewhere ? ` to ${target}` : ''}.`,
		elsewhere
			? `If that is your Jamf Pro server, set Server URL in the credential to ${target}.`
			: 'Check the Server URL in the credential.',
	);
}

function notJamfPro({ server }: Settings, problem: string): TokenExchangeError {
	return new TokenExchangeError(
		'NOT_JAMF_PRO',
		`The server at ${server.root} ${problem}: it does not seem to be Jamf Pro.`,
		'Check the Server URL in the credential. It is the address of Jamf Pro in the browser, including port and context path. If it is correct, Jamf Pro may be starting, upgrading or in maintenance.',
	);
}

function parseObject(text: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
	} catch {
		return undefined;
	}
}
