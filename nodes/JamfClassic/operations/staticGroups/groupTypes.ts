import { classic, findListable, findOperation, type Listable, type OperationRow } from '../../../shared/operations/kit';

/** How a member is named, and the element that holds it. */
export interface MemberKey {
	mode: 'id' | 'name' | 'serialNumber' | 'udid';
	label: string;
	element: 'id' | 'name' | 'serial_number' | 'udid';
	/** It stands for an ID that the list of all tells: several may have it, or groups do not tell it of their members. */
	lookedUp?: true;
}

/** Groups of one kind of members, with the elements that only Classic has: changes that leave the other members alone (jamf-behavior 5.8). */
export interface GroupType {
	group: Listable;
	/** The list with every way to name a member. */
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
