import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

interface Assignments {
	assignments: Array<{ name: string; value: IDataObject[string] }>;
}

/** Edit Fields (Set): new fields only, one by one or as JSON. */
export const editFields = createFakeNode(
	'set',
	['mode', 'jsonOutput', 'assignments'],
	async function (this: IExecuteFunctions) {
		const items = this.getInputData().map((_, index) => {
			if (this.getNodeParameter('mode', index) === 'raw')
				return JSON.parse(this.getNodeParameter('jsonOutput', index) as string) as IDataObject;
			const { assignments } = this.getNodeParameter('assignments', index) as unknown as Assignments;
			return Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
		});
		return [items.map((json) => ({ json }))];
	},
);
