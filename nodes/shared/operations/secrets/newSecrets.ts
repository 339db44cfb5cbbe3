import type { INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Operation } from '../../description/operation';

/** Whether an operation returns a secret that Jamf creates and returns only once. n8n discards the whole output if an item fails. */
export function createsSecret({ secrets, reads }: Operation): boolean {
	return secrets === 'asked' && reads !== true;
}

/** Adds to an error which items had already received a new secret. */
export function describeLostSecrets<E extends NodeApiError | NodeOperationError>(
	error: E,
	outputs: ReadonlyArray<readonly INodeExecutionData[]>,
): E {
	const lost = outputs.flatMap((items, index) => (items.length > 0 ? [index] : []));
	if (lost.length === 0) return error;
	const what = `New secrets of other items are lost with this error: items ${lost.join(', ')}. Run them again to create others.`;
	error.description = [error.description, what].filter(Boolean).join(' ');
	return error;
}
