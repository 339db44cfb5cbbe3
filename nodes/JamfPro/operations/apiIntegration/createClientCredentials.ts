import type { INodeProperties } from 'n8n-workflow';
import {
	expectObject,
	InputError,
	isOutcomeUnknown,
	type Operation,
	options,
	path,
	resolveId,
} from '../../../shared/operations/kit';
import { idPicker, objects } from './lookupSource';

const notice: INodeProperties = {
	displayName:
		'The secret is shown once, in the output of this node. If the client has a secret already, the old one stops working at once; tokens issued with it stay valid until they end.',
	name: 'rotationNotice',
	type: 'notice',
	default: '',
};

const rotateOwnClient: INodeProperties = {
	displayName: "Rotate This Node's Own Client",
	name: 'rotateOwnClient',
	type: 'boolean',
	default: false,
	description:
		'Whether to go on when the client is the one this node signs in with. Its credential in n8n must then be given the new secret, or every workflow with it fails.',
};

const CLIENT = expectObject<{ displayName: string; clientId?: string; appType?: string }>({ displayName: 'string' });
const CREDENTIALS = expectObject<{ clientId: string; clientSecret: string }>({
	clientId: 'string',
	clientSecret: 'string',
});

const OUTCOME_UNKNOWN =
	'The client may have a new secret that nobody knows, and its old one may have stopped working: run again to make another.';

export const createClientCredentials: Operation = {
	value: 'createClientCredentials',
	name: 'Create Client Credentials',
	action: 'Create or rotate the credentials of an API client',
	description: 'Create the client ID and secret of a client, or replace its secret',
	properties: [idPicker, notice, options(rotateOwnClient)],
	async run(jamf, item) {
		const id = await resolveId(jamf, objects, item.locator('id'));
		const client = await jamf.get(path`/v1/api-integrations/${id}`, { read: CLIENT });
		if (client.clientId === jamf.settings.clientId && !item.boolean('options.rotateOwnClient')) {
			throw new InputError(
				`"${client.displayName}" is the API client that this node signs in with: a new secret would lock the workflow out.`,
				"Nothing was changed. Use another credential for the rotation, or turn on Rotate This Node's Own Client in the options.",
			);
		}
		const credentialsPath = path`/v1/api-integrations/${id}/client-credentials`;
		const created = await jamf.post(credentialsPath, undefined, { read: CREDENTIALS }).catch((error: unknown) => {
			// Reading the client would not help: the secret is only returned once.
			throw isOutcomeUnknown(error) ? error.withOutcome(OUTCOME_UNKNOWN) : error;
		});
		const rotated = client.appType === 'CLIENT_CREDENTIALS';
		return [{ json: { id: Number(id), displayName: client.displayName, rotated, ...created } }];
	},
};
