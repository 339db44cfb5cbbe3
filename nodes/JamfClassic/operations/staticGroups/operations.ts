import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { InputError, type Operation, ResponseError } from '../../../shared/operations/kit';
import { groupForm } from './form';
import { readGroup, readStaticGroup, writeGroup } from './readGroup';
import { listGroupRequirements } from './requirements';
import type { GroupType } from './groupTypes';
import { toEntries, explainRejectedMembers, readRequestedMembers, partitionMembers } from './members';

const allowEmpty: INodeProperties = {
	displayName: 'Allow Empty Group',
	name: 'allowEmpty',
	type: 'boolean',
	default: false,
	description: 'Whether to remove all members when Members is empty',
};

const GROUP = { id: 'number', name: 'string' } as const;

/** Operations on the members of static groups. */
export function groupOperations(kind: GroupType): Operation[] {
	const { noun } = kind.group.resource;
	return [
		{
			value: 'addMembers',
			name: 'Add Members',
			action: `Add members to a ${noun}`,
			description: 'Existing members are kept; needs the Read and Update privileges',
			properties: groupForm(kind),
			output: { ...GROUP, added: ['string'], alreadyMembers: ['string'] },
			requires: (item) => listGroupRequirements(kind, item, 'write'),
			run: async (jamf, item) => {
				const wanted = await readRequestedMembers(jamf, kind, item);
				refuseNone(wanted.values);
				const group = await readStaticGroup(jamf, kind, item);
				const { inside, outside } = partitionMembers(group.members, wanted);
				if (outside.length > 0) {
					const additions = { [`${kind.entry}_additions`]: toEntries(wanted.key, outside) };
					await writeGroup(jamf, kind, group.id, additions).catch(async (error: unknown) => {
						throw await explainRejectedMembers(jamf, kind, wanted, error);
					});
				}
				return outcome(group, { added: outside, alreadyMembers: inside });
			},
		},
		{
			value: 'isMember',
			name: 'Is Member',
			action: `Check members of a ${noun}`,
			description: 'Checks whether all given members are in a static or smart group; needs the Read privilege',
			reads: true,
			properties: groupForm(kind),
			output: { ...GROUP, isMember: 'boolean', members: ['string'], notMembers: ['string'] },
			requires: (item) => listGroupRequirements(kind, item, 'read'),
			run: async (jamf, item) => {
				const wanted = await readRequestedMembers(jamf, kind, item);
				refuseNone(wanted.values);
				const group = await readGroup(jamf, kind, item);
				const { inside, outside } = partitionMembers(group.members, wanted);
				return outcome(group, { isMember: outside.length === 0, members: inside, notMembers: outside });
			},
		},
		{
			value: 'removeMembers',
			name: 'Remove Members',
			action: `Remove members from a ${noun}`,
			description: 'Ignores those that are not members; needs the Read and Update privileges',
			properties: groupForm(kind),
			output: { ...GROUP, removed: ['string'], notMembers: ['string'] },
			requires: (item) => listGroupRequirements(kind, item, 'write'),
			run: async (jamf, item) => {
				const wanted = await readRequestedMembers(jamf, kind, item);
				refuseNone(wanted.values);
				const remove = async () => {
					const group = await readStaticGroup(jamf, kind, item);
					const { inside, outside } = partitionMembers(group.members, wanted);
					const deletions = { [`${kind.entry}_deletions`]: toEntries(wanted.key, inside) };
					if (inside.length > 0) await writeGroup(jamf, kind, group.id, deletions);
					return outcome(group, { removed: inside, notMembers: outside });
				};
				return await remove().catch(async (error: unknown) => {
					// The server rejects the request if someone else removed a member in the meantime (jamf-behavior 5.8).
					if (error instanceof ResponseError && error.status === 409) return await remove();
					throw error;
				});
			},
		},
		{
			value: 'setMembers',
			name: 'Set Members',
			action: `Set the members of a ${noun}`,
			description: 'Replaces all members of the group; needs the Read and Update privileges',
			danger: 'destroys',
			properties: groupForm(kind, allowEmpty),
			output: { ...GROUP, added: ['string'], removed: 'number' },
			requires: (item) => listGroupRequirements(kind, item, 'write'),
			run: async (jamf, item) => {
				const wanted = await readRequestedMembers(jamf, kind, item);
				if (!item.isAllowed('options.allowEmpty')) refuseNone(wanted.values, ' Or turn on Allow Empty Group.');
				const group = await readStaticGroup(jamf, kind, item);
				const value = { [kind.list]: toEntries(wanted.key, wanted.values) };
				await writeGroup(jamf, kind, group.id, value).catch(async (error: unknown) => {
					throw await explainRejectedMembers(jamf, kind, wanted, error);
				});
				const { inside, outside } = partitionMembers(group.members, wanted);
				return outcome(group, { added: outside, removed: group.members.length - inside.length });
			},
		},
	];
}

function refuseNone(values: readonly string[], hint = ''): void {
	if (values.length > 0) return;
	throw new InputError('No members are set.', `Nothing was sent. Enter at least one under Members.${hint}`);
}

function outcome({ id, name }: { id: string; name: string }, more: object): INodeExecutionData[] {
	return [{ json: { id: Number(id), name, ...more } }];
}
