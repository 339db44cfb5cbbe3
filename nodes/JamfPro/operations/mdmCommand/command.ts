import {
	type FoundField,
	InputError,
	type ItemParameters,
	type JamfClient,
	readCommandType,
	readJsonBody,
	refuseInTool,
} from '../../../shared/operations/kit';
import { COMMANDS } from './commands';
import { readDevices } from './devices';
import { readCommand } from './readCommand';

/** What to send, and the devices in it. */
interface Command {
	body: object;
	devices: FoundField[];
}

/** The type of the command in the form or in its JSON; `undefined` if the JSON has none. */
export function readType(item: ItemParameters): string | undefined {
	return isJson(item) ? readCommandType(readJsonBody(item, 'body')) : item.string('commandType');
}

/** Whether the whole body is written as JSON. */
export function isJson(item: ItemParameters): boolean {
	return item.string('bodyMode') === 'json';
}

/** @throws InputError when the command is dangerous and was not confirmed */
export function assertConfirmed(item: ItemParameters, type: string): void {
	// An unknown command may be destructive.
	const { name, destructive, grants } = COMMANDS[type] ?? { name: type, destructive: true };
	const isDangerous = destructive === true || (grants === true && item.mode.isTool);
	if (!isDangerous || item.isConfirmed('confirm')) return;
	throw item.mode.isTool
		? refuseInTool(`"${name}" is a dangerous command, and no person turned on Confirm in the tool`)
		: new InputError(
				`"${name}" is destructive and was not confirmed.`,
				'Nothing was sent. Turn on Confirm if you are sure.',
			);
}

/** @throws InputError when a field is missing, or a device is not found */
export async function buildCommand(jamf: JamfClient, item: ItemParameters, type: string): Promise<Command> {
	if (isJson(item)) {
		const body = readJsonBody(item, 'body');
		return { body, devices: readClients(body).map((value) => ({ value })) };
	}
	const commandData = readCommand(item, type);
	const devices = item.isGiven('managementIds') ? readManagementIds(item) : await readDevices(jamf, item);
	return { body: { clientData: devices.map(({ value }) => ({ managementId: value })), commandData }, devices };
}

function readClients(body: object): string[] {
	const { clientData } = body as { clientData?: unknown };
	const clients: unknown[] = Array.isArray(clientData) ? clientData : [];
	return clients.map((client) => String((client as { managementId?: unknown } | null)?.managementId ?? ''));
}

function readManagementIds(item: ItemParameters): FoundField[] {
	const ids = item.strings('managementIds');
	if (ids.length > 0) return ids.map((value) => ({ value }));
	throw new InputError(
		'No management ID is set.',
		'Nothing was sent. Clear Management IDs to select devices, or use {{ $json.managementId }} of a computer or mobile device.',
	);
}
