import { createRequire } from 'node:module';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { createSecureContext, rootCertificates } from 'node:tls';
import type * as Undici from 'undici';
import { egressBlocked } from '../errors/connectionError';
import { MAX_CONNECTIONS } from '../settings';
import type { EgressFilter, Send, TlsSettings } from '../types';
import { type Connector, markUnsent, markProxy } from './connector';
import { ACCEPT_ENCODING, decompress } from './decompress';
import { OpenConnections } from './openConnections';
import { proxyFor } from './proxy';

const CONNECT_TIMEOUT_MS = 10_000;

/** Until a proxy has connected to the server. Longer, so that a proxy that gives up can say so. */
const TUNNEL_TIMEOUT_MS = 30_000;

const load = createRequire(__filename);

interface Pool {
	agent: Undici.Dispatcher;
	/** Undefined behind a proxy, which connections opened ahead would bypass. */
	connections?: OpenConnections;
}

const pools = new Map<string, Pool>();

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
		const { agent, connections } = poolFor(url, tls, filter);
		if (request.connections !== undefined) connections?.openAhead(url, request.connections);
		const { statusCode, headers, body } = await undici().request(url, {
			dispatcher: agent,
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
	const open = [...pools.values()];
	pools.clear();
	for (const { connections } of open) connections?.close();
	await Promise.all(open.map(async ({ agent }) => await agent.destroy()));
}

function poolFor(url: URL, tls: TlsSettings, filter?: EgressFilter): Pool {
	const proxy = proxyFor(url);
	const key = JSON.stringify([url.origin, proxy, tls, filter !== undefined]);
	const pool = pools.get(key) ?? createPool(tls, proxy, filter);
	pools.set(key, pool);
	return pool;
}

function createPool(tls: TlsSettings, proxy?: string, filter?: EgressFilter): Pool {
	const requestTls = {
		timeout: CONNECT_TIMEOUT_MS,
		rejectUnauthorized: !tls.ignoreIssues,
		// `ca` replaces Node's root certificates, so they are passed along.
		// Created once and not per connection, because it blocks the event loop for 20 ms.
		...(tls.ca !== '' && { secureContext: createSecureContext({ ca: [...rootCertificates, tls.ca] }) }),
	};
	const lookup = filter && { lookup: filter.createSecureLookup() };
	const { Agent, Pool, ProxyAgent, buildConnector } = undici();
	if (proxy !== undefined) {
		// `requestTls` applies to the connection to the server and `proxyTls` to the proxy itself.
		const proxyTls = { timeout: CONNECT_TIMEOUT_MS, ...lookup };
		const poolWith =
			(mark: typeof markUnsent, timeout?: { headersTimeout: number }) =>
			(origin: string | URL, options: { connect?: Connector }) =>
				new Pool(origin, { ...options, ...timeout, ...(options.connect && { connect: mark(options.connect) }) });
		const clientFactory = poolWith(markProxy, { headersTimeout: TUNNEL_TIMEOUT_MS });
		const factories = { clientFactory, factory: poolWith(markUnsent) };
		const agent = new ProxyAgent({ uri: proxy, connections: MAX_CONNECTIONS, requestTls, proxyTls, ...factories });
		return { agent };
	}
	const connections = new OpenConnections(markUnsent(buildConnector({ ...requestTls, ...lookup })));
	return { agent: new Agent({ connections: MAX_CONNECTIONS, connect: connections.connect }), connections };
}
