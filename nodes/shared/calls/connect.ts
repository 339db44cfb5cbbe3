import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { toNodeError } from '../errors/nodeError';
import { JamfClient } from '../transport/client';
import { CookieJar, cookieJarFor } from '../transport/http/cookieJar';
import { createSend } from '../transport/http/pool';
import { parseSettings } from '../transport/settings';
import { tokens } from '../transport/auth/tokenCache';
import type { EgressFilter } from '../transport/types';

/** The name of the credential type, which n8n stores in workflows. */
export const CREDENTIAL = 'jamfProClientCredentialsApi';

/** Any context in which n8n calls a node: an execution, a form that is being edited, or a trigger. */
type Context = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

interface Connection {
	maxConnections: number;
	/**
	 * Creates a client with this timeout. All clients of a connection share token, cookies and the caches of a run.
	 */
	client: (timeoutMs?: number) => JamfClient;
}

/** Connects for one input item, because an expression in the credential can select a different server for each. */
export type ConnectItem = (itemIndex: number) => Promise<Connection>;

/** Connects for the items of an execution. Items whose credentials have the same values share a connection. */
export function connectItems(context: IExecuteFunctions): ConnectItem {
	const connections = new Map<string, Connection>();
	return async (itemIndex) => {
		const fields = await context.getCredentials(CREDENTIAL, itemIndex).catch((error: unknown) => {
			throw toNodeError(context.getNode(), error, itemIndex);
		});
		const key = JSON.stringify(fields);
		const known = connections.get(key);
		if (known !== undefined) return known;
		const opened = open(context, fields);
		connections.set(key, opened);
		return opened;
	};
}

/**
 * Connects to the server of the node's credential, under the egress rules of n8n.
 *
 * @throws NodeOperationError when the credential is not valid
 */
export async function connect(context: Context): Promise<Connection> {
	try {
		return open(context, await context.getCredentials(CREDENTIAL));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

function open(context: Context, fields: ICredentialDataDecryptedObject): Connection {
	const settings = parseSettings(fields);
	const send = createSend(settings.tls, egressFilter(context));
	// Only an execution can be cancelled, and only its clients must all reach the same node of a cluster.
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

/** n8n has egress rules since 2.36. `undefined` in older versions. */
function egressFilter({ helpers }: Context): EgressFilter | undefined {
	return typeof helpers.getSecureEgressFilter === 'function' ? helpers.getSecureEgressFilter() : undefined;
}
