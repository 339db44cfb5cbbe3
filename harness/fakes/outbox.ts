import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

/** A node that sends something: outputs what it would have sent, next to the response of the service. */
export function createOutbox(name: string, parameters: string[], response: IDataObject = {}): INodeType {
	return createFakeNode(name, parameters, async function (this: IExecuteFunctions) {
		const items = this.getInputData().map((_, index) => {
			const entries = parameters
				.map((parameter) => [parameter, this.getNodeParameter(parameter, index)] as const)
				.filter(([, value]) => value !== '');
			return { ...response, sent: Object.fromEntries(entries) as IDataObject };
		});
		return [items.map((json) => ({ json }))];
	});
}
