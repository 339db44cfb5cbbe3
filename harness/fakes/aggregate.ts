import type { IExecuteFunctions } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

/** All items as one list. */
export const aggregate = createFakeNode(
	'aggregate',
	['aggregate', 'destinationFieldName'],
	async function (this: IExecuteFunctions) {
		if (this.getNodeParameter('aggregate', 0) !== 'aggregateAllItemData')
			throw new Error('The fake Aggregate only accepts whole items');
		const field = this.getNodeParameter('destinationFieldName', 0) as string;
		return [[{ json: { [field]: this.getInputData().map(({ json }) => json) } }]];
	},
);
