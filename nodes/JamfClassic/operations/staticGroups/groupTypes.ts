import { classic, findListable, findOperation, type Listable, type OperationRow } from '../../../shared/operations/kit';

/** A way to identify a member, and the element that contains it. */
export interface MemberKey {
	mode: 'id' | 'name' | 'serialNumber' | 'udid';
	label: string;
	element: 'id' | 'name' | 'serial_number' | 'udid';
	/** Whether to look up the ID in the list of all members, because the key is not unique or groups do not return it. */
	lookedUp?: true;
}

/** Groups of one kind of members. Only the Classic API can change individual members (jamf-behavior 5.8). */
export interface GroupType {
	group: Listable;
	/** The list with every identifier of a member. */
	members: Listable & { all: OperationRow };
	/** `computers > computer`, `computer_additions`, `computer_deletions`. */
	list: string;
	entry: string;
	memberKeys: readonly MemberKey[];
}

const ID: MemberKey = { mode: 'id', label: 'ID', element: 'id' };
const NAME: MemberKey = { mode: 'name', label: 'Name', element: 'name', lookedUp: true };
const SERIAL_NUMBER: MemberKey = { mode: 'serialNumber', label: 'Serial Number', element: 'serial_number' };
const UDID: MemberKey = { mode: 'udid', label: 'UDID', element: 'udid' };

function kind(group: string, member: string, all: string, entry: string, memberKeys: readonly MemberKey[]): GroupType {
	const members = listable(member);
	const row = findOperation(members.resource, all);
	if (row === undefined) throw new TypeError(`no row ${member}.${all}`);
	return { group: listable(group), members: { ...members, all: row }, list: `${entry}s`, entry, memberKeys };
}

function listable(resource: string): Listable {
	const found = findListable(classic, resource);
	if (found === undefined) throw new TypeError(`no list of ${resource}`);
	return found;
}

export const computerGroups = kind('computerGroup', 'computer', 'getAllBasic', 'computer', [
	ID,
	NAME,
	SERIAL_NUMBER,
	{ ...UDID, lookedUp: true },
]);
export const mobileDeviceGroups = kind('mobileDeviceGroup', 'mobileDevice', 'getAll', 'mobile_device', [
	ID,
	NAME,
	SERIAL_NUMBER,
	UDID,
]);
export const userGroups = kind('userGroup', 'user', 'getAll', 'user', [ID, NAME]);
