import type { INodeProperties } from 'n8n-workflow';
import { LIST_SYNTAX } from '../../parameters/splitList';
import { OPERATORS } from '../../parameters/rsql';
import type { ListRow, ParameterRow } from '../../catalogue/types';
import { choices } from './parameter';

const DYNAMIC =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** A field name: a dropdown if the row lists the fields, text otherwise. */
function field(known: readonly string[], loadOptionsMethod: string): INodeProperties {
	if (known.length === 0) {
		return { displayName: 'Field', name: 'field', type: 'string', default: '', placeholder: 'e.g. name' };
	}
	return {
		displayName: 'Field Name or ID',
		name: 'field',
		type: 'options',
		typeOptions: { loadOptionsMethod },
		default: '',
		description: DYNAMIC,
	};
}

const operator: INodeProperties = {
	displayName: 'Operator',
	name: 'operator',
	type: 'options',
	options: Object.entries(OPERATORS)
		.map(([value, { name }]) => ({ name, value }))
		.sort((a, b) => a.name.localeCompare(b.name)),
	default: 'equals',
};

const LISTS = ['in', 'notIn'];
const LIST_DESCRIPTION = `Text, numbers or dates. ${LIST_SYNTAX}`;

/** A single value, or several on separate lines. */
const values: INodeProperties[] = [
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		displayOptions: { hide: { operator: LISTS } },
		description: 'Text, a number or a date. The operators Matches and Does Not Match treat * as a wildcard.',
	},
	{
		displayName: 'Values',
		name: 'value',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		displayOptions: { show: { operator: LISTS } },
		description: LIST_DESCRIPTION,
	},
];

/** The filter builder, with RSQL as an alternative. */
function filter({ filter: known = [] }: ListRow): INodeProperties[] {
	return [
		{
			displayName: 'Filter',
			name: 'filterBy',
			type: 'options',
			options: [
				{ name: 'Build Manually', value: 'manual' },
				{ name: 'RSQL', value: 'rsql', description: "Write the filter in Jamf's query language" },
			],
			default: 'manual',
		},
		{
			displayName: 'Must Match',
			name: 'matchType',
			type: 'options',
			options: [
				{ name: 'All Conditions', value: 'all' },
				{ name: 'Any Condition', value: 'any' },
			],
			default: 'all',
			displayOptions: { show: { filterBy: ['manual'] } },
		},
		{
			displayName: 'Conditions',
			name: 'filter',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Condition',
			default: {},
			displayOptions: { show: { filterBy: ['manual'] } },
			options: [
				{
					displayName: 'Condition',
					name: 'conditions',
					values: [field(known, 'getFilterFields'), operator, ...values],
				},
			],
			description:
				'Conditions that the results must match. Jamf applies the filter, and the node checks values that contain * again.',
		},
		{
			displayName: 'RSQL',
			name: 'rsql',
			type: 'string',
			default: '',
			displayOptions: { show: { filterBy: ['rsql'] } },
			placeholder: 'e.g. name=="Berlin*"',
			description:
				'RSQL: field, operator and quoted value, in which * is a wildcard. Join conditions with ; (and) or , (or).',
		},
	];
}

function sort({ sort: known = [] }: ListRow): INodeProperties {
	return {
		displayName: 'Sort',
		name: 'sort',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Field',
				name: 'fields',
				values: [
					field(known, 'getSortFields'),
					{
						displayName: 'Direction',
						name: 'direction',
						type: 'options',
						options: [
							{ name: 'Ascending', value: 'asc' },
							{ name: 'Descending', value: 'desc' },
						],
						default: 'asc',
					},
				],
			},
		],
		description: 'Order of the results',
	};
}

/** Whether a parameter of a single read chooses its sections. */
export function isSections({ type, required }: ParameterRow): boolean {
	return type === 'multiOptions' && required !== true;
}

/** Parts of the records of a list, for after Output, which chooses the default. */
export function buildSections({ sections }: ListRow): INodeProperties[] {
	if (sections === undefined) return [];
	return [
		{
			displayName: 'Sections',
			name: 'sections',
			type: 'multiOptions',
			options: choices(sections),
			default: [],
			description:
				'Parts of the record to read. Default: the sections the output needs. Fewer sections are much faster.',
		},
	];
}

/** Parts of a Classic object that can be requested separately. */
export function subsets(values: readonly string[]): INodeProperties {
	return {
		displayName: 'Subsets',
		name: 'subsets',
		type: 'multiOptions',
		options: choices(values),
		default: [],
		description: 'Parts of the object to read. Leave empty for the whole object.',
	};
}

/** Filter and sort of a list. */
export function buildListFields(list: ListRow): INodeProperties[] {
	return [
		...(list.filter === undefined ? [] : filter(list)),
		...(list.unique === undefined && list.sort === undefined ? [] : [sort(list)]),
	];
}

/** Rows per response. Larger pages mean fewer but slower requests. */
export const pageSize: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 2000 },
	default: 100,
	description: 'Number of results per request. Default: 100, or about 500 for devices without large sections.',
};
