import type {
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { findFields } from '../../catalogue/find';
import type { FieldRow } from '../../catalogue/types';
import type { Dialect } from '../../calls/dialect';
import { isBesideMapper } from '../../parameters/objectLists';
import { UPSERT } from '../operation';
import { choices } from '../fields/parameter';
import { findCurrentRow } from './fieldOptions';
import { listReferences, readReferenceLists } from './referenceLists';

/** Longer forms initially show the most important fields, which are the first ones, and all required fields. The others can be added. */
const MAX_SHOWN_FIELDS = 14;

/** The body fields for the resource mapper, required ones first. Fields that refer to an object list the objects of the server. */
export function createResourceMappingMethods(dialect: Dialect) {
	return {
		async getBodyFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
			const row = findCurrentRow(dialect, this);
			const fields =
				findFields(dialect.fields(), String(this.getCurrentNodeParameter('resource')), row?.value ?? '') ?? [];
			// An update keeps the fields that are not set, so none is required.
			const isPartial = row?.body?.merge !== undefined || row?.body?.partial === true;
			const offered = fields.filter((field) => !isBesideMapper(field));
			// Create or Update must not reset fields of an existing object.
			const isNew = row?.value === 'create' && this.getCurrentNodeParameter('operation') !== UPSERT;
			const lists = await readReferenceLists(this, dialect, offered);
			return {
				fields: offered.map((field, index) => ({
					...toMapperField(field, isPartial, listReferences(field, lists)),
					...(isNew && toPrefill(row.body?.defaults?.[field.name] ?? field.default)),
					removed: index >= MAX_SHOWN_FIELDS && (isPartial || field.required !== true),
				})),
			};
		},
	};
}

function toMapperField(
	field: FieldRow,
	isPartial: boolean,
	references: INodePropertyOptions[] | undefined,
): ResourceMapperField {
	const required = field.required === true && !isPartial;
	const label = references === undefined ? field.label : field.label.replace(/ ID$/, '');
	return {
		id: field.name,
		displayName: field.type === 'json' ? `${label} (JSON)` : label,
		required,
		defaultMatch: false,
		display: true,
		...(references === undefined ? toInputType(field) : { type: 'options', options: references }),
	};
}

/** The value that Jamf or the node sets anyway. Yes and No are options, and an empty list is no help. */
function toPrefill(value: unknown): Pick<ResourceMapperField, 'defaultValue'> {
	if (typeof value === 'boolean') return { defaultValue: String(value) };
	return typeof value === 'number' || (typeof value === 'string' && value !== '') ? { defaultValue: value } : {};
}

/** n8n's boolean field stores false before the user has chosen anything, so Yes and No are options. */
function toInputType({ type, options }: FieldRow): Pick<ResourceMapperField, 'options' | 'type'> {
	switch (type) {
		case 'boolean':
			return {
				type: 'options',
				options: [
					{ name: 'No', value: 'false' },
					{ name: 'Yes', value: 'true' },
				],
			};
		case 'options':
			return { type: 'options', options: choices(options) };
		case 'number':
			return { type: 'number' };
		case 'dateTime':
			return { type: 'dateTime' };
		default:
			return { type: 'string' };
	}
}
