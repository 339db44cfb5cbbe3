import type { INodeProperties } from 'n8n-workflow';

/** How much of a large result to return: Simplify for people, three choices for AI agents. */
export const output: INodeProperties[] = [
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		displayOptions: { hide: { '@tool': [true] } },
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Raw', value: 'raw', description: 'All that the server sends' },
			{ name: 'Selected Fields', value: 'selected', description: 'Only the fields named below' },
			{ name: 'Simplified', value: 'simplified', description: 'The fields that are asked for most' },
		],
		default: 'simplified',
		displayOptions: { show: { '@tool': [true] } },
	},
	{
		displayName: 'Output Fields',
		name: 'outputFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. general.name, udid',
		displayOptions: { show: { '@tool': [true], output: ['selected'] } },
		description: 'Names of fields, separated by commas; dots lead into objects',
	},
];
