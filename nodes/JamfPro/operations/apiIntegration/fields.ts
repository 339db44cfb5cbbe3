import type { INodeProperties } from 'n8n-workflow';

export const displayName: INodeProperties = {
	displayName: 'Display Name',
	name: 'displayName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Snipe-IT Sync',
	description: 'What the API client is called in Jamf Pro',
};

export const roles: INodeProperties = {
	displayName: 'API Role Names or IDs',
	name: 'roles',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getApiRoles' },
	default: [],
	description:
		'The roles whose privileges the client has. After giving a client other roles create a new secret for it; changing the privileges inside a role needs none. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const enabled: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether the client may sign in. Tokens issued before stay valid until they end.',
};

export const tokenLifetime: INodeProperties = {
	displayName: 'Access Token Lifetime (Seconds)',
	name: 'accessTokenLifetimeSeconds',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300,
	description: 'How long an access token of this client is valid',
};
