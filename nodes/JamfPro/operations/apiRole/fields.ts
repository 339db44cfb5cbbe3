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
	hint: 'Get Required Privileges lists what a workflow needs',
	description:
		'The privileges of the role. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The JSON of workflows that use Jamf Pro. */
export const workflows: INodeProperties = {
	displayName: 'Workflows',
	name: 'workflows',
	type: 'json',
	default: '',
	description:
		'The JSON of one or more workflows, as downloaded from n8n, copied from its editor, or returned by the n8n node. Includes HTTP Request nodes with this credential type.',
};
