import type { INodeProperties } from 'n8n-workflow';

/** Options that clear fields of an existing object. */
export const clearingOptions: INodeProperties[] = [
	{
		displayName: 'Clear Field Names or IDs',
		name: 'clearFields',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getClearableFields' },
		default: [],
		displayOptions: { show: { '/bodyMode': ['fields'] } },
		description:
			'Fields to clear. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
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

/** An empty list that replaces all members is rejected by default. */
export const allowEmptyList: INodeProperties = {
	displayName: 'Allow Empty List',
	name: 'allowEmptyList',
	type: 'boolean',
	default: false,
	description: 'Whether an empty list removes all members',
};
