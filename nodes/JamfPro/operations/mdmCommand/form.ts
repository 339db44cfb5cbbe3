import type { INodeProperties } from 'n8n-workflow';
import { confirm } from '../../../shared/operations/kit';
import { COMMAND_FIELDS, type CommandField } from './commandFields';
import { COMMANDS } from './commands';
import { buildDeviceFields } from './devices';
import { settings } from './settings';

const DESTRUCTIVE = Object.entries(COMMANDS).flatMap(([value, { destructive }]) =>
	destructive === true ? [value] : [],
);

const GRANTING = Object.entries(COMMANDS).flatMap(([value, { grants }]) => (grants === true ? [value] : []));

/** Commands that have fields without a place in the form. */
const JSON_COMMANDS = [
	'DECLARATIVE_MANAGEMENT',
	'ERASE_DEVICE',
	'INSTALLED_APPLICATION_LIST',
	'MANAGED_APPLICATION_LIST',
	'PROFILE_LIST',
	'PROVISIONING_PROFILE_LIST',
	'SETTINGS',
];

const inFieldsMode = { show: { bodyMode: ['fields'] } };

/** Only shown where it is set, in workflows that were saved before devices could be selected. */
const managementIds: INodeProperties = {
	displayName: 'Management IDs',
	name: 'managementIds',
	type: 'string',
	typeOptions: { rows: 2 },
	// With a slash, because n8n cannot resolve a field that depends on itself.
	displayOptions: { show: { bodyMode: ['fields'], '/managementIds': [{ _cnd: { exists: true } }] } },
	default: '',
	placeholder: 'e.g. {{ $json.managementId }}',
	description: 'Management IDs of the devices, separated by commas or line breaks. Clear it to select devices instead.',
};

const jsonFields: INodeProperties = {
	displayName: 'More Fields (JSON)',
	name: 'jsonFields',
	type: 'json',
	displayOptions: { show: { bodyMode: ['fields'], commandType: JSON_COMMANDS } },
	default: '{}',
	placeholder: 'e.g. { "managedOnly": true }',
	description: 'Fields of the command without an input here, as documented by Jamf. They override the others.',
};

/** Only shown where it is set, in workflows that were saved before commands had inputs for their fields. */
const commandFields: INodeProperties = {
	displayName: 'Command Fields (JSON)',
	name: 'commandFields',
	type: 'json',
	displayOptions: {
		show: { bodyMode: ['fields'], '/commandFields': [{ _cnd: { exists: true } }] },
		hide: { '/commandFields': ['{}'] },
	},
	default: '{}',
	description: 'Fields of the command. They override the inputs. Clear it to use only the inputs.',
};

/** Devices and a command; Confirm follows the commands that need it. */
export const form: INodeProperties[] = [
	{
		displayName: 'Specify Body',
		name: 'bodyMode',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'fields', description: 'Select devices and a command' },
			{ name: 'Using JSON', value: 'json', description: 'Write the JSON object yourself' },
		],
		default: 'fields',
	},
	managementIds,
	...buildDeviceFields({ ...inFieldsMode, hide: { managementIds: [{ _cnd: { exists: true } }] } }),
	{
		displayName: 'Command',
		name: 'commandType',
		type: 'options',
		displayOptions: inFieldsMode,
		options: Object.entries(COMMANDS)
			.map(([value, { name }]) => ({ name, value }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: 'DEVICE_INFORMATION',
	},
	{ ...confirm, displayOptions: { show: { bodyMode: ['fields'], commandType: DESTRUCTIVE } } },
	{ ...confirm, displayOptions: { show: { '@tool': [true], bodyMode: ['fields'], commandType: GRANTING } } },
	...Object.entries(COMMAND_FIELDS).map(toProperty),
	settings,
	jsonFields,
	commandFields,
	{
		displayName: 'JSON',
		name: 'body',
		type: 'json',
		displayOptions: { show: { bodyMode: ['json'] } },
		default: '{}',
		placeholder: 'e.g. { "clientData": [{ "managementId": "…" }], "commandData": { "commandType": "RESTART_DEVICE" } }',
		description: 'The request body as documented by Jamf',
	},
	{
		...confirm,
		displayOptions: { show: { bodyMode: ['json'] } },
		description: 'Whether to send a command that can erase or lock devices, or that the node does not support',
	},
];

function toProperty([name, field]: [string, CommandField]): INodeProperties {
	const { label, commands, type = 'text', with: other, options, placeholder, description } = field;
	const shared = {
		displayName: label,
		name,
		displayOptions: {
			show: { bodyMode: ['fields'], commandType: commands, ...(other !== undefined && { [other]: [true] }) },
		},
		...(placeholder !== undefined && { placeholder }),
		...(description !== undefined && { description }),
	};
	switch (type) {
		case 'boolean':
			return { ...shared, type, default: false };
		case 'options':
		case 'multiOptions':
			return { ...shared, type, options: options ?? [], default: field.default ?? '' };
		case 'secret':
			return { ...shared, type: 'string', typeOptions: { password: true }, default: '' };
		default:
			return { ...shared, type: 'string', default: '' };
	}
}
