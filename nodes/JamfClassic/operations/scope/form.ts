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

const keep: INodeProperties = {
	displayName: 'Keep',
	name: 'keep',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "jss_users": [{ "name": "anna" }] }',
	description: 'Parts of the scope that the server has but does not tell, to send them along',
};

const untoldIsEmpty: INodeProperties = {
	displayName: 'Untold Parts Are Empty',
	name: 'untoldIsEmpty',
	type: 'boolean',
	default: false,
	description:
		'Whether you know that the parts of the scope that the server does not tell are empty: writing the scope empties them',
};

const targetType: INodeProperties = { displayName: 'Target Type', name: 'targetType', type: 'options', default: '' };

/** The object, and what is added to its scope or removed from it. */
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
			description: 'What the targets are named by; directory service users and groups have names only',
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
		options(keep, untoldIsEmpty),
	];
}
