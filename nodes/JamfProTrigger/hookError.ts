import type { IHookFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { classic } from '../shared/catalogue/lookup';
import { explain } from '../shared/errors/explain';
import { toNodeError } from '../shared/errors/nodeError';
import type { JamfClient } from '../shared/transport/client';
import { endSentence, ResponseError } from '../shared/transport/errors/errors';

const ALL_PRIVILEGES =
	'The trigger needs the privileges Create Webhooks, Read Webhooks, Update Webhooks and Delete Webhooks.';

/**
 * When an activation fails, n8n 2 only shows the message of the error and n8n 1 only the description, so each contains what happened and
 * what to do.
 */
export async function toHookError(
	context: IHookFunctions,
	jamf: JamfClient,
	thrown: unknown,
): Promise<NodeApiError | NodeOperationError> {
	const error = await explain(jamf, { classic }, thrown);
	const nodeError = toNodeError(context.getNode(), error);
	const isForbidden = error instanceof ResponseError && error.code === 'FORBIDDEN';
	const parts = [nodeError.message, nodeError.description, isForbidden && ALL_PRIVILEGES];
	const text = parts.filter((part) => typeof part === 'string' && part !== '').map(String);
	// n8n does not retry an activation if the error contains this word with a capital letter.
	nodeError.message = text.map(endSentence).join(' ').replaceAll('Authorization', 'authorization');
	nodeError.description = nodeError.message;
	return nodeError;
}
