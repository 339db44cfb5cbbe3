import type { IDataObject, INodeType } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

/** Starts a workflow; a test may pin other items to it. */
export function createTrigger(
	name: string,
	json: () => IDataObject = () => ({}),
	parameters: string[] = [],
): INodeType {
	return {
		...createFakeNode(name, parameters, async () => [[{ json: json() }]], { group: ['trigger'], inputs: [] }),
		trigger: async () => ({}),
	};
}
