import type { INodeProperties } from 'n8n-workflow';
import type { BodyRow } from '../../catalogue/bodyRow';
import type { FieldRow } from '../../catalogue/types';
import { findMultilineFields } from '../../parameters/multilineFields';
import { findObjectLists, isBesideMapper } from '../../parameters/objectLists';
import { multilineForm } from './multiline';
import { objectListForm } from './objectList';

const json: INodeProperties = {
	displayName: 'JSON',
	name: 'body',
	type: 'json',
	default: '{}',
	description: 'The request body as documented by Jamf',
};

const byFields: INodeProperties[] = [
	{
		displayName: 'Specify Body',
		name: 'bodyMode',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'fields', description: 'Set individual fields of the object' },
			{ name: 'Using JSON', value: 'json', description: 'Write the JSON object yourself' },
		],
		default: 'fields',
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		hint: 'Empty fields are not sent.',
		typeOptions: {
			loadOptionsDependsOn: ['resource', 'operation'],
			resourceMapper: {
				resourceMapperMethod: 'getBodyFields',
				mode: 'add',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: true,
				supportAutoMap: true,
				// A new node gets its credential after its fields: those that list objects are text until then.
				refreshStaleSchemaOnOpen: true,
			},
		},
		displayOptions: { show: { bodyMode: ['fields'] } },
	},
	{ ...json, displayOptions: { show: { bodyMode: ['json'] } } },
];

const CLEARING_HINT = 'Empty fields are not sent. To clear fields in Jamf, use Clear Field Names or IDs in Options.';

const file: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the input binary field containing the file to be sent',
};

const text: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	description: 'The request body',
};

const xml: INodeProperties = {
	displayName: 'XML',
	name: 'xml',
	type: 'string',
	typeOptions: { rows: 6 },
	default: '',
	displayOptions: { show: { bodyMode: ['xml'] } },
	description: 'The request body in the XML of the Classic API. It is validated before it is sent.',
};

/** The Classic API accepts XML, which is built from the form or from JSON, or entered as text. */
const classic: INodeProperties[] = [
	...byFields.map((property) => {
		if (property.name === 'body') {
			return { ...property, description: 'The object in the format that Get returns. It is converted to XML.' };
		}
		if (property.name !== 'bodyMode') return property;
		const xmlMode = { name: 'Using XML', value: 'xml', description: 'Write the XML yourself' };
		return { ...property, options: [...(property.options ?? []), xmlMode] };
	}),
	xml,
];

/**
 * The fields for a request body: a file, text, a form or JSON.
 *
 * @param picker the parameter with the object that is changed, if it is chosen from a list
 * @param clearable whether the form has the options that clear fields
 */
export function buildBodyFields(
	{ kind, free, merge, partial }: BodyRow,
	rows: readonly FieldRow[] | undefined,
	api: 'classic' | 'pro',
	{ picker, clearable = false }: { picker?: string | undefined; clearable?: boolean },
): INodeProperties[] {
	if (kind === 'multipart') return [file];
	if (kind === 'text') return [text];
	if (free === true || rows === undefined) return [json];
	const isPartial = merge !== undefined || partial === true;
	const beside = [
		...multilineForm(findMultilineFields(rows), isPartial),
		...findObjectLists(rows).map((list) => objectListForm(list, isPartial)),
	];
	return (api === 'classic' ? classic : byFields).flatMap((property) => {
		if (property.name !== 'fields') return [property];
		// An empty mapper looks broken.
		const mapper = clearable ? { ...property, hint: CLEARING_HINT } : property;
		return [...(rows.every(isBesideMapper) ? [] : [showAfter(picker, rows, mapper)]), ...beside];
	});
}

/** Fields that list objects are loaded once, and need the credential. Whoever has chosen an object from a list has one. */
function showAfter(picker: string | undefined, rows: readonly FieldRow[], mapper: INodeProperties): INodeProperties {
	const isLoadedFromServer = rows.some((row) => row.of !== undefined && !isBesideMapper(row));
	if (picker === undefined || !isLoadedFromServer) return mapper;
	return { ...mapper, displayOptions: { ...mapper.displayOptions, hide: { [picker]: [''] } } };
}
