import type { INodeProperties } from 'n8n-workflow';

/** Return All and Limit. */
export const returnAllOrLimit: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

/** Must be turned on for a destructive operation. */
export const confirm: INodeProperties = {
	displayName: 'Confirm',
	name: 'confirm',
	type: 'boolean',
	default: false,
	description: 'Whether to run this operation, which can destroy data and cannot be undone',
};

const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 120000,
	description: 'How long to wait for a response, in milliseconds',
};

/** The binary field for a file in the response. */
export const outputField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'outputPropertyName',
	type: 'string',
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
};

/** For operations that create an object. */
export const returnFullRecord: INodeProperties = {
	displayName: 'Return Full Record',
	name: 'returnFullRecord',
	type: 'boolean',
	default: false,
	description: 'Whether to read the new object and return the full record instead of only its ID',
};

/** For updates that would clear fields that cannot be read. */
export const clearSecrets: INodeProperties = {
	displayName: 'Clear Unreadable Secrets',
	name: 'clearSecrets',
	type: 'boolean',
	default: false,
	description:
		'Whether to continue even if this update clears passwords that it does not set and that Jamf does not return',
};

/** The Options collection, with the options common to every operation. */
export function options(...own: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...own, timeout].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
