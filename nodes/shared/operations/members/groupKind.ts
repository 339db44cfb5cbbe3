import type { INodeProperties } from 'n8n-workflow';
import type { LookupSource } from '../../calls/resolveId';
import type { Dialect } from '../../calls/dialect';
import type { ResourceRow } from '../../catalogue/types';
import type { ApiRequest } from '../../errors/requiredPrivileges';
import type { JamfClient } from '../../transport/client';

/** The value of Members By for members that are selected from a list. */
export const LIST_MODE = 'list';

/** A way to identify a member, and the field that contains it. */
export interface MemberKey {
	mode: 'id' | 'name' | 'serialNumber' | 'udid';
	label: string;
	field: string;
	/** Whether to look up the ID, because the key is not unique or groups do not return it. */
	lookedUp?: true;
}

/** A member, as the entries of a group and the list of all members have it. */
export type Entry = Record<string, unknown>;

export interface Group {
	id: string;
	name: string;
	isSmart: boolean;
	members: Entry[];
	/** What the write of a member repeats, because Jamf requires it. */
	repeated?: Entry;
}

/** A write of members. */
export interface MemberChange {
	key: MemberKey;
	add: readonly string[];
	remove: readonly string[];
	/** All members after the change, if they are replaced. */
	all?: readonly string[];
}

/** Groups of one kind of members: their words, fields and requests. */
export interface GroupKind {
	/** The groups that names are looked up in. */
	group: LookupSource;
	pickers: {
		/** For operations that change members. */
		static: INodeProperties;
		/** For operations that only read them. */
		any: INodeProperties;
	};
	/** The resource of the members in the catalogue of the node. */
	member: Pick<ResourceRow, 'value' | 'name' | 'noun' | 'plural'>;
	/** The first one is the ID. */
	keys: readonly [MemberKey, ...MemberKey[]];
	/** Whether members can be unmanaged, so that Jamf does not add them (jamf-behavior 5.8). */
	areDevices: boolean;
	/** The name under which the nodes of both APIs lock a group. */
	lock: string;
	/** The name of the operation that checks members. */
	check: { value: string; name: string };
	/** Follows the descriptions of the operations. */
	note?: string;
	/** Loads the dialect of the API that it writes to, if not that of its node. */
	dialect?: () => Dialect;
	requests: {
		/** Lists members in the editor. */
		list: ApiRequest;
		/** Finds members by their identifiers. */
		find: ApiRequest;
		read: readonly ApiRequest[];
		write: ApiRequest;
	};
	read: (jamf: JamfClient, id: string) => Promise<Group>;
	write: (jamf: JamfClient, group: Group, change: MemberChange) => Promise<void>;
	/** The members with these identifiers, and possibly others. */
	find: (jamf: JamfClient, key: MemberKey, values: readonly string[]) => Promise<Entry[]>;
}
