import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { toNodeError } from '../errors/nodeError';
import { JamfClient } from '../transport/client';
import { CookieJar, cookieJarFor } from '../transport/http/cookieJar';
import { createSend } from '../transport/http/pool';
import { parseSettings } from '../transport/settings';
import { tokens } from '../transport/auth/tokenCache';
import type { EgressFilter } from '../transport/types';

/** The name of the credential type, which n8n stores in workflows. */
export const CREDENTIAL = 'jamfProClientCredentialsApi';

type Context = IExecuteFunctions | ILoadOptionsFunctions;

interface Connection {
	maxConnections: number;
	/** A client that waits so long for an answer; all clients share token, cookies and what a run reads once. */
	client: (timeoutMs?: number) => JamfClient;
}

/** The way to the server of a node's credential, with the egress rules of the n8n that runs it; errors as n8n shows them. */
export async function connect(context: Context): Promise<Connection> {
	return await open(context).catch((error: unknown) => {
		throw toNodeError(context.getNode(), error);
	});
}

async function open(context: Context): Promise<Connection> {
	const settings = parseSettings(await context.getCredentials(CREDENTIAL));
	const send = createSend(settings.tls, egressFilter(context));
	const session = !('getExecutionCancelSignal' in context)
		? { send, tokens, jar: new CookieJar() }
		: {
				send,
				tokens,
				jar: cookieJarFor(context.getExecutionId(), settings.server.root),
				signal: context.getExecutionCancelSignal(),
			};
	return {
		maxConnections: settings.maxConnections,
		client: (timeoutMs) => new JamfClient(settings, { ...session, timeoutMs }),
	};
}

/** n8n before 2.36 has no egress rules; its helpers lack the method. */
function egressFilter({ helpers }: Context): EgressFilter | undefined {
	return typeof helpers.getSecureEgressFilter === 'function' ? helpers.getSecureEgressFilter() : undefined;
}
