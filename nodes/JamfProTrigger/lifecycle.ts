import type { IHookFunctions } from 'n8n-workflow';
import { connect } from '../shared/calls/connect';
import { withObjectLock } from '../shared/calls/withObjectLock';
import { classic } from '../shared/catalogue/lookup';
import { explain } from '../shared/errors/explain';
import { toNodeError } from '../shared/errors/nodeError';
import type { JamfClient } from '../shared/transport/client';
import { InputError, ResponseError } from '../shared/transport/errors/errors';
import type { Owner } from './identity';
import { JamfWebhooks } from './jamfWebhooks';
import { acceptedSecrets, createNodeKey, openSecretMemory, readOwner } from './nodeState';
import { assertReachable } from './reachable';
import { isRegistered, register, unregister } from './reconcile';
import { describeWanted, type WebhookFields } from './registration';
import { readSettings } from './settings';
import { resolveGroups } from './smartGroups';

/** n8n gives up an activation after 84 seconds. */
const TIMEOUT_MS = 20_000;

interface Setup {
	jamf: JamfClient;
	owner: Owner;
	url: string;
}

/** Whether Jamf Pro has exactly the webhooks that the node needs. Changes nothing. */
export async function checkExists(this: IHookFunctions): Promise<boolean> {
	return await runHook(this, async (setup) => {
		const wanted = await describe(this, setup, false);
		return await isRegistered(new JamfWebhooks(setup.jamf), setup.owner, wanted, openSecretMemory(this));
	});
}

/** Creates, corrects and deletes webhooks of the node until they are those that it needs. */
export async function create(this: IHookFunctions): Promise<boolean> {
	return await runHook(this, async (setup) => {
		const { jamf, owner, url } = setup;
		assertReachable(url, jamf.settings.server.host);
		const wanted = await describe(this, setup, true);
		await register(new JamfWebhooks(jamf), owner, wanted, openSecretMemory(this));
		return true;
	});
}

/** Deletes the webhooks of the node. */
async function remove(this: IHookFunctions): Promise<boolean> {
	return await runHook(this, async ({ jamf, owner }) => {
		await unregister(new JamfWebhooks(jamf), owner);
		const memory = openSecretMemory(this);
		if (memory.digest !== undefined) acceptedSecrets.remove(createNodeKey(this), memory.digest);
		memory.digest = undefined;
		return true;
	});
}

export { remove as delete };

async function describe(context: IHookFunctions, setup: Setup, verify: boolean): Promise<WebhookFields[]> {
	const settings = readSettings(context);
	const { name, id } = context.getWorkflow();
	const groups = await resolveGroups(setup.jamf, settings, verify);
	return describeWanted({ ...settings, ...setup, groups, workflow: name ?? String(id ?? '') });
}

async function runHook<T>(context: IHookFunctions, work: (setup: Setup) => Promise<T>): Promise<T> {
	const jamf = (await connect(context)).client(TIMEOUT_MS);
	try {
		const url = context.getNodeWebhookUrl('default');
		if (url === undefined) throw new InputError('n8n has no webhook URL for this node.', 'Save the workflow first.');
		const owner = readOwner(context, url);
		return await withObjectLock(jamf, 'trigger', [owner.path], async () => await work({ jamf, owner, url }));
	} catch (error) {
		throw toHookError(context, await explain(jamf, { classic }, error));
	}
}

/** n8n shows only the message of an error in an activation, so the message includes what to do. */
function toHookError(context: IHookFunctions, error: unknown) {
	const nodeError = toNodeError(context.getNode(), error);
	const isForbidden = error instanceof ResponseError && error.code === 'FORBIDDEN';
	const parts = [nodeError.message, nodeError.description, isForbidden && ALL_PRIVILEGES];
	const text = parts.filter((part) => typeof part === 'string' && part !== '').map(String);
	// n8n never repeats an activation whose error has this word with a capital letter.
	nodeError.message = text.map(endSentence).join(' ').replaceAll('Authorization', 'authorization');
	return nodeError;
}

const ALL_PRIVILEGES =
	'The trigger needs the privileges Create Webhooks, Read Webhooks, Update Webhooks and Delete Webhooks.';

function endSentence(text: string): string {
	return /[.!?:]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
