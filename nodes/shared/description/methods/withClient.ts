import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { toNodeError } from '../../errors/nodeError';
import { connect, CREDENTIAL } from '../../calls/connect';
import { type Catalogues, explain } from '../../errors/explain';
import type { JamfClient } from '../../transport/client';

/** Runs a request for a form that is being edited. Errors are explained as in an execution. */
export async function withJamfClient<T>(
	context: ILoadOptionsFunctions,
	catalogues: Catalogues,
	request: (jamf: JamfClient) => Promise<T>,
): Promise<T> {
	const jamf = (await connect(context)).client();
	return await request(jamf).catch(async (error: unknown) => {
		throw toNodeError(context.getNode(), await explain(jamf, catalogues, error));
	});
}

/**
 * Loads the options of a list. A node that was just added has no credential yet: there are no options until the editor selects one and loads
 * them again.
 */
export async function loadOptionsWith(
	context: ILoadOptionsFunctions,
	catalogues: Catalogues,
	read: (jamf: JamfClient) => Promise<INodePropertyOptions[]>,
): Promise<INodePropertyOptions[]> {
	if (context.getNode().credentials?.[CREDENTIAL] === undefined) return [];
	return await withJamfClient(context, catalogues, read);
}
