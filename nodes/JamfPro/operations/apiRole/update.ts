import type { INodeProperties } from 'n8n-workflow';
import {
	expectObject,
	InputError,
	listLookups,
	type Operation,
	options,
	path,
	readStored,
	resolveId,
	sends,
	toItems,
	withObjectLock,
	writeObject,
} from '../../../shared/operations/kit';
import { createCall } from '../../rowOperation';
import { idPicker, objects } from './lookupSource';
import { explainDuplicate } from './conflicts';
import { displayName, privileges } from './fields';
import { assertPrivilegesExist, listPrivilegeNames, readPrivilegeNames } from './privileges';

interface ApiRole {
	displayName: string;
	privileges: string[];
}

const ROLE = expectObject<ApiRole>({ displayName: 'string', privileges: 'string[]' });

const privilegeChange: INodeProperties = {
	displayName: 'Privileges',
	name: 'privilegeChange',
	type: 'options',
	options: [
		{ name: 'Add', value: 'add', description: 'Add privileges to the role' },
		{ name: 'Keep', value: 'keep', description: 'Leave the privileges as they are' },
		{ name: 'Remove', value: 'remove', description: 'Remove privileges from the role' },
		{ name: 'Replace', value: 'replace', description: 'Set exactly these privileges' },
	],
	default: 'keep',
	description:
		'What to do with the privileges of the role. The change takes effect with the next token of each client.',
};

const CHANGES = ['add', 'keep', 'remove', 'replace'];

/** The privileges of a role after a change. */
function changePrivileges(current: readonly string[], change: string, names: readonly string[]): string[] {
	switch (change) {
		case 'add':
			return [...new Set([...current, ...names])];
		case 'remove':
			return current.filter((name) => !names.includes(name));
		case 'replace':
			return [...names];
		default:
			return [...current];
	}
}

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update an API role',
	description: 'Rename a role or change its privileges, and keep its other fields',
	properties: [
		idPicker,
		{
			...displayName,
			required: false,
			displayName: 'New Display Name',
			description: 'Leave empty to keep the current name',
		},
		privilegeChange,
		{ ...privileges, required: true, displayOptions: { show: { privilegeChange: ['add', 'remove', 'replace'] } } },
		options(),
	],
	requires: (item) => {
		const change = readStored(() => item.string('privilegeChange'));
		return [
			...listLookups('pro', objects, item, 'id'),
			...(change.isKnown && change.value === 'keep' ? [] : [listPrivilegeNames]),
			sends('pro', 'GET', '/v1/api-roles/{id}', 'reads the fields that it keeps first'),
			sends('pro', 'PUT', '/v1/api-roles/{id}'),
		];
	},
	async run(jamf, item) {
		const change = item.string('privilegeChange');
		if (!CHANGES.includes(change)) {
			throw new InputError(
				`"${change.slice(0, 60)}" is not a valid change of privileges.`,
				`Use one of ${CHANGES.join(', ')}.`,
			);
		}
		const names = change === 'keep' ? [] : readPrivilegeNames(item);
		await assertPrivilegesExist(jamf, names);
		const id = await resolveId(jamf, objects, item.locator('id'));
		return await withObjectLock(jamf, 'apiRole', [id], async () => {
			// PUT replaces the whole role (jamf-behavior 4.2): the other fields are read first.
			const current = await jamf.get(path`/v1/api-roles/${id}`, { read: ROLE });
			const role = {
				displayName: item.string('displayName') || current.displayName,
				privileges: changePrivileges(current.privileges, change, names),
			};
			try {
				return toItems(await writeObject(jamf, createCall('apiRole', 'update', id), role, item));
			} catch (error) {
				throw await explainDuplicate(jamf, error, role.displayName);
			}
		});
	},
};
