import { InputError, type Operation, options, sends, toItems, writeObject } from '../../../shared/operations/kit';
import { createCall } from '../../rowOperation';
import { explainDuplicate } from './conflicts';
import { displayName, privileges } from './fields';
import { assertPrivilegesExist, listPrivilegeNames } from './privileges';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an API role',
	description: 'Create a role with a set of privileges',
	properties: [displayName, privileges, options()],
	requires: () => [listPrivilegeNames, sends('pro', 'POST', '/v1/api-roles')],
	async run(jamf, item) {
		const role = { displayName: item.string('displayName'), privileges: item.strings('privileges') };
		if (role.displayName === '') throw new InputError('The Display Name is empty.', 'Enter a name for the role.');
		await assertPrivilegesExist(jamf, role.privileges);
		try {
			return toItems(await writeObject(jamf, createCall('apiRole', 'create'), role, item));
		} catch (error) {
			throw await explainDuplicate(jamf, error, role.displayName);
		}
	},
};
