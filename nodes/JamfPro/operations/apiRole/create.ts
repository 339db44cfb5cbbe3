import { options } from '../../../shared/description/fields/common';
import { toItems } from '../../../shared/calls/responseItems';
import { write } from '../../../shared/transport/request';
import type { Operation } from '../../../shared/description/operation';
import { InputError } from '../../../shared/transport/errors/errors';
import { expectOptionalObject } from '../../../shared/transport/http/responseShape';
import { path } from '../../../shared/transport/path';
import { explainDuplicate } from './conflicts';
import { displayName, privileges } from './fields';
import { checkPrivileges } from './privileges';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an API role',
	description: 'Create a role with a set of privileges',
	properties: [displayName, privileges, options()],
	async run(jamf, item) {
		const role = { displayName: item.string('displayName'), privileges: item.strings('privileges') };
		if (role.displayName === '') throw new InputError('The Display Name is empty.', 'Give the role a name.');
		await checkPrivileges(jamf, role.privileges);
		try {
			return toItems((await jamf.send(write('POST', path`/v1/api-roles`, role), expectOptionalObject)).body);
		} catch (error) {
			throw await explainDuplicate(jamf, error, role.displayName);
		}
	},
};
