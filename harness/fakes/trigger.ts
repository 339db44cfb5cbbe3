import type { IDataObject, INodeType } from 'n8n-workflow';
import { standIn } from './fakeNode';

/** Starts a workflow; a test may pin other items to it. */
export function trigger(name: string, json: () => IDataObject = () => ({})): INodeType {
	return {
		...standIn(name, [], async () => [[{ json: json() }]], { group: ['trigger'], inputs: [] }),
		trigger: async () => ({}),
	};
}
