import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { toNodeError } from '../errors/nodeError';
import { JamfClient } from '../transport/client';
import { CookieJar, jarFor } from '../transport/cookies';
import { createSend } from '../transport/pool';
import { parseSettings } from '../transport/settings';
import { tokens } from '../transport/token';
import type { EgressFilter } from '../transport/types';

/** The name of the credential type, which n8n stores in workflows. */
export const CREDENTIAL = 'jamfProClientCredentialsApi';

type Context = IExecuteFunctions | ILoadOptionsFunctions;

/** A client for the credential of a node, with the egress rules of the n8n that runs it; errors as n8n shows them. */
export async function connect(context: Context): Promise<JamfClient> {
	return await open(context).catch((error: unknown) => {
		throw toNodeError(context.getNode(), error);
	});
}

async function open(context: Context): Promise<JamfClient> {
	const settings = parseSettings(await context.getCredentials(CREDENTIAL));
	const send = createSend(settings.tls, egressFilter(context));
	if (!('getExecutionCancelSignal' in context)) return new JamfClient(settings, { send, tokens, jar: new CookieJar() });
	return new JamfClient(settings, {
		send,
		tokens,
		jar: jarFor(context.getExecutionId(), settings.server.root),
		signal: context.getExecutionCancelSignal(),
		timeoutMs: positive(context.getNodeParameter('options.timeout', 0, 0)),
	});
}

/** n8n before 2.36 has no egress rules; its helpers lack the method. */
function egressFilter({ helpers }: Context): EgressFilter | undefined {
	return typeof helpers.getSecureEgressFilter === 'function' ? helpers.getSecureEgressFilter() : undefined;
}

function positive(value: unknown): number | undefined {
	return typeof value === 'number' && value > 0 ? value : undefined;
}
