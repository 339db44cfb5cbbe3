import type { INodeProperties } from 'n8n-workflow';
import {
	classic,
	type ElementRow,
	LIST_SYNTAX,
	objectPicker,
	options,
	type ResourceRow,
} from '../../../shared/operations/kit';
import { TARGETS, targetRows } from './targets';

const unreadableParts: INodeProperties = {
	displayName: 'Unreadable Parts',
	name: 'unreadableParts',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "jss_users": [{ "name": "anna" }] }',
	description: 'Parts of the scope that Jamf does not return. They are sent back unchanged.',
};

const unreadableIsEmpty: INodeProperties = {
	displayName: 'Treat Unreadable Parts as Empty',
	name: 'unreadableIsEmpty',
	type: 'boolean',
	default: false,
	description:
		'Whether to overwrite the parts of the scope that Jamf does not return (such as Jamf Pro users) as empty',
};

const targetType: INodeProperties = { displayName: 'Target Type', name: 'targetType', type: 'options', default: '' };

/** The object and the targets to add to its scope or to remove from it. */
export function scopeForm({ value, name }: ResourceRow, rows: readonly ElementRow[]): INodeProperties[] {
	const types = targetRows(rows).map((row) => ({ name: TARGETS[row.name]?.label ?? row.name, value: row.name }));
	types.sort((a, b) => a.name.localeCompare(b.name));
	return [
		objectPicker(classic, { name: 'id', label: name, type: 'string', of: value }),
		{ ...targetType, options: types, default: types[0]?.value ?? '' },
		{
			displayName: 'Targets By',
			name: 'targetsBy',
			type: 'options',
			options: [
				{ name: 'ID', value: 'id' },
				{ name: 'Name', value: 'name' },
			],
			default: 'id',
			description: 'How the targets are identified. Directory service users and groups only have names.',
		},
		{
			displayName: 'Targets',
			name: 'targets',
			type: 'string',
			typeOptions: { rows: 2 },
			required: true,
			default: '',
			placeholder: 'e.g. 12, 15',
			description: LIST_SYNTAX,
		},
		options(unreadableIsEmpty, unreadableParts),
	];
}
