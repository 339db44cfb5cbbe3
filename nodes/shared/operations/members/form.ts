import type { INodeProperties } from 'n8n-workflow';
import { options } from '../../description/fields/common';
import { LIST_SYNTAX } from '../../parameters/splitList';
import type { GroupKind } from './groupKind';
import { leaveOutLabel } from './rejection';

const allowEmpty: INodeProperties = {
	displayName: 'Allow Empty Group',
	name: 'allowEmpty',
	type: 'boolean',
	default: false,
	description: 'Whether to remove all members when Members is empty',
};

interface Traits {
	/** Whether smart groups can be chosen too. */
	reads?: true;
	/** Whether members are added. */
	adds?: true;
	/** Whether the list of members can be empty. */
	empties?: true;
}

/** The group and its members. */
export function buildMemberForm(kind: GroupKind, { reads, adds, empties }: Traits): INodeProperties[] {
	const { keys, member, areDevices, pickers } = kind;
	const leaveOut: INodeProperties = {
		displayName: leaveOutLabel(kind),
		name: 'leaveOutUnmanaged',
		type: 'boolean',
		default: false,
		description: `Whether to add only managed ${member.plural}. Otherwise Jamf adds none if one is unmanaged.`,
	};
	return [
		reads === true ? pickers.any : pickers.static,
		{
			displayName: 'Members By',
			name: 'membersBy',
			type: 'options',
			options: keys.map(({ label, mode }) => ({ name: label, value: mode })),
			default: 'id',
			description: 'How the members are identified',
		},
		{
			displayName: 'Members',
			name: 'members',
			type: 'string',
			typeOptions: { rows: 2 },
			...(empties !== true && { required: true }),
			default: '',
			placeholder: 'e.g. 12, 15',
			description: LIST_SYNTAX,
		},
		options(...(empties === true ? [allowEmpty] : []), ...(adds === true && areDevices ? [leaveOut] : [])),
	];
}
