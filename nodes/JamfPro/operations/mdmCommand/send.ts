import type { INodeProperties } from 'n8n-workflow';
import {
	readCommandType,
	confirm,
	InputError,
	type ItemParameters,
	type Operation,
	options,
	path,
	readJsonBody,
	toItems,
} from '../../../shared/operations/kit';
import { COMMANDS } from './commands';

const inFieldsMode = { show: { bodyMode: ['fields'] } };

const form: INodeProperties[] = [
	{
		displayName: 'Body',
		name: 'bodyMode',
		type: 'options',
		options: [
			{ name: 'By Fields', value: 'fields', description: 'Select devices and a command' },
			{ name: 'JSON', value: 'json', description: 'Write the JSON object yourself' },
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
	{
		displayName: 'Command Fields',
		name: 'commandFields',
		type: 'json',
		displayOptions: inFieldsMode,
		default: '{}',
		placeholder: 'e.g. { "pin": "123456" }',
		description: 'Further fields of the command. The descriptions in the Command list name them.',
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
];

function readForm(item: ItemParameters): object {
	const ids = item.strings('managementIds');
	if (ids.length === 0) {
		throw new InputError(
			'No management ID is set.',
			'Nothing was sent. Use {{ $json.general.managementId }} of a computer or mobile device; a device ID or serial number does not work here.',
		);
	}
	const fields = item.isGiven('commandFields') ? readJsonBody(item, 'commandFields') : {};
	return {
		clientData: ids.map((managementId) => ({ managementId })),
		commandData: { ...fields, commandType: item.string('commandType') },
	};
}

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an MDM command',
	description: 'Send a command to devices by management ID. Some commands erase or lock them.',
	properties: [confirm, ...form, options()],
	async run(jamf, item) {
		const body = item.string('bodyMode') === 'json' ? readJsonBody(item, 'body') : readForm(item);
		const type = readCommandType(body);
		if (type === undefined) {
			throw new InputError('The body does not contain a command.', 'Nothing was sent. Set commandData.commandType.');
		}
		// An unknown command may be destructive.
		const { name, destructive } = COMMANDS[type] ?? { name: type, destructive: true };
		if (destructive === true && !item.boolean('confirm')) {
			throw new InputError(
				`"${name}" is destructive and was not confirmed.`,
				'Nothing was sent. Turn on Confirm if you are sure.',
			);
		}
		return toItems(await jamf.post(path`/v2/mdm/commands`, body, { command: type }));
	},
};
