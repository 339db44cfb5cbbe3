import type { INodeProperties } from 'n8n-workflow';
import type { ObjectList } from '../../parameters/objectLists';
import { besideMapper } from './multiline';

/** The name of the method that lists the objects of a resource for a selection of several. */
export function listMethodName(of: string): string {
	const words = of.split('.').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
	return `list${words.join('')}`;
}

/** The input of a list of IDs: the objects of the server. */
export function objectListForm({ row, of, parameter }: ObjectList, isPartial: boolean): INodeProperties {
	return {
		displayName: `${row.label.replace(/ ?IDs$/, '')} Names or IDs`.trim(),
		name: parameter,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: listMethodName(of) },
		...(row.required === true && !isPartial && { required: true }),
		default: [],
		displayOptions: besideMapper,
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}
