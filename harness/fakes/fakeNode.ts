import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

// n8n-nodes-base would add hundreds of megabytes. The fakes implement exactly what the examples use of its nodes;
// the e2e suite runs the same workflows with the real nodes.

/** A node with these parameters; n8n drops parameters that a node does not describe. */
export function createFakeNode(
	name: string,
	parameters: Array<string | INodeProperties>,
	execute?: INodeType['execute'],
	more: Partial<INodeTypeDescription> = {},
): INodeType {
	const description: INodeTypeDescription = {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: parameters.map((each) =>
			typeof each === 'string' ? { displayName: each, name: each, type: 'json', default: '' } : each,
		),
		...more,
	};
	return { description, ...(execute && { execute }) };
}
