import type { INodeExecutionData } from 'n8n-workflow';
import { resolveId } from '../../calls/resolveId';
import { withObjectLock } from '../../calls/withObjectLock';
import type { Operation, OutputShape } from '../../description/operation';
import type { ItemParameters } from '../../parameters/itemParameters';
import type { JamfClient } from '../../transport/client';
import { InputError, ResponseError } from '../../transport/errors/errors';
import { changeMembers } from './changeMembers';
import { buildMemberForm } from './form';
import type { Group, GroupKind } from './groupKind';
import { listMemberRequirements } from './requirements';
import { partitionMembers, readRequestedMembers } from './requestedMembers';

const GROUP = { id: 'number', name: 'string' } as const;

/** Operations on the members of static groups. */
export function createMemberOperations(kind: GroupKind): Operation[] {
	const { noun } = kind.group.resource;
	const leftOut: Record<string, OutputShape> = kind.areDevices ? { leftOut: [{ id: 'string', name: 'string' }] } : {};
	const note = kind.note === undefined ? '' : `; ${kind.note}`;
	const shared = kind.dialect === undefined ? {} : { dialect: kind.dialect };
	return [
		{
			...shared,
			value: 'addMembers',
			name: 'Add Members',
			action: `Add members to a ${noun}`,
			description: `Add members and keep the existing ones${note}`,
			properties: buildMemberForm(kind, { adds: true }),
			output: { ...GROUP, added: ['string'], alreadyMembers: ['string'], ...leftOut },
			requires: (item) => listMemberRequirements(kind, item, 'add'),
			run: async (jamf, item) => {
				const wanted = await readRequestedMembers(jamf, kind, item);
				refuseNone(wanted.values);
				return await withStaticGroup(jamf, kind, item, async (group) => {
					const { inside, outside } = partitionMembers(group.members, wanted);
					const changed = await changeMembers(jamf, kind, item, group, {
						key: wanted.key,
						add: outside,
						build: (add) => (add.length === 0 ? undefined : { key: wanted.key, add, remove: [] }),
					});
					return describe(kind, group, changed, { added: changed.added, alreadyMembers: inside });
				});
			},
		},
		{
			...kind.check,
			...shared,
			action: `Check members of a ${noun}`,
			description: `Check whether all given members are in ${kind.pickers.any === kind.pickers.static ? 'the group' : 'a static or smart group'}${note}`,
			reads: true,
			properties: buildMemberForm(kind, { reads: true }),
			output: { ...GROUP, isMember: 'boolean', members: ['string'], notMembers: ['string'] },
			requires: (item) => listMemberRequirements(kind, item, 'read'),
			run: async (jamf, item) => {
				const wanted = await readRequestedMembers(jamf, kind, item);
				refuseNone(wanted.values);
				const group = await kind.read(jamf, await resolveId(jamf, kind.group, item.locator('id')));
				const { inside, outside } = partitionMembers(group.members, wanted);
				return toOutput(group, { isMember: outside.length === 0, members: inside, notMembers: outside });
			},
		},
		{
			...shared,
			value: 'removeMembers',
			name: 'Remove Members',
			action: `Remove members from a ${noun}`,
			description: `Remove members, and ignore those that are not in the group${note}`,
			properties: buildMemberForm(kind, {}),
			output: { ...GROUP, removed: ['string'], notMembers: ['string'] },
			requires: (item) => listMemberRequirements(kind, item, 'remove'),
			run: async (jamf, item) => {
				const wanted = await readRequestedMembers(jamf, kind, item);
				refuseNone(wanted.values);
				const remove = async (group: Group) => {
					const { inside, outside } = partitionMembers(group.members, wanted);
					const build = () => (inside.length === 0 ? undefined : { key: wanted.key, add: [], remove: inside });
					await changeMembers(jamf, kind, item, group, { key: wanted.key, add: [], build });
					return toOutput(group, { removed: inside, notMembers: outside });
				};
				return await withStaticGroup(jamf, kind, item, async (group) =>
					remove(group).catch(async (error: unknown) => {
						// The server rejects the request if someone else removed a member in the meantime (jamf-behavior 5.8).
						if (error instanceof ResponseError && error.status === 409)
							return await remove(await kind.read(jamf, group.id));
						throw error;
					}),
				);
			},
		},
		{
			...shared,
			value: 'setMembers',
			name: 'Set Members',
			action: `Set the members of a ${noun}`,
			description: `Replace all members of the group${note}`,
			danger: 'destroys',
			properties: buildMemberForm(kind, { adds: true, empties: true }),
			output: { ...GROUP, added: ['string'], removed: 'number', ...leftOut },
			requires: (item) => listMemberRequirements(kind, item, 'add'),
			run: async (jamf, item) => {
				const wanted = await readRequestedMembers(jamf, kind, item);
				if (!item.isAllowed('options.allowEmpty')) refuseNone(wanted.values, ' Or turn on Allow Empty Group.');
				return await withStaticGroup(jamf, kind, item, async (group) => {
					const { key } = wanted;
					const { inside, outside } = partitionMembers(group.members, wanted);
					const values = group.members.map((member) => String(member[key.field]));
					const remove = partitionMembers(
						inside.map((value) => ({ [key.field]: value })),
						{ key, values },
					).outside;
					const build = (add: readonly string[]) =>
						add.length + remove.length === 0 ? undefined : { key, add, remove, all: [...inside, ...add] };
					const changed = await changeMembers(jamf, kind, item, group, { key, add: outside, build });
					return describe(kind, group, changed, { added: changed.added, removed: remove.length });
				});
			},
		},
	];
}

/** Reads a group to change it, under its lock. @throws InputError for a smart group, because its members come from its criteria */
async function withStaticGroup<T>(
	jamf: JamfClient,
	kind: GroupKind,
	item: ItemParameters,
	work: (group: Group) => Promise<T>,
): Promise<T> {
	const id = await resolveId(jamf, kind.group, item.locator('id'));
	return await withObjectLock(jamf, kind.lock, [id], async () => {
		const group = await kind.read(jamf, id);
		if (!group.isSmart) return await work(group);
		throw new InputError(
			`The group "${group.name}" (ID ${group.id}) is a smart group. Its members come from its criteria.`,
			'Nothing was sent. Choose a static group, or change the criteria with Update.',
		);
	});
}

function refuseNone(values: readonly string[], hint = ''): void {
	if (values.length > 0) return;
	throw new InputError('No members are set.', `Nothing was sent. Select or enter at least one.${hint}`);
}

function describe(
	{ areDevices }: GroupKind,
	group: Group,
	{ leftOut }: { leftOut: object[] },
	more: object,
): INodeExecutionData[] {
	return toOutput(group, { ...more, ...(areDevices && { leftOut }) });
}

function toOutput({ id, name }: Group, more: object): INodeExecutionData[] {
	return [{ json: { id: Number(id), name, ...more } }];
}
