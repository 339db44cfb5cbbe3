import {
	expectObject,
	findByField,
	InputError,
	isOutcomeUnknown,
	type ItemParameters,
	type JamfClient,
	type Operation,
	options,
	path,
	preferExactMatch,
	sends,
	withObjectLock,
	writeObject,
} from '../../../shared/operations/kit';
import { createCall } from '../../rowOperation';
import { explainDuplicate } from './conflicts';
import { displayName, privileges } from './fields';
import { objects } from './lookupSource';
import { assertPrivilegesExist, listPrivilegeNames, readPrivilegeNames } from './privileges';

interface StoredRole {
	displayName: string;
	privileges: string[];
}

const ROLE = expectObject<StoredRole>({ displayName: 'string', privileges: 'string[]' });

export const createOrUpdate: Operation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update an API role',
	danger: 'grants',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	// A field that was left empty must not remove all privileges of a role. An expression can.
	properties: [displayName, { ...privileges, required: true }, options()],
	output: {
		id: 'string',
		displayName: 'string',
		privileges: ['string'],
		outcome: 'string',
		added: ['string'],
		removed: ['string'],
	},
	requires: () => [
		listPrivilegeNames,
		sends('pro', 'GET', '/v1/api-roles', 'finds the role by name'),
		{ ...sends('pro', 'POST', '/v1/api-roles', 'creates the role'), condition: 'if there is none' },
		{ ...sends('pro', 'PUT', '/v1/api-roles/{id}', 'updates the role'), condition: 'if it differs' },
	],
	async run(jamf, item) {
		const name = item.string('displayName');
		if (name === '') throw new InputError('The Display Name is empty.', 'Enter the name of the role.');
		const role = { displayName: name, privileges: readPrivilegeNames(item) };
		await assertPrivilegesExist(jamf, role.privileges);
		// By name as well as by ID: concurrent items with the same name must not both create the role.
		return await withObjectLock(jamf, 'apiRole named', [name.toLowerCase()], async () => {
			const id = await findRole(jamf, name);
			if (id !== undefined) return [{ json: await update(jamf, id, role, item) }];
			const created = await writeObject(jamf, createCall('apiRole', 'create'), role, item).catch(
				async (error: unknown) => await resolveFailure(jamf, role, item, error),
			);
			return [{ json: { ...created, outcome: 'created', added: role.privileges, removed: [] } }];
		});
	},
};

/** The ID of the only role with this name. @throws InputError when there are several */
async function findRole(jamf: JamfClient, name: string): Promise<string | undefined> {
	const found = await findByField(jamf, objects, 'displayName', name);
	const [role, ...others] = preferExactMatch(found, (row) => String(row.displayName), name);
	if (others.length === 0) return role === undefined ? undefined : String(role.id);
	const ids = [role, ...others].map((each) => String(each?.id)).join(', ');
	throw new InputError(`Several API roles are named "${name}": ID ${ids}.`, 'Nothing was changed. Rename one of them.');
}

/** After a creation whose outcome is unknown, the role may exist. There was none with its name before. */
async function resolveFailure(jamf: JamfClient, role: StoredRole, item: ItemParameters, error: unknown) {
	if (!isOutcomeUnknown(error)) throw await explainDuplicate(jamf, error, role.displayName);
	const id = await findRole(jamf, role.displayName).catch(() => undefined);
	if (id === undefined) throw error;
	return await update(jamf, id, role, item);
}

/** Gives a role exactly these privileges. An equal role is not written, so that its clients notice nothing. */
async function update(jamf: JamfClient, id: string, role: StoredRole, item: ItemParameters) {
	return await withObjectLock(jamf, 'apiRole', [id], async () => {
		const current = await jamf.get(path`/v1/api-roles/${id}`, { read: ROLE });
		const added = role.privileges.filter((each) => !current.privileges.includes(each));
		const removed = current.privileges.filter((each) => !role.privileges.includes(each));
		if (added.length + removed.length === 0) return { id, ...current, outcome: 'unchanged', added, removed };
		const wanted = { ...role, displayName: current.displayName };
		const updated = await writeObject(jamf, createCall('apiRole', 'update', id), wanted, item);
		return { id, ...wanted, ...updated, outcome: 'updated', added, removed };
	});
}
