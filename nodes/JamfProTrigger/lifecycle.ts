import type { IHookFunctions } from 'n8n-workflow';
import { connect } from '../shared/calls/connect';
import { withObjectLock } from '../shared/calls/withObjectLock';
import type { JamfClient } from '../shared/transport/client';
import { InputError } from '../shared/transport/errors/errors';
import { toHookError } from './hookError';
import type { Owner } from './identity';
import { JamfWebhooks } from './jamfWebhooks';
import { acceptedSecrets, createNodeKey, openSecretMemory, readOwner } from './nodeState';
import { assertReachable } from './reachable';
import { isRegistered, register, unregister } from './reconcile';
import { describeWanted, type WebhookFields } from './registration';
import { readRequestTimeout, readSettings } from './settings';
import { resolveGroups } from './smartGroups';

interface Setup {
	jamf: JamfClient;
	owner: Owner;
	url: string;
}

/** Checks whether Jamf Pro has exactly the webhooks that the node needs, without changing anything. */
export async function checkExists(this: IHookFunctions): Promise<boolean> {
	return await runHook(this, async (setup) => {
		const wanted = await describe(this, setup, false);
		return await isRegistered(new JamfWebhooks(setup.jamf), setup.owner, wanted, openSecretMemory(this));
	});
}

/** Creates, updates and deletes webhooks of the node so that they are exactly those that it needs. */
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
	const jamf = (await connect(context)).client(readRequestTimeout(context));
	try {
		const url = context.getNodeWebhookUrl('default');
		if (url === undefined) throw new InputError('n8n has no webhook URL for this node.', 'Save the workflow first.');
		const owner = readOwner(context, url);
		return await withObjectLock(jamf, 'trigger', [owner.path], async () => await work({ jamf, owner, url }));
	} catch (error) {
		throw await toHookError(context, jamf, error);
	}
}
