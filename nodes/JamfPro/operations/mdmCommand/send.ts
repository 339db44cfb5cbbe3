import {
	readCommandType,
	InputError,
	listCommandRequirements,
	type ItemParameters,
	type Operation,
	options,
	path,
	readJsonBody,
	refuseInTool,
	readStored,
	toItems,
} from '../../../shared/operations/kit';
import { COMMANDS } from './commands';
import { form } from './form';

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
	description: 'Send a command to devices by management ID; some commands erase or lock them',
	danger: 'depends',
	properties: [...form, options()],
	requires: (item) => {
		const type = readStored(() => {
			if (item.string('bodyMode') === 'json') return readCommandType(readJsonBody(item, 'body'));
			return item.string('commandType');
		});
		const request = { api: 'pro', method: 'POST', path: '/v2/mdm/commands' } as const;
		return listCommandRequirements(request, type.isKnown ? type.value : undefined);
	},
	async run(jamf, item) {
		const body = item.string('bodyMode') === 'json' ? readJsonBody(item, 'body') : readForm(item);
		const type = readCommandType(body);
		if (type === undefined) {
			throw new InputError('The body does not contain a command.', 'Nothing was sent. Set commandData.commandType.');
		}
		// An unknown command may be destructive.
		const { name, destructive, grants } = COMMANDS[type] ?? { name: type, destructive: true };
		if ((destructive === true || (grants === true && item.mode.isTool)) && !item.isConfirmed('confirm')) {
			throw item.mode.isTool
				? refuseInTool(`"${name}" is a dangerous command, and no person turned on Confirm in the tool`)
				: new InputError(
						`"${name}" is destructive and was not confirmed.`,
						'Nothing was sent. Turn on Confirm if you are sure.',
					);
		}
		return toItems(await jamf.post(path`/v2/mdm/commands`, body, { command: type }));
	},
};
