import type { INodeProperties } from 'n8n-workflow';
import { expectObject, InputError, type ItemParameters, type JamfClient, path } from '../../../shared/operations/kit';

interface ApiClient {
	displayName: string;
	clientId?: string | null;
	appType?: string;
	accessTokenLifetimeSeconds?: unknown;
}

const CLIENT = expectObject<ApiClient>({ displayName: 'string' });

export const rotateOwnClient: INodeProperties = {
	displayName: "Rotate This Node's Own Client",
	name: 'rotateOwnClient',
	type: 'boolean',
	default: false,
	description:
		'Whether to continue even if this is the API client the node itself uses. Update the n8n credential with the new secret afterwards, or every workflow using it will fail.',
};

/** Reads a client whose secret is to be replaced. @throws InputError for the node's own client, unless the user allows it */
export async function readOtherClient(jamf: JamfClient, item: ItemParameters, id: string): Promise<ApiClient> {
	const client = await jamf.get(path`/v1/api-integrations/${id}`, { read: CLIENT });
	if (client.clientId !== jamf.settings.clientId || item.isAllowed('options.rotateOwnClient')) return client;
	throw new InputError(
		`"${client.displayName}" is the API client that this node uses. A new secret would lock out the workflow.`,
		"Nothing was changed. Use another credential for the rotation, or turn on Rotate This Node's Own Client in the options.",
	);
}
