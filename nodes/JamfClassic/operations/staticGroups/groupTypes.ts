import type { IDataObject } from 'n8n-workflow';
import {
	classic,
	createLookupSource,
	findListable,
	findOperation,
	type GroupKind,
	type Listable,
	type MemberKey,
	objectPicker,
	type OperationRow,
	rowRequest,
	searchMethodName,
} from '../../../shared/operations/kit';
import { dialect } from '../../dialect';
import { type GroupElements, readGroup, readMembers, writeGroup } from './groupElements';

const ID: MemberKey = { mode: 'id', label: 'ID', field: 'id' };
const NAME: MemberKey = { mode: 'name', label: 'Name', field: 'name', lookedUp: true };
const SERIAL_NUMBER: MemberKey = { mode: 'serialNumber', label: 'Serial Number', field: 'serial_number' };
const UDID: MemberKey = { mode: 'udid', label: 'UDID', field: 'udid' };

interface Names {
	group: string;
	member: string;
	/** The list with every identifier of a member. */
	all: string;
	/** `computers > computer`, `computer_additions`, `computer_deletions`. */
	entry: string;
}

/** Groups of one kind of members. Only the Classic API can change individual computers of a group (jamf-behavior 5.8). */
function createKind({ group: name, member: memberName, all, entry }: Names, keys: GroupKind['keys']): GroupKind {
	const group = findList(name);
	const member = findList(memberName);
	const [get, update] = [findRow(group, 'get'), findRow(group, 'update')];
	const elements: GroupElements = { resource: group.resource, get, update, list: `${entry}s`, entry };
	const list = { row: findRow(member, all), resource: member.resource };
	const picker = objectPicker(classic, { name: 'id', label: group.resource.name, type: 'string', of: name });
	return {
		group: createLookupSource(dialect, group),
		pickers: { any: picker, static: searchStatic(picker, name) },
		member: member.resource,
		keys,
		areDevices: name !== 'userGroup',
		lock: name,
		check: { value: 'isMember', name: 'Check Membership' },
		requests: {
			list: rowRequest('classic', member.operation),
			find: rowRequest('classic', list.row),
			read: [rowRequest('classic', get)],
			write: rowRequest('classic', update),
		},
		read: async (jamf, id) => await readGroup(jamf, elements, id),
		write: async (jamf, { id }, change) => await writeGroup(jamf, elements, id, change),
		find: async (jamf) => await readMembers(jamf, list),
	};
}

/** The same picker with a list of static groups only. */
function searchStatic(picker: ReturnType<typeof objectPicker>, group: string): ReturnType<typeof objectPicker> {
	return {
		...picker,
		modes: picker.modes?.map((mode) =>
			mode.name !== 'list'
				? mode
				: { ...mode, typeOptions: { ...mode.typeOptions, searchListMethod: searchMethodName(staticName(group)) } },
		),
	};
}

function staticName(group: string): string {
	return `static${group.charAt(0).toUpperCase()}${group.slice(1)}`;
}

function findList(resource: string): Listable {
	const found = findListable(classic, resource);
	if (found === undefined) throw new TypeError(`no list of ${resource}`);
	return found;
}

function findRow({ resource }: Listable, operation: string): OperationRow {
	const row = findOperation(resource, operation);
	if (row === undefined) throw new TypeError(`no row ${resource.value}.${operation}`);
	return row;
}

export const computerGroups = createKind(
	{ group: 'computerGroup', member: 'computer', all: 'getAllBasic', entry: 'computer' },
	[ID, NAME, SERIAL_NUMBER, { ...UDID, lookedUp: true }],
);
export const mobileDeviceGroups = createKind(
	{ group: 'mobileDeviceGroup', member: 'mobileDevice', all: 'getAll', entry: 'mobile_device' },
	[ID, NAME, SERIAL_NUMBER, UDID],
);
export const userGroups = createKind({ group: 'userGroup', member: 'user', all: 'getAll', entry: 'user' }, [ID, NAME]);

/** The list searches of static groups. */
export const staticGroupSearches = ['computerGroup', 'mobileDeviceGroup', 'userGroup'].map((resource) => ({
	name: staticName(resource),
	resource,
	includes: ({ is_smart: isSmart }: IDataObject) => String(isSmart) !== 'true',
}));
