import {
	expectOptionalObject,
	InputError,
	type Operation,
	options,
	path,
	sends,
	toItems,
} from '../../../shared/operations/kit';
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
			return toItems(await jamf.post(path`/v1/api-roles`, role, { read: expectOptionalObject }));
		} catch (error) {
			throw await explainDuplicate(jamf, error, role.displayName);
		}
	},
};
