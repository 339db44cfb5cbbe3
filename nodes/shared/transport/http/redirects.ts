import type { ServerUrl } from '../baseUrl';
import { discardBody } from './responseBody';
import { ConnectionError, InputError } from '../errors/errors';
import { toSearch } from '../path';
import type { Token } from '../auth/tokenCache';
import type { JamfRequest, Session } from '../session';
import type { HttpRequest, HttpResponse, Method } from '../types';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 5;

/** Sends a signed-in request and follows redirects. Token and cookies go to the credential's own server only. */
export async function sendFollowingRedirects(
	request: JamfRequest,
	token: Token,
	server: ServerUrl,
	{ send, jar }: Session,
	limits: Pick<HttpRequest, 'timeoutMs' | 'signal'>,
): Promise<HttpResponse> {
	const { method, body, sticky = true } = request;
	for (let url = server[request.api] + request.path + toSearch(request.query ?? []), hop = 0; ; hop++) {
		const own = new URL(url).origin === server.origin;
		const pinned = own && sticky;
		const exchange = async () => {
			const cookie = pinned ? jar.header() : undefined;
			const headers = {
				accept: 'application/json',
				...(own && { ...request.headers, authorization: `Bearer ${token.value}` }),
				...(cookie !== undefined && { cookie }),
			};
			const answer = await send({ method, url, headers, body, ...limits });
			if (pinned) jar.store(answer.headers['set-cookie']);
			return answer;
		};
		const response = pinned ? await jar.sendSticky(exchange, limits.timeoutMs) : await exchange();
		const target = redirectTarget(method, url, response, hop);
		if (target === undefined) return response;
		discardBody(response);
		url = target;
	}
}

/**
 * Where to go next, or `undefined` when the answer is not a redirect. Only reads follow: what happens to a redirected write differs
 * from server to server.
 *
 * @param hop how many redirects were followed already
 */
export function redirectTarget(
	method: Method,
	from: string,
	{ status, headers }: HttpResponse,
	hop: number,
): string | undefined {
	const location = [headers.location].flat()[0];
	if (!REDIRECTS.has(status) || location === undefined) return undefined;
	const source = new URL(from);
	if (!URL.canParse(location, from)) throw broken(source, 'redirects to something that is not an address');
	const target = new URL(location, from);
	if (hop >= MAX_REDIRECTS) throw broken(source, 'redirects in a circle');
	if (target.protocol !== 'https:' && target.protocol !== source.protocol) {
		throw broken(source, 'redirects to an unprotected address');
	}
	if (method !== 'GET' && method !== 'HEAD') {
		// Without the path of the target: what a server puts there may be secret.
		const elsewhere = target.origin !== source.origin;
		throw new InputError(
			`The server ${source.host} redirects the ${method} request${elsewhere ? ` to ${target.origin}` : ''}.`,
			`The request was not followed there: see whether anything was changed. ${elsewhere ? `If that is your Jamf Pro server, use ${target.origin} as Server URL.` : 'Check the path.'}`,
		);
	}
	return target.href;
}

function broken(source: URL, what: string): ConnectionError {
	return new ConnectionError(
		'REDIRECT',
		`The server ${source.host} ${what}.`,
		'Check the Server URL in the credential, and the proxy or load balancer before the server.',
		true,
		false,
	);
}
