import type { GroupKind, MemberKey } from '../../../shared/operations/kit';

const lookedUp = (mode: MemberKey['mode'], label: string): MemberKey => ({ mode, label, field: mode, lookedUp: true });

/** The Jamf Pro API changes members by ID. The inventory has the other identifiers. */
export const memberKeys: GroupKind['keys'] = [
	{ mode: 'id', label: 'ID', field: 'id' },
	lookedUp('name', 'Name'),
	lookedUp('serialNumber', 'Serial Number'),
	lookedUp('udid', 'UDID'),
];
