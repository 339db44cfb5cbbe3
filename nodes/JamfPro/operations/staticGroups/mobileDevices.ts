import {
	callOperation,
	type Group,
	type GroupKind,
	type JamfClient,
	listOperation,
	type MemberChange,
	objectPicker,
	pro,
	readObject,
	rowRequest,
} from '../../../shared/operations/kit';
import { dialect } from '../../dialect';
import { findLookupSource } from '../../lookupSources';
import { createCall } from '../../rowOperation';
import { findDevices } from './findDevices';
import { memberKeys } from './memberKeys';

const group = findLookupSource('staticMobileDeviceGroup');
const { resource } = group;
const findRow = (operation: string) => createCall(resource.value, operation).row;
const [get, update, getAllMembers] = [findRow('get'), findRow('update'), findRow('getAllMembers')];
const picker = objectPicker(pro, { name: 'id', label: resource.name, type: 'string', of: resource.value });
const devices = {
	source: findLookupSource('mobileDevice'),
	managedField: 'general.managed',
	filterFields: { id: 'mobileDeviceId', name: 'displayName', serialNumber: 'serialNumber', udid: 'udid' },
};

export const mobileDevices: GroupKind = {
	group,
	pickers: { any: picker, static: picker },
	member: devices.source.resource,
	keys: memberKeys,
	areDevices: true,
	lock: 'mobileDeviceGroup',
	check: { value: 'checkMembership', name: 'Check Membership' },
	requests: {
		list: rowRequest('pro', devices.source.operation),
		find: rowRequest('pro', devices.source.operation),
		read: [rowRequest('pro', get), rowRequest('pro', getAllMembers)],
		write: rowRequest('pro', update),
	},
	read: readGroup,
	write: writeGroup,
	find: async (jamf, key, values) => await findDevices(jamf, devices, key, values),
};

async function readGroup(jamf: JamfClient, id: string): Promise<Group> {
	const object = (await readObject(jamf, dialect, resource, get, [id])) as { groupName?: string; siteId?: string };
	const rows = await listOperation(
		jamf,
		{ dialect, resource, row: getAllMembers, ids: [id] },
		{ query: [['sort', 'mobileDeviceId:asc']], limit: Infinity },
	);
	const members = (rows as Array<{ mobileDeviceId?: unknown }>).map((row) => ({ id: String(row.mobileDeviceId) }));
	const { groupName = '', siteId } = object;
	return { id, name: groupName, isSmart: false, members, repeated: { groupName, siteId: siteId ?? '-1' } };
}

/** Devices without an assignment keep their membership (jamf-behavior 5.8). */
async function writeGroup(jamf: JamfClient, { id, repeated }: Group, { add, remove }: MemberChange): Promise<void> {
	const assignments = [
		...add.map((mobileDeviceId) => ({ mobileDeviceId, selected: true })),
		...remove.map((mobileDeviceId) => ({ mobileDeviceId, selected: false })),
	];
	await callOperation(
		jamf,
		{ dialect, resource, row: update, ids: [id] },
		{
			decoder: dialect.decoderFor(update, resource),
			body: async () => await dialect.encodeBody({ ...repeated, assignments }, update, resource),
		},
	);
}
