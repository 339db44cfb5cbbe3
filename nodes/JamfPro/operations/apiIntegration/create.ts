import { options } from '../../../shared/description/fields/common';
import { toItems } from '../../../shared/calls/responseItems';
import { write } from '../../../shared/transport/request';
import type { Operation } from '../../../shared/description/operation';
import { InputError } from '../../../shared/transport/errors/errors';
import { expectOptionalObject } from '../../../shared/transport/http/responseShape';
import { path } from '../../../shared/transport/path';
import { displayName, enabled, roles, tokenLifetime } from './fields';
import { checkRoles } from './roles';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an API client',
	description: 'Create a client with roles; its secret comes from Create Client Credentials',
	properties: [displayName, roles, enabled, tokenLifetime, options()],
	async run(jamf, item) {
		const client = {
			displayName: item.string('displayName'),
			authorizationScopes: item.strings('roles'),
			enabled: item.boolean('enabled'),
			accessTokenLifetimeSeconds: item.number('accessTokenLifetimeSeconds'),
		};
		// The server answers 500 to a client without a name (facts 4.5).
		if (client.displayName === '') throw new InputError('The Display Name is empty.', 'Give the API client a name.');
		await checkRoles(jamf, client.authorizationScopes);
		return toItems((await jamf.send(write('POST', path`/v1/api-integrations`, client), expectOptionalObject)).body);
	},
};
