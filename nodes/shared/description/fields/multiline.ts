import type { INodeProperties } from 'n8n-workflow';
import { MULTILINE_COLLECTION, type MultilineField } from '../../parameters/multilineFields';

/** With Map Automatically, all fields come from the input. */
export const besideMapper = {
	show: { bodyMode: ['fields'] },
	hide: { '/fields.mappingMode': ['autoMapInputData'] },
};

/** The inputs of multi-line fields: separate parameters, and a collection for the less important ones of long forms. */
export function multilineForm(fields: readonly MultilineField[], isPartial: boolean): INodeProperties[] {
	const collected = fields.filter((field) => field.collected).map((field) => input(field, isPartial));
	const direct = fields.filter((field) => !field.collected).map((field) => input(field, isPartial));
	return [
		...direct.map((property) => ({ ...property, displayOptions: besideMapper })),
		...(collected.length === 0 ? [] : [collection(collected)]),
	];
}

function input({ row, parameter }: MultilineField, isPartial: boolean): INodeProperties {
	return {
		displayName: row.label,
		name: parameter,
		type: 'string',
		typeOptions: { rows: row.lines ?? 1 },
		...(row.required === true && !isPartial && { required: true }),
		default: '',
	};
}

function collection(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Multi-Line Fields',
		name: MULTILINE_COLLECTION,
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: besideMapper,
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
