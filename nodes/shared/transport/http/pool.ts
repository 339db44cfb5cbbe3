import { setImmediate as turn } from 'node:timers/promises';
import { createSecureContext, rootCertificates } from 'node:tls';
import type * as Undici from 'undici';
import { egressBlocked } from '../errors/connectionError';
import { MAX_CONNECTIONS } from '../settings';
import type { EgressFilter, Send, TlsSettings } from '../types';
import { ACCEPT_ENCODING, decompress } from './decompress';

const CONNECT_TIMEOUT_MS = 10_000;

const agents = new Map<string, Undici.EnvHttpProxyAgent>();

/** With the first request and not when n8n starts: reading undici takes as long as reading all of this package. */
function undici(): typeof Undici {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be read at start-up
	return require('undici') as typeof Undici;
}

/** A Set-Cookie header in its parts, `null` when it is none. */
export function parseCookie(header: string): Undici.Cookie | null {
	return undici().parseCookie(header);
}

/**
 * undici behind the `Send` seam: keep-alive connections shared by every execution of the process, at most five to a server.
 * Proxy variables of the environment and n8n's egress rules hold.
 */
export function createSend(tls: TlsSettings, filter?: EgressFilter): Send {
	return async (request) => {
		const url = new URL(request.url);
		// A lookup never sees an IP literal, and behind a proxy there is no lookup of ours: the URL itself is checked too.
		if (filter !== undefined && !(await filter.validateUrl(url)).ok) throw egressBlocked(url.host);
		// The connection of an answer just read is free in the next turn of the event loop: until then undici opens another.
		await turn();
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

/** Closes every connection. For programs that end by themselves: n8n never calls it. */
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
		// A `ca` replaces the usual roots: they are kept, so that one more authority never takes the others away.
		// Read once and not for every connection: that takes 20 ms in which nothing else runs.
		...(tls.ca !== '' && { secureContext: createSecureContext({ ca: [...rootCertificates, tls.ca] }) }),
	};
	const lookup = filter && { lookup: filter.createSecureLookup() };
	return new (undici().EnvHttpProxyAgent)({
		connections: MAX_CONNECTIONS,
		connect: { ...requestTls, ...lookup },
		// Through a proxy TLS to the server is set up by `requestTls`, and `proxyTls` finds the proxy.
		requestTls,
		proxyTls: { timeout: CONNECT_TIMEOUT_MS, ...lookup },
	});
}
