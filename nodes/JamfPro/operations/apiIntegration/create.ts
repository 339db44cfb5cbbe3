import { InputError, type Operation, options, sends, toItems, writeObject } from '../../../shared/operations/kit';
import { createCall } from '../../rowOperation';
import { displayName, enabled, roles, tokenLifetime } from './fields';
import { assertRolesExist, listRoleNames } from './roles';

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an API client',
	description: 'Create a client with roles; Create Client Credentials returns its secret',
	properties: [displayName, roles, enabled, tokenLifetime, options()],
	requires: () => [listRoleNames, sends('pro', 'POST', '/v1/api-integrations')],
	async run(jamf, item) {
		const client = {
			displayName: item.string('displayName'),
			authorizationScopes: item.strings('roles'),
			enabled: item.boolean('enabled'),
			accessTokenLifetimeSeconds: item.number('accessTokenLifetimeSeconds'),
		};
		// The server returns a 500 for a client without a name (jamf-behavior 4.5).
		if (client.displayName === '')
			throw new InputError('The Display Name is empty.', 'Enter a name for the API client.');
		await assertRolesExist(jamf, client.authorizationScopes);
		return toItems(await writeObject(jamf, createCall('apiIntegration', 'create'), client, item));
	},
};
