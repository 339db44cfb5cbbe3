import type { IDataObject } from 'n8n-workflow';
import {
	COMMANDS,
	type FoundField,
	InputError,
	type ItemParameters,
	type JamfClient,
	type Operation,
	options,
	quoteRsql,
	readCommands,
	readList,
	readStored,
	sends,
	toCommandStatus,
} from '../../../shared/operations/kit';
import { listDeviceLookups, readDevices } from './devices';
import { statusForm } from './statusForm';

const UNKNOWN = 'Jamf Pro has no record of a command with this UUID.';

/** What became of MDM commands. */
export const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of MDM commands',
	description: 'Get the results of commands: acknowledged, failed with the error of the device, or pending',
	reads: true,
	properties: [...statusForm, options()],
	output: {
		uuid: 'string',
		result: 'string',
		commandState: 'string',
		commandType: 'string',
		managementId: 'string',
		clientType: 'string',
		dateSent: 'string',
		dateCompleted: 'string',
		errorText: 'string',
		errorCode: 'number',
		errorDomain: 'string',
	},
	requires: (item) => {
		const by = readStored(() => item.string('commandsBy'));
		const lookups = by.isKnown && by.value !== 'device' ? [] : listDeviceLookups(item);
		return [
			...(by.isKnown ? lookups : lookups.map((each) => ({ ...each, isPossible: true }))),
			sends('pro', 'GET', COMMANDS),
		];
	},
	async run(jamf, item) {
		const isByDevice = item.string('commandsBy') === 'device';
		const statuses = isByDevice ? await readOfDevices(jamf, item) : await readGiven(jamf, item);
		return statuses.map((json) => ({ json }));
	},
};

async function readGiven(jamf: JamfClient, item: ItemParameters): Promise<IDataObject[]> {
	const uuids = item.strings('commandUuids');
	if (uuids.length === 0) {
		throw new InputError('No command UUID is set.', 'Use {{ $json.id }} of MDM Command: Send, or select By Device.');
	}
	const found = await readCommands(jamf, uuids);
	return uuids.map((uuid) => found.get(uuid) ?? { uuid, result: 'unknown', note: UNKNOWN });
}

/** The newest commands of all devices together. */
async function readOfDevices(jamf: JamfClient, item: ItemParameters): Promise<IDataObject[]> {
	const limit = item.limit();
	const devices = await readDevices(jamf, item);
	const lists = await Promise.all(devices.map(async (device) => await readOfDevice(jamf, device, limit)));
	return lists
		.flat()
		.sort((a, b) => String(b['dateSent']).localeCompare(String(a['dateSent'])))
		.slice(0, limit);
}

async function readOfDevice(jamf: JamfClient, device: FoundField, limit: number): Promise<IDataObject[]> {
	const rows = await readList(jamf, LIST, {
		api: 'pro',
		path: COMMANDS,
		query: [
			['filter', `clientManagementId==${quoteRsql(device.value)}`],
			['sort', 'dateSent:desc,uuid:asc'],
		],
		limit,
	});
	const { id, name } = device;
	return rows.map((row) => ({
		...(id !== undefined && { deviceId: id }),
		...(name !== undefined && { deviceName: name }),
		...toCommandStatus(row),
	}));
}

const LIST = { kind: 'paged', unique: 'uuid' } as const;
