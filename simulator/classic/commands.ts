import { badRequest, Failure, unknownId } from '../failure';
import { mix } from '../random';
import type { Command } from '../recordTypes';
import type { Reply } from '../reply';
import { type ApiRequest, param } from '../request';
import { isAtLeast } from '../serverVersion';
import type { ServerState } from '../state';
import { listReply, objectReply, plainReply } from './reply';
import { type Handle, type Operation, placeholder } from './operations';
import { type ClassicObject, sameText } from './tree';
import { child, childText, type XmlElement } from './xml';
import { xmlBody } from './writing';

/** jamf-behavior 4.6: removed commands, with the first version without them. */
const RETIRED: Readonly<Record<Command['devices'], Readonly<Record<string, string>>>> = {
	computers: { BlankPush: '11.28.0', DeleteUser: '11.28.0' },
	mobiledevices: {
		DeviceLock: '11.20.0',
		EraseDevice: '11.20.0',
		ClearPasscode: '11.28.0',
		BlankPush: '11.28.0',
		RestartDevice: '11.28.0',
		DisableLostMode: '11.28.0',
	},
};

/** jamf-behavior 11.26: the only commands for computers that are still queued, and those that get 401 instead of 400. */
const QUEUED_SINCE = '11.32.0';
const QUEUED = ['EnableRemoteDesktop', 'DisableRemoteDesktop'];
const UNAUTHORIZED = ['UpdateInventory', 'DeviceInformation', 'Settings', 'RedeployJamfManagementFramework'];

const ROOTS = { computers: 'computer_command', mobiledevices: 'mobile_device_command' } as const;
const ITEMS = { computers: 'computer', mobiledevices: 'mobile_device' } as const;

/** Sends commands to devices, and looks them up. */
export const commandRoutes =
	(devices: Command['devices']) =>
	({ state, method, segments }: Operation): Handle => {
		if (method === 'POST') return (request) => sent(state, devices, request, segments);
		const [key, name] = segments;
		return (request) => listed(state, devices, request, key, name && param(request, placeholder(name)));
	};

function listed(state: ServerState, devices: Command['devices'], request: ApiRequest, key?: string, text = ''): Reply {
	const root = ROOTS[devices];
	const commands = state.commands.values(request.node).filter((command) => command.devices === devices);
	if (key === 'uuid' || key === 'status') {
		const command = commands.find(({ uuid }) => sameText(uuid, text));
		if (!command) throw unknownId(text);
		const row = rowOf(command);
		return objectReply(
			request,
			root,
			row,
			Object.keys(row).map((name) => ({ name, source: 'U PUB' })),
		);
	}
	const rows = commands.filter(({ name }) => key === undefined || sameText(name, text)).map(rowOf);
	return listReply(request, `${root}s`, root, rows.length, rows);
}

const rowOf = ({ uuid, name, status, deviceId }: Command): ClassicObject => ({
	uuid,
	command: name,
	status,
	device_id: deviceId,
});

function sent(state: ServerState, devices: Command['devices'], request: ApiRequest, segments: string[]): Reply {
	const byPath = segments.includes('id');
	const element = byPath ? undefined : xmlBody(request, ROOTS[devices]);
	const literal = segments.find((segment, index) => index > 0 && !segment.startsWith('{') && segment !== 'id');
	const named = literal ?? param(request, placeholder(segments[1]));
	const command = named || (element && childText(child(element, 'general') ?? element, 'command')) || '';
	rejectUnqueued(state, devices, command);
	const gone = RETIRED[devices][command];
	if (gone !== undefined && isAtLeast(state.settings.serverVersion, gone)) throw new Failure(404);
	if (!/^[A-Z][A-Za-z]+$/.test(command)) throw badRequest('no such command');
	if (devices === 'mobiledevices' && command === 'EnableLostMode' && element) rejectLostMode(element);
	const listed = element && child(element, `${ITEMS[devices]}s`)?.children.map((entry) => childText(entry, 'id') ?? '');
	const ids = listed ?? param(request, placeholder(segments.at(-1))).split(',');
	if (ids.length === 0) throw badRequest('no device');
	const unknown = ids.find((id) => state.classic.store(devices).read(Number(id), request.node) === undefined);
	if (unknown !== undefined) throw unknownId(unknown);
	const commands = ids.map((id) => queued(state, devices, Number(id), command, request));
	const [{ uuid = '' } = {}] = commands;
	if (devices === 'computers') {
		const entry = { name: command, command_uuid: uuid, computer_id: commands[0]?.deviceId ?? 0 };
		return plainReply(ROOTS[devices], { command: entry });
	}
	return plainReply(ROOTS[devices], {
		uuid,
		command,
		mobile_devices: { mobile_device: { id: commands[0]?.deviceId ?? 0 } },
	});
}

function rejectUnqueued({ settings }: ServerState, devices: Command['devices'], command: string): void {
	if (devices !== 'computers' || QUEUED.includes(command) || !isAtLeast(settings.serverVersion, QUEUED_SINCE)) return;
	throw UNAUTHORIZED.includes(command) ? new Failure(401) : badRequest('No command was queued');
}

/** jamf-behavior 11.41: a footnote alone is rejected. */
function rejectLostMode(element: XmlElement): void {
	const general = child(element, 'general') ?? element;
	const hasText = ['lost_mode_message', 'lost_mode_phone'].some((name) => (childText(general, name) ?? '') !== '');
	if (!hasText) throw badRequest('lost_mode_message or lost_mode_phone is required');
}

const queued = (
	state: ServerState,
	devices: Command['devices'],
	deviceId: number,
	name: string,
	{ node }: ApiRequest,
): Command =>
	state.commands.insert((id) => {
		const part = (salt: number) => mix(state.settings.seed, id, salt).toString(16).padStart(8, '0');
		const uuid = `${part(1)}-${part(2).slice(4)}-4${part(3).slice(5)}-8${part(4).slice(5)}-${part(5)}${part(6).slice(4)}`;
		return { id, devices, deviceId, uuid, name, status: 'Pending' };
	}, node);
