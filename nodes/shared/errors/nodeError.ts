import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { InputError, JamfError, ResponseError } from '../transport/errors/errors';

/**
 * Converts an error to one that n8n shows: the message is what happened, the description what to do. Only text is kept, so that no
 * request headers reach the execution log. Errors of n8n itself, such as a failed expression, keep their text.
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError {
	const at = itemIndex === undefined ? {} : { itemIndex };
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (itemIndex !== undefined) error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (error instanceof InputError) {
		return keepMessage(new NodeOperationError(node, error.message, { description: error.hint, ...at }), error);
	}
	if (error instanceof JamfError) {
		const apiError = new NodeApiError(
			node,
			{ code: error.code },
			{ message: error.message, description: describeHint(error), ...at },
		);
		apiError.httpCode = error instanceof ResponseError ? String(error.status) : null;
		return keepMessage(apiError, error);
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error), at);
}

/** n8n rewrites messages that contain a Node.js error code, even within a word: EPERM in "OfficePermissions". */
function keepMessage<E extends NodeApiError | NodeOperationError>(nodeError: E, { message }: JamfError): E {
	nodeError.message = message;
	return nodeError;
}

function describeHint(error: JamfError): string {
	const trace =
		error instanceof ResponseError && error.traceId !== undefined
			? ` Trace ID for Jamf's support: ${error.traceId}.`
			: '';
	return error.hint + trace;
}
