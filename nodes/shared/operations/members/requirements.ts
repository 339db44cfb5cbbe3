import type { ApiRequest, Requirement } from '../../errors/requiredPrivileges';
import type { ItemParameters } from '../../parameters/itemParameters';
import { readStored } from '../../parameters/storedParameters';
import { listLookups } from '../requirements/lookups';
import { type GroupKind, LIST_MODE } from './groupKind';

/** The requests of an operation on the members of a group. */
export function listMemberRequirements(
	{ group, keys, member, requests, areDevices }: GroupKind,
	item: ItemParameters,
	access: 'add' | 'read' | 'remove',
): Requirement[] {
	const { noun } = group.resource;
	const by = readStored(() => item.string('membersBy'));
	const isLookedUp = !by.isKnown || keys.some(({ mode, lookedUp }) => mode === by.value && lookedUp === true);
	const leavesOut = readStored(() => access === 'add' && areDevices && item.boolean('options.leaveOutUnmanaged'));
	const isFound = isLookedUp || !leavesOut.isKnown || leavesOut.value;
	return [
		...listLookups(group.dialect.api, group, item, 'id'),
		...(by.isKnown && by.value === LIST_MODE ? [describeList(requests.list, member.plural, item)] : []),
		...(isFound
			? [
					{
						request: requests.find,
						why: `looks up ${member.plural}`,
						isPossible: !by.isKnown || !leavesOut.isKnown,
					},
				]
			: []),
		...requests.read.map((request) => ({ request, why: `reads the members of the ${noun}` })),
		...(access === 'read' ? [] : [{ request: requests.write, why: `changes the members of the ${noun}` }]),
	];
}

function describeList(request: ApiRequest, plural: string, item: ItemParameters): Requirement {
	const isChosen = readStored(() => item.strings('memberList')).isKnown;
	return {
		request,
		why: `lists ${plural} in the editor`,
		...(!isChosen && { condition: 'unless an expression chooses them by ID' }),
	};
}
