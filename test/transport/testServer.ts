import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { JamfClient } from '../../nodes/shared/transport/client';
import { CookieJar } from '../../nodes/shared/transport/http/cookieJar';
import { JamfError } from '../../nodes/shared/transport/errors/errors';
import { path } from '../../nodes/shared/transport/path';
import { createSend } from '../../nodes/shared/transport/http/pool';
import { type CredentialFields, parseSettings } from '../../nodes/shared/transport/settings';
import { TokenCache } from '../../nodes/shared/transport/auth/tokenCache';
import type { JamfRequest, Session } from '../../nodes/shared/transport/session';
import type { EgressFilter } from '../../nodes/shared/transport/types';
import type { Simulator } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';

const DEPARTMENTS = path`/v1/departments`;

export const READ: JamfRequest = { api: 'pro', method: 'GET', path: DEPARTMENTS };

export const write = (name: string): JamfRequest => ({
	api: 'pro',
	method: 'POST',
	path: DEPARTMENTS,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify({ name }),
});

interface ClientOptions extends Partial<Session> {
	fields?: CredentialFields;
	client?: { clientId: string; clientSecret: string };
	filter?: EgressFilter;
}

/** A client with its own token cache and cookie jar. */
export function open(url: string, { fields, client, filter, ...session }: ClientOptions = {}): JamfClient {
	const { clientId, clientSecret } = client ?? { clientId: 'id', clientSecret: 'secret-of-the-client' };
	const settings = parseSettings({ serverUrl: url, clientId, clientSecret, ...fields });
	return new JamfClient(settings, {
		send: createSend(settings.tls, filter),
		tokens: new TokenCache(),
		jar: new CookieJar(),
		...session,
	});
}

export const openOn = (simulator: Simulator, options: ClientOptions = {}): JamfClient =>
	open(simulator.url, { client: simulator.client, ...options });

/** The API requests that the simulator received, without token exchanges. */
export const calls = (simulator: Simulator): string[] =>
	simulator.journal
		.filter(({ path: to }) => !to.endsWith('/oauth/token'))
		.map(({ method, path: to }) => `${method} ${to}`);

export async function failure(promise: Promise<unknown>): Promise<JamfError> {
	const outcome: unknown = await promise.catch((error: unknown) => error);
	if (!(outcome instanceof JamfError)) throw new Error(`expected a JamfError, got ${JSON.stringify(outcome)}`);
	return outcome;
}

export interface TestServer {
	url: string;
	port: number;
	server: Server;
	close: () => Promise<void>;
}

/** A server for responses that the simulator does not produce. */
export async function serve(listener: RequestListener, tls = false): Promise<TestServer> {
	return await listen(tls ? createTlsServer({ ...TEST_CERTIFICATE }, listener) : createServer(listener), tls);
}

export async function listen(server: Server, tls = false): Promise<TestServer> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => {}).on('close', () => sockets.delete(socket));
	});
	// On a busy machine, it would close a connection that a client is about to reuse.
	server.keepAliveTimeout = 0;
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
		port,
		server,
		async close() {
			server.close();
			for (const socket of sockets) socket.destroy();
			await once(server, 'close');
		},
	};
}

const TOKEN_RESPONSE = JSON.stringify({
	access_token: 'token-of-the-server',
	expires_in: 60,
	scope: 'api-role:1',
});

/** Responds to token requests and passes other requests to the listener. */
export const signedIn =
	(listener: RequestListener): RequestListener =>
	(request, response) => {
		if (!request.url?.endsWith('/oauth/token')) return listener(request, response);
		request.resume().on('end', () => response.setHeader('content-type', 'application/json').end(TOKEN_RESPONSE));
	};
