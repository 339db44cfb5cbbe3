import type { INodeProperties } from 'n8n-workflow';

/** How fields of an object that exists are emptied. */
export const clearingOptions: INodeProperties[] = [
	{
		displayName: 'Clear Field Names or IDs',
		name: 'clearFields',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getClearableFields' },
		default: [],
		displayOptions: { show: { '/bodyMode': ['fields'] } },
		description:
			'Fields to empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Clear Fields With Empty Values',
		name: 'clearEmptyValues',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/bodyMode': ['fields'] } },
		description: 'Whether an empty value clears its field instead of leaving it unchanged',
	},
];

/** A list that replaces all members is refused when it is empty. */
export const allowEmptyList: INodeProperties = {
	displayName: 'Allow Empty List',
	name: 'allowEmptyList',
	type: 'boolean',
	default: false,
	description: 'Whether an empty list removes all members',
};
