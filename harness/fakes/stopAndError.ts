import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

/** Stop and Error with a message. */
export const stopAndError = createFakeNode(
	'stopAndError',
	['errorType', 'errorMessage'],
	async function (this: IExecuteFunctions) {
		throw new NodeOperationError(this.getNode(), this.getNodeParameter('errorMessage', 0) as string);
	},
	{ outputs: [] },
);
