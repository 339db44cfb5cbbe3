import type { ServerUrl } from '../baseUrl';
import { discardBody } from './responseBody';
import { ConnectionError } from '../errors/errors';
import { toSearch } from '../path';
import type { Token } from '../auth/tokenCache';
import type { JamfRequest, Session } from '../session';
import type { HttpRequest, HttpResponse, Method } from '../types';

const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 5;
const CHECK_SERVER = 'Check the Server URL in the credential and any proxy or load balancer in front of the server.';

/** Sends an authenticated request and follows redirects. Token and cookies are only sent to the server of the credential. */
export async function sendFollowingRedirects(
	request: JamfRequest,
	token: Token,
	server: ServerUrl,
	{ send, jar }: Session,
	limits: Pick<HttpRequest, 'timeoutMs' | 'signal'>,
): Promise<HttpResponse> {
	const { method, body, sticky = true, connections } = request;
	for (let url = server[request.api] + request.path + toSearch(request.query ?? []), hop = 0; ; hop++) {
		const isOwnServer = new URL(url).origin === server.origin;
		const isSticky = isOwnServer && sticky;
		const exchange = async () => {
			const cookie = isSticky ? jar.header() : undefined;
			const headers = {
				accept: 'application/json',
				...(isOwnServer && { ...request.headers, authorization: `Bearer ${token.value}` }),
				...(cookie !== undefined && { cookie }),
			};
			const received = await send({ method, url, headers, body, connections, ...limits });
			if (isSticky) jar.store(received.headers['set-cookie']);
			return received;
		};
		const response = isSticky ? await jar.sendSticky(exchange, limits.timeoutMs, limits.signal) : await exchange();
		const target = redirectTarget(method, url, response, hop);
		if (target === undefined) return response;
		discardBody(response);
		url = target;
	}
}

/**
 * The target of a redirect, or `undefined` if the response is not one. Only reads are redirected, because servers handle redirected writes
 * differently.
 *
 * @param hop the number of redirects followed so far
 */
export function redirectTarget(
	method: Method,
	from: string,
	{ status, headers }: HttpResponse,
	hop: number,
): string | undefined {
	const location = [headers.location].flat()[0];
	if (!REDIRECT_STATUSES.has(status) || location === undefined) return undefined;
	const source = new URL(from);
	if (!URL.canParse(location, from)) throw redirectError(source, 'redirects to an invalid URL');
	const target = new URL(location, from);
	if (hop >= MAX_REDIRECTS) throw redirectError(source, 'redirects in a loop');
	if (target.protocol !== 'https:' && target.protocol !== source.protocol) {
		throw redirectError(source, 'redirects from HTTPS to an insecure address');
	}
	if (method !== 'GET' && method !== 'HEAD') {
		// The path of the target is left out: it may contain secrets.
		const elsewhere = target.origin !== source.origin;
		throw redirectError(
			source,
			`redirects the ${method} request${elsewhere ? ` to ${target.origin}` : ''}`,
			`Redirects of writes are not followed. ${elsewhere ? `If that is your Jamf Pro server, set Server URL in the credential to ${target.origin}.` : 'Check the path.'}`,
		);
	}
	return target.href;
}

function redirectError(source: URL, problem: string, hint = CHECK_SERVER): ConnectionError {
	return new ConnectionError('REDIRECT', `The server ${source.host} ${problem}.`, hint, true, false);
}
