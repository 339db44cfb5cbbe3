import type { IDataObject } from 'n8n-workflow';
import {
	COMMANDS,
	type FoundField,
	InputError,
	type ItemParameters,
	listCommandRequirements,
	type HttpResponse,
	listWaitRequirements,
	type Operation,
	options,
	readJson,
	readMaxWait,
	commandStatusRequirement,
	readStored,
	type SentCommand,
	toItems,
	unexpectedResponse,
	waitForCommands,
	withWaitFields,
} from '../../../shared/operations/kit';
import { assertConfirmed, buildCommand, isJson, readType } from './command';
import { listDeviceLookups, readDeviceType } from './devices';
import { form } from './form';

/** The clock of the server has seconds only. */
const CLOCK_MARGIN_MS = 1000;

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an MDM command',
	description: 'Send a command to devices; some commands erase or lock them',
	danger: 'depends',
	properties: withWaitFields([...form, options()]),
	requires: (item) => {
		const hasNoLookup = readStored(() => isJson(item) || item.isGiven('managementIds'));
		const type = readStored(() => readType(item));
		const deviceType = readStored(() => readKnownDeviceType(item));
		const of = deviceType.isKnown ? deviceType.value : undefined;
		const request = { api: 'pro', method: 'POST', path: COMMANDS, deviceType: of } as const;
		return [
			...(hasNoLookup.isKnown && !hasNoLookup.value ? listDeviceLookups(item) : []),
			...listCommandRequirements(request, type.isKnown ? type.value : undefined),
			...listWaitRequirements(item, commandStatusRequirement),
		];
	},
	async run(jamf, item) {
		const maxMs = readMaxWait(item);
		const type = readType(item);
		if (type === undefined) {
			throw new InputError('The body does not contain a command.', 'Nothing was sent. Set commandData.commandType.');
		}
		assertConfirmed(item, type);
		const { body, devices } = await buildCommand(jamf, item, type);
		const deviceType = readKnownDeviceType(item);
		const start = performance.now();
		const request = {
			api: 'pro',
			method: 'POST',
			path: COMMANDS,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			command: type,
			...(deviceType !== undefined && { deviceType }),
		} as const;
		const { body: response, headers } = await jamf.send(request, readCommands);
		const items = toItems(response);
		if (maxMs === undefined) return items;
		const sentAfter = Date.parse(String(headers.date)) - (performance.now() - start) - CLOCK_MARGIN_MS;
		const sent = items.map(({ json }, index) => toSent(json, type, devices[index], sentAfter));
		const results = await waitForCommands(jamf, sent, item, maxMs);
		return items.map(({ json }, index) => ({
			json: { ...json, ...describeDevice(devices[index]), ...results[index] },
		}));
	},
};

/** The type of the devices; `undefined` if they are identified by management IDs or in JSON, which can be of both types. */
function readKnownDeviceType(item: ItemParameters) {
	return isJson(item) || item.isGiven('managementIds') ? undefined : readDeviceType(item);
}

/** A command for each device (jamf-behavior 7.1). Anything else does not say whether Jamf queued them. */
async function readCommands(response: HttpResponse): Promise<unknown[]> {
	const value = await readJson(response);
	const isCommand = (entry: unknown) =>
		typeof entry === 'object' && entry !== null && ('id' in entry || 'href' in entry);
	if (Array.isArray(value) && value.length > 0 && value.every(isCommand)) return value as unknown[];
	throw unexpectedResponse("The server's response is not a list of commands.", response.status);
}

/** The ID in the response is the UUID of the command, presumably (jamf-behavior 7.6). */
function toSent(
	{ id }: IDataObject,
	commandType: string,
	device: FoundField | undefined,
	sentAfter: number,
): SentCommand {
	const uuid = String(id ?? '');
	if (device === undefined || Number.isNaN(sentAfter)) return { uuid };
	return { uuid, search: { managementId: device.value, commandType, sentAfter } };
}

function describeDevice({ id, name }: Partial<FoundField> = {}): IDataObject {
	return { ...(id !== undefined && { deviceId: id }), ...(name !== undefined && { deviceName: name }) };
}
