import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

/** Counts items by one field, as `{ <field>, count_<counted field> }`. */
export const summarize = createFakeNode(
	'summarize',
	['fieldsToSummarize', 'fieldsToSplitBy'],
	async function (this: IExecuteFunctions) {
		const { values } = this.getNodeParameter('fieldsToSummarize', 0) as {
			values: Array<{ aggregation: string; field: string }>;
		};
		const [{ aggregation, field } = { aggregation: '', field: '' }] = values;
		if (values.length !== 1 || aggregation !== 'count') throw new Error('The fake Summarize only counts one field');
		const by = this.getNodeParameter('fieldsToSplitBy', 0) as string;
		const counts = new Map<string, number>();
		for (const { json } of this.getInputData()) {
			const key = String(valueAt(json, by));
			counts.set(key, (counts.get(key) ?? 0) + 1);
		}
		const name = (path: string) => path.replaceAll('.', '_');
		return [[...counts].map(([key, count]) => ({ json: { [name(by)]: key, [`count_${name(field)}`]: count } }))];
	},
);

function valueAt(json: IDataObject, path: string): unknown {
	return path.split('.').reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], json);
}
