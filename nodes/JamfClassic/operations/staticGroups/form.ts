import type { INodeProperties } from 'n8n-workflow';
import { classic, LIST_SYNTAX, objectPicker, options } from '../../../shared/operations/kit';
import type { GroupType } from './groupTypes';

/** The group and its members. Operations that allow an empty list pass the option for it. */
export function groupForm({ group, memberKeys }: GroupType, ...allowEmpty: INodeProperties[]): INodeProperties[] {
	const { value, name } = group.resource;
	return [
		objectPicker(classic, { name: 'id', label: name, type: 'string', of: value }),
		{
			displayName: 'Members By',
			name: 'membersBy',
			type: 'options',
			options: memberKeys.map(({ label, mode }) => ({ name: label, value: mode })),
			default: 'id',
			description: 'How the members are identified',
		},
		{
			displayName: 'Members',
			name: 'members',
			type: 'string',
			typeOptions: { rows: 2 },
			...(allowEmpty.length === 0 && { required: true }),
			default: '',
			placeholder: 'e.g. 12, 15',
			description: LIST_SYNTAX,
		},
		options(...allowEmpty),
	];
}
