import { createRequire } from 'node:module';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { createSecureContext, rootCertificates } from 'node:tls';
import type * as Undici from 'undici';
import { egressBlocked } from '../errors/connectionError';
import { MAX_CONNECTIONS } from '../settings';
import type { EgressFilter, Send, TlsSettings } from '../types';
import { ACCEPT_ENCODING, decompress } from './decompress';

const CONNECT_TIMEOUT_MS = 10_000;

const load = createRequire(__filename);

const agents = new Map<string, Undici.EnvHttpProxyAgent>();

/** Loads undici with the first request, not when n8n starts: it takes as long to load as the rest of this package. */
function undici(): typeof Undici {
	return load('undici') as typeof Undici;
}

/** Parses a Set-Cookie header; `null` if it is not valid. */
export function parseCookie(header: string): Undici.Cookie | null {
	return undici().parseCookie(header);
}

/**
 * A `Send` function based on undici: keep-alive connections shared by all executions of the process, at most five per server.
 * Honors the proxy variables of the environment and n8n's egress rules.
 */
export function createSend(tls: TlsSettings, filter?: EgressFilter): Send {
	return async (request) => {
		const url = new URL(request.url);
		// The secure lookup is skipped for IP literals and behind a proxy, so the URL is checked as well.
		if (filter !== undefined && !(await filter.validateUrl(url)).ok) throw egressBlocked(url.host);
		// The connection of a response that was just read becomes free in the next turn of the event loop; until then undici opens another.
		await yieldToEventLoop();
		const { statusCode, headers, body } = await undici().request(url, {
			dispatcher: agentFor(url.origin, tls, filter),
			method: request.method,
			headers: { 'accept-encoding': ACCEPT_ENCODING, ...request.headers },
			body: request.body ?? null,
			signal: request.signal ?? null,
			headersTimeout: request.timeoutMs,
			bodyTimeout: request.timeoutMs,
		});
		return decompress(request.method, { status: statusCode, headers, body });
	};
}

/** Closes all connections. For programs that exit; n8n never calls it. */
export async function closeConnections(): Promise<void> {
	const open = [...agents.values()];
	agents.clear();
	await Promise.all(open.map(async (agent) => await agent.destroy()));
}

function agentFor(origin: string, tls: TlsSettings, filter?: EgressFilter): Undici.EnvHttpProxyAgent {
	const key = JSON.stringify([origin, tls, filter !== undefined]);
	const agent = agents.get(key) ?? createAgent(tls, filter);
	agents.set(key, agent);
	return agent;
}

function createAgent(tls: TlsSettings, filter?: EgressFilter): Undici.EnvHttpProxyAgent {
	const requestTls = {
		timeout: CONNECT_TIMEOUT_MS,
		rejectUnauthorized: !tls.ignoreIssues,
		// `ca` replaces Node's root certificates, so they are passed along.
		// Created once and not per connection, because it blocks the event loop for 20 ms.
		...(tls.ca !== '' && { secureContext: createSecureContext({ ca: [...rootCertificates, tls.ca] }) }),
	};
	const lookup = filter && { lookup: filter.createSecureLookup() };
	return new (undici().EnvHttpProxyAgent)({
		connections: MAX_CONNECTIONS,
		connect: { ...requestTls, ...lookup },
		// Behind a proxy, `requestTls` applies to the connection to the server and `proxyTls` to the proxy itself.
		requestTls,
		proxyTls: { timeout: CONNECT_TIMEOUT_MS, ...lookup },
	});
}
