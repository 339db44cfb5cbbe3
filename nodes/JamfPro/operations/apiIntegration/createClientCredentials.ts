import type { INodeProperties } from 'n8n-workflow';
import { expectObject, isOutcomeUnknown, type Operation, options, resolveId } from '../../../shared/operations/kit';
import { idPicker, objects } from './lookupSource';
import { listNewSecretRequirements, newSecretPath } from './newSecret';
import { readOtherClient, rotateOwnClient } from './ownClient';

const notice: INodeProperties = {
	displayName:
		'The secret is only shown once, in the output of this node. If the client already has a secret, the old one stops working immediately. Tokens issued with it stay valid until they expire.',
	name: 'rotationNotice',
	type: 'notice',
	default: '',
};

const CREDENTIALS = expectObject<{ clientId: string; clientSecret: string }>({
	clientId: 'string',
	clientSecret: 'string',
});

const OUTCOME_UNKNOWN =
	'The client may have a new, unknown secret, and the old one may have stopped working. Run again to create another.';

export const createClientCredentials: Operation = {
	value: 'createClientCredentials',
	name: 'Create Client Credentials',
	action: 'Create or rotate the credentials of an API client',
	description: 'Create the client ID and secret of a client, or replace its secret',
	properties: [idPicker, notice, options(rotateOwnClient)],
	output: { id: 'number', displayName: 'string', rotated: 'boolean', clientId: 'string', clientSecret: 'string' },
	requires: listNewSecretRequirements,
	async run(jamf, item) {
		const id = await resolveId(jamf, objects, item.locator('id'));
		const client = await readOtherClient(jamf, item, id);
		const created = await jamf.post(newSecretPath(id), undefined, { read: CREDENTIALS }).catch((error: unknown) => {
			// Reading the client would not help: the secret is only returned once.
			throw isOutcomeUnknown(error) ? error.withOutcome(OUTCOME_UNKNOWN) : error;
		});
		const rotated = client.appType === 'CLIENT_CREDENTIALS';
		return [{ json: { id: Number(id), displayName: client.displayName, rotated, ...created } }];
	},
};
