import {
	findOperation,
	type ItemParameters,
	listLookups,
	readStored,
	type Requirement,
	rowRequest,
} from '../../../shared/operations/kit';
import type { GroupType } from './groupTypes';

/** The requests of an operation on the members of a group. */
export function listGroupRequirements(
	{ group, members, memberKeys }: GroupType,
	item: ItemParameters,
	access: 'read' | 'write',
): Requirement[] {
	const { noun } = group.resource;
	const get = findOperation(group.resource, 'get');
	const update = findOperation(group.resource, 'update');
	const by = readStored(() => item.string('membersBy'));
	const isLookedUp = !by.isKnown || memberKeys.some(({ mode, lookedUp }) => mode === by.value && lookedUp === true);
	return [
		...listLookups('classic', group, item, 'id'),
		...(isLookedUp
			? [
					{
						request: rowRequest('classic', members.all),
						why: `looks up ${members.resource.plural}`,
						isPossible: !by.isKnown,
					},
				]
			: []),
		...(get === undefined ? [] : [{ request: rowRequest('classic', get), why: `reads the members of the ${noun}` }]),
		...(update === undefined || access === 'read'
			? []
			: [{ request: rowRequest('classic', update), why: `changes the members of the ${noun}` }]),
	];
}
