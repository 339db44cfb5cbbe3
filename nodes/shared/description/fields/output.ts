import type { INodeProperties } from 'n8n-workflow';

/** How much of a large result to return. */
export const output: INodeProperties[] = [
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
		description: 'How much of the response to return',
	},
	{
		displayName: 'Output Fields',
		name: 'outputFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. general.name, udid',
		displayOptions: { show: { output: ['selected'] } },
		description:
			'Field names, separated by commas. Use dots for nested fields, also for an extension attribute by its name: extensionAttributes.Asset Owner.',
	},
];
