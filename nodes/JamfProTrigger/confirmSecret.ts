import type { IWebhookFunctions } from 'n8n-workflow';
import { connect } from '../shared/calls/connect';
import { isObject } from '../shared/parameters/propertyPath';
import { selectOwn } from './registration';
import { JamfWebhooks } from './jamfWebhooks';
import { acceptedSecrets, createNodeKey, readOwner } from './nodeState';
import { digestSecret, matchesDigest, readHeader } from './secret';

/** Longer than Jamf waits for a response (jamf-behavior 6.1): a late execution is better than a lost event. */
const TIMEOUT_MS = 10_000;
const MIN_INTERVAL_MS = 10_000;
const MAX_NODES = 1_000;

interface Check {
	at: number;
	done: Promise<void>;
}

/** The last check of each node, so that requests with wrong secrets do not cause a request to Jamf each. */
const checks = new Map<string, Check>();

/**
 * Checks with Jamf Pro whether an unknown secret belongs to a webhook of this node, because static data is only saved after the activation
 * and can be overwritten by executions that end later. At most one check every ten seconds per node.
 */
export async function confirmSecret(context: IWebhookFunctions, secret: unknown): Promise<boolean> {
	// A test has separate static data, in the process that receives the delivery.
	if (typeof secret !== 'string' || secret === '' || context.getMode() === 'manual') return false;
	const key = createNodeKey(context);
	const last = checks.get(key);
	const check = last !== undefined && Date.now() - last.at < MIN_INTERVAL_MS ? last : start(context, key);
	await check.done;
	return matchesDigest(secret, acceptedSecrets.list(key));
}

function start(context: IWebhookFunctions, key: string): Check {
	if (checks.size >= MAX_NODES) checks.clear();
	const done = readSecret(context).then(
		(secret) => {
			if (secret !== undefined) acceptedSecrets.add(key, digestSecret(secret));
		},
		() => context.logger.warn('Jamf Pro Trigger: the secret of a delivery could not be checked with Jamf Pro'),
	);
	const check = { at: Date.now(), done };
	checks.set(key, check);
	return check;
}

/** The secret of the webhook named in a delivery, if it belongs to this node. */
async function readSecret(context: IWebhookFunctions): Promise<string | undefined> {
	const url = context.getNodeWebhookUrl('default');
	const body: unknown = context.getBodyData();
	const head = isObject(body) ? body.webhook : undefined;
	const id = String(isObject(head) ? head.id : '');
	if (url === undefined || !/^\d{1,15}$/.test(id)) return undefined;
	const jamf = (await connect(context)).client(TIMEOUT_MS);
	const stored = await new JamfWebhooks(jamf).read(id);
	const name = String(stored?.fields.name ?? '');
	const [own] = selectOwn(readOwner(context, url), [{ name }]);
	return own === undefined ? undefined : readHeader(stored?.fields.header);
}
