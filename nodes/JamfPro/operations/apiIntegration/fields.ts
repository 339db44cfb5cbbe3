import type { INodeProperties } from 'n8n-workflow';

export const displayName: INodeProperties = {
	displayName: 'Display Name',
	name: 'displayName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Snipe-IT Sync',
	description: 'The name of the API client in Jamf Pro',
};

export const roles: INodeProperties = {
	displayName: 'API Role Names or IDs',
	name: 'roles',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getApiRoles' },
	default: [],
	description:
		'The roles of the client. After changing its roles, create a new secret. Changing the privileges of a role does not require one. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const enabled: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether the client can request tokens. Existing tokens stay valid until they expire.',
};

export const tokenLifetime: INodeProperties = {
	displayName: 'Access Token Lifetime (Seconds)',
	name: 'accessTokenLifetimeSeconds',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300,
	description: 'How long access tokens of this client are valid',
};
