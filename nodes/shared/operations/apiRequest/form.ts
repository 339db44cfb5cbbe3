import type { INodeProperties } from 'n8n-workflow';
import { options, outputField } from '../../description/fields/common';
import { previewOnly, toolConfirm } from '../../description/fields/safety';

const pair: INodeProperties[] = [
	{ displayName: 'Name', name: 'name', type: 'string', default: '' },
	{ displayName: 'Value', name: 'value', type: 'string', default: '' },
];

function pairs(displayName: string, name: string, description: string): INodeProperties {
	const singular = displayName.replace(/s$/, '');
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: `Add ${singular}`,
		default: {},
		options: [{ displayName: singular, name: 'parameters', values: pair }],
		description,
	};
}

const WRITING = ['DELETE', 'PATCH', 'POST', 'PUT'];

const method: INodeProperties = {
	displayName: 'Method',
	name: 'method',
	type: 'options',
	options: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((value) => ({ name: value, value })),
	default: 'GET',
};

const responseOptions: INodeProperties[] = [
	{
		displayName: 'Full Response',
		name: 'fullResponse',
		type: 'boolean',
		default: false,
		description:
			'Whether to return the status code and headers in addition to the body. Only the first page of a list is returned.',
	},
	pairs(
		'Headers',
		'headers',
		'Additional request headers. Authentication and connection headers are set automatically.',
	),
	outputField,
	{
		displayName: 'Response Format',
		name: 'responseFormat',
		type: 'options',
		options: [
			{ name: 'Autodetect', value: 'autodetect' },
			{ name: 'File', value: 'file' },
			{ name: 'JSON', value: 'json' },
			{ name: 'Text', value: 'text' },
		],
		default: 'autodetect',
		description: 'How to read the response. Autodetect uses its content type.',
	},
];

/** The form of an API request. `body` and `paging` differ between the two APIs. */
export function apiRequestForm(example: string, body: INodeProperties[], paging: INodeProperties[]): INodeProperties[] {
	return [
		method,
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			required: true,
			default: '',
			placeholder: `e.g. ${example}`,
			description: 'The path below the API root, as in the API documentation of your server',
		},
		pairs(
			'Query Parameters',
			'query',
			'Query parameters of the request. They are encoded automatically, and names can repeat.',
		),
		...body.map((property) => ({
			...property,
			displayOptions: { show: { method: WRITING, ...property.displayOptions?.show } },
		})),
		...paging.map((property) => ({
			...property,
			displayOptions: { show: { method: ['GET'], ...property.displayOptions?.show } },
		})),
		...[toolConfirm, previewOnly].map((property) => ({
			...property,
			displayOptions: { show: { method: WRITING, ...property.displayOptions?.show } },
		})),
		options(...responseOptions),
	];
}

/** The body picker. Each kind has its own fields. */
export function bodyKind(...kinds: Array<{ name: string; value: string; description: string }>): INodeProperties {
	return {
		displayName: 'Body',
		name: 'bodyKind',
		type: 'options',
		options: [{ name: 'None', value: 'none', description: 'Send no body' }, ...kinds].sort((a, b) =>
			a.name.localeCompare(b.name),
		),
		default: 'none',
	};
}
