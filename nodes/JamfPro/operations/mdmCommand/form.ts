import type { INodeProperties } from 'n8n-workflow';
import { confirm } from '../../../shared/operations/kit';
import { COMMANDS } from './commands';

const DESTRUCTIVE = Object.entries(COMMANDS).flatMap(([value, { destructive }]) =>
	destructive === true ? [value] : [],
);

const GRANTING = Object.entries(COMMANDS).flatMap(([value, { grants }]) => (grants === true ? [value] : []));

const inFieldsMode = { show: { bodyMode: ['fields'] } };

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
	{
		displayName: 'Management IDs',
		name: 'managementIds',
		type: 'string',
		typeOptions: { rows: 2 },
		required: true,
		displayOptions: inFieldsMode,
		default: '',
		placeholder: 'e.g. {{ $json.general.managementId }}',
		description:
			'Management IDs of the devices, separated by commas or line breaks. Computer: Get and Mobile Device: Get return it as general.managementId.',
	},
	{
		displayName: 'Command',
		name: 'commandType',
		type: 'options',
		displayOptions: inFieldsMode,
		options: Object.entries(COMMANDS)
			.map(([value, { name, fields }]) => ({
				name,
				value,
				...(fields !== undefined && { description: `Fields: ${fields.join(', ')}` }),
			}))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: 'DEVICE_INFORMATION',
	},
	{ ...confirm, displayOptions: { show: { bodyMode: ['fields'], commandType: DESTRUCTIVE } } },
	{ ...confirm, displayOptions: { show: { '@tool': [true], bodyMode: ['fields'], commandType: GRANTING } } },
	{
		displayName: 'Command Fields',
		name: 'commandFields',
		type: 'json',
		displayOptions: inFieldsMode,
		default: '{}',
		placeholder: 'e.g. { "pin": "123456" }',
		description: 'Additional fields of the command. See the descriptions in the Command list.',
	},
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
