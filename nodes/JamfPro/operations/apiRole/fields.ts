import type { INodeProperties } from 'n8n-workflow';

export const displayName: INodeProperties = {
	displayName: 'Display Name',
	name: 'displayName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Inventory Reader',
	description: 'The name of the role in Jamf Pro. Names are unique.',
};

export const privileges: INodeProperties = {
	displayName: 'Privilege Names or IDs',
	name: 'privileges',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getPrivileges' },
	default: [],
	description:
		'The privileges of the role. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};
