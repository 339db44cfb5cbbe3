import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { ObjectList } from '../../parameters/objectLists';
import { besideMapper } from './multiline';

/** The name of the method that lists the objects of a resource for a selection of several. */
export function listMethodName(of: string): string {
	const words = of.split('.').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
	return `list${words.join('')}`;
}

interface Selection {
	/** What is selected, in the singular: `Package`. */
	label: string;
	name: string;
	/** Resource of the objects; with `classic.` if only the Classic API lists them. */
	of: string;
	required?: boolean;
	displayOptions: IDisplayOptions;
}

/** A selection of several objects of the server, whose value is their IDs. */
export function objectSelection({ label, name, of, required, displayOptions }: Selection): INodeProperties {
	return {
		displayName: `${label} Names or IDs`.trim(),
		name,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: listMethodName(of) },
		...(required === true && { required }),
		default: [],
		displayOptions,
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}

/** The input of a list of IDs: the objects of the server. */
export function objectListForm({ row, of, parameter }: ObjectList, isPartial: boolean): INodeProperties {
	return objectSelection({
		label: row.label.replace(/ ?IDs$/, ''),
		name: parameter,
		of,
		required: row.required === true && !isPartial,
		displayOptions: besideMapper,
	});
}
