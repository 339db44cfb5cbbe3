import type { IExecuteFunctions, IDataObject } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

/** One item for each entry of a list. */
export const splitOut = createFakeNode('splitOut', ['fieldToSplitOut'], async function (this: IExecuteFunctions) {
	const items = this.getInputData().flatMap(({ json }, index) => {
		const field = this.getNodeParameter('fieldToSplitOut', index) as string;
		const entries = json[field] as Array<IDataObject[string]>;
		return entries.map((entry) => ({ json: { [field]: entry }, pairedItem: index }));
	});
	return [items];
});
