import type { INodeProperties } from 'n8n-workflow';
import { options } from '../../description/fields/common';
import { objectSelection } from '../../description/fields/objectList';
import { LIST_SYNTAX } from '../../parameters/splitList';
import { type GroupKind, LIST_MODE } from './groupKind';
import { leaveOutLabel } from './rejection';

const allowEmpty: INodeProperties = {
	displayName: 'Allow Empty Group',
	name: 'allowEmpty',
	type: 'boolean',
	default: false,
	description: 'Whether to remove all members when none are selected or entered',
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
			options: [
				{ name: 'From List', value: LIST_MODE },
				...keys.map(({ label, mode }) => ({ name: label, value: mode })),
			],
			default: LIST_MODE,
			description: 'How the members are identified',
		},
		objectSelection({
			label: member.name,
			name: 'memberList',
			of: member.value,
			required: empties !== true,
			displayOptions: { show: { membersBy: [LIST_MODE] } },
		}),
		{
			displayName: 'Members',
			name: 'members',
			type: 'string',
			typeOptions: { rows: 2 },
			...(empties !== true && { required: true }),
			default: '',
			displayOptions: { hide: { membersBy: [LIST_MODE] } },
			placeholder: areDevices ? 'e.g. C02XK1JDJGH5, FVFG002EX4' : 'e.g. 12, 15',
			description: LIST_SYNTAX,
		},
		options(...(empties === true ? [allowEmpty] : []), ...(adds === true && areDevices ? [leaveOut] : [])),
	];
}
