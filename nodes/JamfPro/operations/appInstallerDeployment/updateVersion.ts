import type { INodeProperties } from 'n8n-workflow';
import {
	expectObject,
	expectOptionalObject,
	InputError,
	listLookups,
	objectPicker,
	type Operation,
	options,
	path,
	pro,
	resolveId,
	sends,
	settle,
} from '../../../shared/operations/kit';
import { createOperation } from '../../rowOperation';
import { objects } from './lookupSource';

const version: INodeProperties = {
	displayName: 'Version Name or ID',
	name: 'version',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getAppInstallerVersions', loadOptionsDependsOn: ['id.value'] },
	required: true,
	default: '',
	description:
		'The version of the app to install. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const DEPLOYMENT = expectObject<{ selectedVersion: string }>({ selectedVersion: 'string' });

/** The row, with a list of the versions of the deployed app. */
export const updateVersion: Operation = {
	...createOperation('appInstallerDeployment', 'updateVersion'),
	properties: [
		objectPicker(pro, { name: 'id', label: objects.resource.name, type: 'string', of: objects.resource.value }),
		version,
		options(),
	],
	output: { success: 'boolean', id: 'string' },
	requires: (item) => [
		...listLookups('pro', objects, item, 'id'),
		sends('pro', 'GET', '/v1/app-installers/deployments/{id}', 'finds the app whose versions the editor lists'),
		sends('pro', 'GET', '/v1/app-installers/titles/{id}/versions', 'lists the versions in the editor'),
		sends('pro', 'POST', '/v1/app-installers/deployments/{id}/version-update'),
	],
	async run(jamf, item) {
		const wanted = item.string('version');
		if (wanted === '') throw new InputError('No version is selected.', 'Select one from the list, or enter it.');
		const id = await resolveId(jamf, objects, item.locator('id'));
		const target = path`/v1/app-installers/deployments/${id}/version-update`;
		const send = async () => (await jamf.post(target, { version: wanted }, { read: expectOptionalObject })) ?? {};
		await settle(item, send, async () => {
			const deployment = await jamf.get(path`/v1/app-installers/deployments/${id}`, { read: DEPLOYMENT });
			return deployment.selectedVersion === wanted ? deployment : undefined;
		});
		return [{ json: { success: true, id } }];
	},
};
