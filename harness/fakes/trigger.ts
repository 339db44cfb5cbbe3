import type { IDataObject, INodeType } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

/** Starts a workflow; a test may pin other items to it. */
export function createTrigger(name: string, json: () => IDataObject = () => ({})): INodeType {
	return {
		...createFakeNode(name, [], async () => [[{ json: json() }]], { group: ['trigger'], inputs: [] }),
		trigger: async () => ({}),
	};
}
