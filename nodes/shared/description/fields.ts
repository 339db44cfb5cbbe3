import type { INodeProperties } from 'n8n-workflow';
import type { List } from '../catalogue/types';

/** The object an operation works on: from the live list, by ID, or by name. */
export function idLocator(list: List, name = 'id'): INodeProperties {
	const noun = titleCase(list.noun);
	return {
		displayName: noun,
		name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: `The ${list.noun} to work on`,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select an ${list.noun}...`,
				typeOptions: { searchListMethod: 'searchObjects', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 12',
				validation: [{ type: 'regex', properties: { regex: '^\\s*\\d+\\s*$', errorMessage: 'IDs are numbers' } }],
			},
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Inventory Reader' },
		],
	};
}

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

/** Filter and sort of a list whose unique field is `id`. */
export function filterAndSort(example: string): INodeProperties {
	return {
		displayName: 'Query',
		name: 'query',
		type: 'collection',
		placeholder: 'Add filter or sort',
		default: {},
		options: [
			{
				displayName: 'Filter',
				name: 'filter',
				type: 'string',
				default: '',
				placeholder: `e.g. ${example}`,
				description: "Which rows to return, in Jamf's RSQL: field, operator, quoted value",
			},
			{
				displayName: 'Sort',
				name: 'sort',
				type: 'string',
				default: 'id:asc',
				placeholder: 'e.g. displayName:asc',
				description: 'Order of the rows: field:asc or field:desc, several separated by commas',
			},
		],
	};
}

const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 120000,
	description: 'How many milliseconds to wait for the server before a request is given up',
};

/** The Options collection, with the options that every operation has. */
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

function titleCase(text: string): string {
	return text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
