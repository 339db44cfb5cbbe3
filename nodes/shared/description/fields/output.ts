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
			{ name: 'Raw', value: 'raw', description: "The server's full response" },
			{ name: 'Selected Fields', value: 'selected', description: 'Only the fields listed below' },
			{ name: 'Simplified', value: 'simplified', description: 'The most commonly used fields' },
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
		description: 'Field names, separated by commas. Use dots for nested fields.',
	},
];
