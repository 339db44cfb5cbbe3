import { readText } from '../http/responseBody';
import { asTokenExchangeFailure, toConnectionError } from '../errors/connectionError';
import { TokenExchangeError } from '../errors/errors';
import { redactor } from '../errors/redact';
import type { Token } from './tokenCache';
import type { HttpResponse, Send, Settings } from '../types';

/** Documented since 11.30. Older servers only have the unversioned path, which is as old as client credentials (jamf-behavior 1.1). */
const TOKEN_PATH = '/v1/oauth/token';
const OLDER_TOKEN_PATH = '/oauth/token';

/** The default lifetime in Jamf Pro, assumed when the response has no `expires_in` (jamf-behavior 1.3). */
const DEFAULT_LIFETIME_SECONDS = 60;

const TIMEOUT_MS = 30_000;
const MAX_BODY_BYTES = 64 * 1024;

interface Exchange {
	token: Token;
	response: HttpResponse;
}

/**
 * Exchanges the client ID and secret for an access token (OAuth 2.0 client credentials, RFC 6749 section 4.4).
 *
 * @param now the clock for the times of the token
 * @param timeoutMs how long the caller waits, if that is shorter than the default: its next attempt must not join this exchange
 * @throws TokenExchangeError, ConnectionError
 */
export async function exchangeToken(
	settings: Settings,
	send: Send,
	now: () => number,
	timeoutMs = TIMEOUT_MS,
): Promise<Exchange> {
	const issuedAt = now();
	const { pro } = settings.server;
	const limit = Math.min(timeoutMs, TIMEOUT_MS);
	let reply = await post(settings, pro + TOKEN_PATH, send, limit);
	if (isUnknownPath(reply)) reply = await post(settings, pro + OLDER_TOKEN_PATH, send, limit);
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

async function post(settings: Settings, url: string, send: Send, timeoutMs: number): Promise<TokenReply> {
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: settings.clientId,
		client_secret: settings.clientSecret,
		...(settings.scope !== '' && { scope: settings.scope }),
	});
	try {
		const response = await send({
			method: 'POST',
			url,
			headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
			body: form.toString(),
			timeoutMs,
			signal: AbortSignal.timeout(timeoutMs),
		});
		return { response, text: await readText(response.body, MAX_BODY_BYTES) };
	} catch (error) {
		throw asTokenExchangeFailure(toConnectionError(error, settings.server.host));
	}
}

function readToken(settings: Settings, { response, text }: TokenReply, issuedAt: number): Token {
	const body = parseObject(text);
	const { access_token: value, scope, expires_in: expiresIn, error } = body ?? {};
	if (response.status === 404) throw notJamfPro(settings, 'answers 404 to the token request');
	if (response.status >= 300 && response.status < 400) throw redirectedError(settings, response);
	if (response.status >= 400 || typeof error === 'string') throw rejectedError(settings, response, body);
	if (body === undefined) throw notJamfPro(settings, 'answers the token request with something else than JSON');
	if (typeof value !== 'string' || value === '') throw clientDisabledError();
	const lifetime = Number(expiresIn) > 0 ? Number(expiresIn) : DEFAULT_LIFETIME_SECONDS;
	return { value, scope: typeof scope === 'string' ? scope : '', issuedAt, lifetimeMs: lifetime * 1000 };
}

const CLIENTS_PAGE = 'in Jamf Pro under Settings > API roles and clients';

/** OAuth error codes that Jamf sends (jamf-behavior 1.2). */
const OAUTH_ERRORS: Record<string, [message: string, hint: string]> = {
	invalid_client: [
		'Jamf Pro did not accept the Client ID and Client Secret.',
		`Copy both again ${CLIENTS_PAGE}. Generating a new secret ends the old one.`,
	],
	invalid_scope: [
		'The Scope of the credential names an API role that this API client does not have.',
		`Leave Scope empty for every role of the client, or take role IDs that the client has ${CLIENTS_PAGE}.`,
	],
	unauthorized_client: [
		'This API client may not sign in with a client secret.',
		`Create an API client with client credentials ${CLIENTS_PAGE}.`,
	],
	unsupported_grant_type: [
		'This server does not offer OAuth client credentials.',
		'Client credentials need Jamf Pro 10.49 or newer: update the server.',
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
			'Jamf Pro asked to slow down with token requests.',
			'Wait a minute and run again.',
			{
				status,
				retryAfter: redact([headers['retry-after']].flat()[0] ?? ''),
			},
		);
	}
	if (status >= 500 || status === 408) {
		return new TokenExchangeError(
			'SERVER_ERROR',
			`Jamf Pro cannot issue tokens at the moment (HTTP ${status}).`,
			'The server may be starting or in maintenance. Try again in a few minutes.',
			{ status },
		);
	}
	if (status === 403) {
		return new TokenExchangeError(
			'BLOCKED',
			'The server refused the token request (HTTP 403).',
			'A firewall before Jamf Pro may block this machine, or the allowed addresses of the server may not contain it.',
		);
	}
	if (body === undefined) return notJamfPro(settings, `answers the token request with HTTP ${status}`);
	const description = redact(String(body.error_description ?? oauthError)).slice(0, 200);
	return new TokenExchangeError(
		'REFUSED',
		`Jamf Pro refused the sign-in (HTTP ${status}): ${description}`,
		`Check the API client ${CLIENTS_PAGE}.`,
	);
}

// jamf-behavior 1.2: for a disabled client the response is 200 without a token.
function clientDisabledError(): TokenExchangeError {
	return new TokenExchangeError(
		'CLIENT_DISABLED',
		'Jamf Pro accepted the API client but gave no access token: the client is disabled.',
		`Enable the client ${CLIENTS_PAGE}.`,
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
			? `If that is your Jamf Pro server, use ${target} as Server URL.`
			: 'Check the Server URL in the credential.',
	);
}

function notJamfPro({ server }: Settings, problem: string): TokenExchangeError {
	return new TokenExchangeError(
		'NOT_JAMF_PRO',
		`The server at ${server.root} ${problem}: it does not seem to be Jamf Pro.`,
		'Check the Server URL: the address in the browser when you work in Jamf Pro, with port and context path if it has them.',
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
