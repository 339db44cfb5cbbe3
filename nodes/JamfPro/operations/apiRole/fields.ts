import type { INodeProperties } from 'n8n-workflow';

export const displayName: INodeProperties = {
	displayName: 'Display Name',
	name: 'displayName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Inventory Reader',
	description: 'What the role is called in Jamf Pro. No two roles share a name.',
};

export const privileges: INodeProperties = {
	displayName: 'Privilege Names or IDs',
	name: 'privileges',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getPrivileges' },
	default: [],
	description:
		'What clients with this role may do. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};
