import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

const conditions: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'filter',
	default: {},
	typeOptions: { filter: { caseSensitive: true, typeValidation: 'strict', version: 2 } },
};

/** The engine itself evaluates the conditions. */
function split(context: IExecuteFunctions): [kept: INodeExecutionData[], others: INodeExecutionData[]] {
	const kept: INodeExecutionData[] = [];
	const others: INodeExecutionData[] = [];
	for (const [index, item] of context.getInputData().entries()) {
		const holds = context.getNodeParameter('conditions', index, false, { extractValue: true }) as boolean;
		(holds ? kept : others).push(item);
	}
	return [kept, others];
}

export const branch = createFakeNode(
	'if',
	[conditions],
	async function (this: IExecuteFunctions) {
		return split(this);
	},
	{ outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main] },
);

export const filter = createFakeNode('filter', [conditions], async function (this: IExecuteFunctions) {
	return [split(this)[0]];
});
