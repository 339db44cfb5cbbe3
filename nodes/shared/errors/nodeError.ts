import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { InputError, JamfError, ResponseError } from '../transport/errors/errors';

/**
 * The error that n8n shows: message says what happened, description how to go on. Only texts are passed on, so that no request
 * with its headers ends in an execution record. Errors of n8n itself (a bad expression, say) keep their text.
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

/** n8n looks for codes of Node in the text and takes "OfficePermissions" for EPERM. */
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
