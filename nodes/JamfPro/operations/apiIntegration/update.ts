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
import { displayName, enabled, roles, tokenLifetime } from './fields';
import { assertRolesExist, listRoleNames } from './roles';

interface ApiClient {
	displayName: string;
	authorizationScopes: string[];
	enabled: boolean;
	accessTokenLifetimeSeconds?: number;
}

const CLIENT = expectObject<ApiClient>({ displayName: 'string', authorizationScopes: 'string[]', enabled: 'boolean' });

const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [tokenLifetime, roles, { ...displayName, required: false }, enabled],
};

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update an API client',
	description: 'Change the name, roles, token lifetime or status of a client, and keep its other fields',
	properties: [idPicker, updateFields, options()],
	requires: (item) => {
		const names = readStored(() => item.has('updateFields')('roles'));
		return [
			...listLookups('pro', objects, item, 'id'),
			...(names.isKnown && !names.value ? [] : [listRoleNames]),
			sends('pro', 'GET', '/v1/api-integrations/{id}', 'reads the fields that it keeps first'),
			sends('pro', 'PUT', '/v1/api-integrations/{id}'),
		];
	},
	async run(jamf, item) {
		const isGiven = item.has('updateFields');
		if (!['displayName', 'roles', 'enabled', 'accessTokenLifetimeSeconds'].some(isGiven)) {
			throw new InputError('No fields to update are set.', 'Add at least one field under Update Fields.');
		}
		const names = item.replacement('updateFields.roles');
		if (isGiven('roles') && names === undefined) {
			throw new InputError(
				'No API roles are set.',
				'Nothing was changed. Check the expression in API Roles, or use an empty list for none.',
			);
		}
		await assertRolesExist(jamf, names ?? []);
		const id = await resolveId(jamf, objects, item.locator('id'));
		return await withObjectLock(jamf, 'apiIntegration', [id], async () => {
			// PUT replaces the whole client (jamf-behavior 4.2): the other fields are read first.
			const current = await jamf.get(path`/v1/api-integrations/${id}`, { read: CLIENT });
			const client = {
				displayName: item.string('updateFields.displayName') || current.displayName,
				authorizationScopes: names ?? current.authorizationScopes,
				enabled: isGiven('enabled') ? item.boolean('updateFields.enabled') : current.enabled,
				accessTokenLifetimeSeconds: isGiven('accessTokenLifetimeSeconds')
					? item.number('updateFields.accessTokenLifetimeSeconds')
					: current.accessTokenLifetimeSeconds,
			};
			return toItems(await writeObject(jamf, createCall('apiIntegration', 'update', id), client, item));
		});
	},
};
