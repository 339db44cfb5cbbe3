import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { toNodeError } from '../../errors/nodeError';
import { connect } from '../../calls/connect';
import { type Catalogues, explain } from '../../errors/explain';
import type { JamfClient } from '../../transport/client';

/** What the server answers to a form that is being filled in; refusals are explained as those of a run. */
export async function withJamfClient<T>(
	context: ILoadOptionsFunctions,
	catalogues: Catalogues,
	question: (jamf: JamfClient) => Promise<T>,
): Promise<T> {
	const jamf = (await connect(context)).client();
	return await question(jamf).catch(async (error: unknown) => {
		throw toNodeError(context.getNode(), await explain(jamf, catalogues, error));
	});
}
