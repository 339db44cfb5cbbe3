import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { pro } from '../shared/catalogue/lookup';
import { loadOptionsWith } from '../shared/description/methods/withClient';
import type { JamfClient } from '../shared/transport/client';
import { readRoleNames } from './operations/apiIntegration/roles';
import { readPrivileges } from './operations/apiRole/privileges';
import { readVersions } from './operations/appInstallerDeployment/versions';
import { listOperationChoices } from './requiredRole';

/** Options for API roles: the privilege names of the server. */
export async function getPrivileges(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await options(this, readPrivileges);
}

/** Options for API clients: the display names of the API roles. */
export async function getApiRoles(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await options(this, readRoleNames);
}

/** The operations of all nodes of this package. */
export async function getOperations(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return listOperationChoices().map(({ name, value }) => ({ name, value }));
}

/** The versions of the app of an App Installer deployment. */
export async function getAppInstallerVersions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { mode = 'id', value = '' } = (this.getCurrentNodeParameter('id') ?? {}) as { mode?: string; value?: unknown };
	const deployment = { mode, value: String(value) };
	return await loadOptionsWith(this, { pro }, async (jamf) => toOptions(await readVersions(jamf, deployment)));
}

async function options(
	context: ILoadOptionsFunctions,
	read: (jamf: JamfClient) => Promise<string[]>,
): Promise<INodePropertyOptions[]> {
	const readSorted = async (jamf: JamfClient) => (await read(jamf)).sort((a, b) => a.localeCompare(b));
	return await loadOptionsWith(context, { pro }, async (jamf) => toOptions(await readSorted(jamf)));
}

function toOptions(names: string[]): INodePropertyOptions[] {
	return names.map((name) => ({ name, value: name }));
}
