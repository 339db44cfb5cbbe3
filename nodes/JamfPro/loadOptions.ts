import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { connect } from '../shared/execute/connect';
import { toNodeError } from '../shared/errors/nodeError';
import { pro } from '../shared/catalogue/lookup';
import { explain } from '../shared/privileges/explain';
import type { JamfClient } from '../shared/transport/client';
import { readRoleNames } from './operations/apiIntegration/roles';
import { readPrivileges } from './operations/apiRole/privileges';

/** The privilege names of the server, for API roles. */
export async function getPrivileges(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await options(this, readPrivileges);
}

/** The display names of the API roles, for API clients. */
export async function getApiRoles(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await options(this, readRoleNames);
}

async function options(
	context: ILoadOptionsFunctions,
	read: (jamf: JamfClient) => Promise<string[]>,
): Promise<INodePropertyOptions[]> {
	const jamf = await connect(context).catch((error: unknown) => {
		throw toNodeError(context.getNode(), error);
	});
	try {
		const names = await read(jamf);
		return names.sort((a, b) => a.localeCompare(b)).map((name) => ({ name, value: name }));
	} catch (error) {
		throw toNodeError(context.getNode(), await explain(jamf, { pro }, error));
	}
}
