import { badRequest } from '../failure';
import type { Command } from '../recordTypes';
import { type ApiRequest, param } from '../request';
import { emptyReply } from './reply';
import { type Handle, type Operation, placeholder } from './operations';
import { child, childText, parseXml, type XmlElement } from './xml';

const STATUSES = ['Pending', 'Failed', 'Pending+Failed'];
const DEVICES: Readonly<Record<string, Command['devices']>> = {
	computers: 'computers',
	mobiledevices: 'mobiledevices',
};
const GROUPS: Readonly<Record<string, { type: string; list: string; devices: Command['devices'] }>> = {
	computergroups: { type: 'computergroups', list: 'computers', devices: 'computers' },
	mobiledevicegroups: { type: 'mobiledevicegroups', list: 'mobile_devices', devices: 'mobiledevices' },
};

/** Removes pending and failed commands of devices or of group members (jamf-behavior 5.5). */
export function flushCommands({ state, segments }: Operation): Handle {
	const [kind, , id, , status] = segments.map(placeholder);
	if (kind === undefined || id === undefined || status === undefined) {
		return (request) => flush(state, request, fromBody(parseXml(request.body.toString('utf8'))));
	}
	return (request) =>
		flush(state, request, { kind: param(request, kind), ids: [param(request, id)], status: param(request, status) });
}

interface Flush {
	kind: string;
	ids: string[];
	status: string;
}

/** `<commandflush><status>Pending</status><computers><computer><id>1</id></computer></computers></commandflush>` */
function fromBody(element: XmlElement): Flush {
	const list = element.children.find(({ name }) => kindOf(name) in DEVICES || kindOf(name) in GROUPS);
	const ids = list?.children.map((entry) => childText(entry, 'id') ?? '') ?? [];
	return { kind: kindOf(list?.name ?? ''), ids, status: childText(element, 'status') ?? '' };
}

const kindOf = (name: string): string => name.replace(/_/g, '').toLowerCase();

function flush(state: Operation['state'], { node }: ApiRequest, { kind, ids, status }: Flush) {
	if (!STATUSES.includes(status)) throw badRequest('no such status');
	const statuses = status.split('+');
	const group = GROUPS[kind];
	const devices = group?.devices ?? DEVICES[kind];
	if (!devices) throw badRequest('no such kind of device');
	const members = group
		? ids.flatMap((id) => memberIds(state.classic.store(group.type).read(Number(id), node)?.[group.list]))
		: ids.map(Number);
	for (const command of state.commands.values(node)) {
		const isMeant =
			command.devices === devices && members.includes(command.deviceId) && statuses.includes(command.status);
		if (isMeant) state.commands.remove(command.id, node);
	}
	return emptyReply();
}

const memberIds = (members: unknown): number[] =>
	Array.isArray(members) ? members.map((member: { id?: unknown }) => Number(member.id)) : [];

const INTERVAL = /^(Zero|One|Two|Three|Six) (Day|Week|Month|Year)s?$/i;

/** Logs are not stored here: the request is only validated. */
export function flushLogs({ segments }: Operation): Handle {
	const interval = segments[segments.indexOf('interval') + 1];
	return (request) => {
		const text = segments.includes('interval')
			? param(request, placeholder(interval)).replace(/\+/g, ' ')
			: childText(logOf(request), 'interval');
		if (!INTERVAL.test(text ?? '')) throw badRequest('no such interval');
		return emptyReply();
	};
}

function logOf(request: ApiRequest): XmlElement {
	const element = parseXml(request.body.toString('utf8'));
	return child(element, 'logflush') ?? element;
}
