import type { IWebhookFunctions } from 'n8n-workflow';
import { connect } from '../shared/calls/connect';
import { isObject } from '../shared/parameters/propertyPath';
import { selectOwn } from './registration';
import { JamfWebhooks } from './jamfWebhooks';
import { acceptedSecrets, createNodeKey, readOwner } from './nodeState';
import { digestSecret, matchesDigest, readHeader } from './secret';

/** Longer than Jamf waits for a response (jamf-behavior 6.1): a late execution is better than a lost event. */
const TIMEOUT_MS = 10_000;
const INTERVAL_MS = 10_000;
/** More than a node has webhooks. Requests with invented IDs cannot cause more lookups than this per interval. */
const MAX_LOOKUPS = 25;
const MAX_NODES = 1_000;

/** The lookups of a node in the current interval, so that requests with wrong secrets do not cause a request to Jamf each. */
interface Lookups {
	since: number;
	count: number;
	byWebhook: Map<string, Promise<void>>;
}

const lookups = new Map<string, Lookups>();

/**
 * Checks with Jamf Pro whether an unknown secret belongs to a webhook of this node, because static data is only saved after the activation
 * and can be overwritten by executions that end later. Each webhook is looked up at most once every ten seconds, unless the lookup fails.
 */
export async function confirmSecret(context: IWebhookFunctions, secret: unknown): Promise<boolean> {
	// A test has separate static data, in the process that receives the delivery.
	if (typeof secret !== 'string' || secret === '' || context.getMode() === 'manual') return false;
	const id = readWebhookId(context);
	if (id === undefined) return false;
	const key = createNodeKey(context);
	await lookUp(context, key, id);
	return matchesDigest(secret, acceptedSecrets.list(key));
}

async function lookUp(context: IWebhookFunctions, key: string, id: string): Promise<void> {
	const current = currentLookups(key);
	const known = current.byWebhook.get(id);
	if (known !== undefined || current.count >= MAX_LOOKUPS) return await known;
	current.count++;
	const lookup = readSecret(context, id).then(
		(secret) => {
			if (secret !== undefined) acceptedSecrets.add(key, digestSecret(secret));
		},
		() => {
			current.byWebhook.delete(id);
			context.logger.warn('Jamf Pro Trigger: the secret of a delivery could not be checked with Jamf Pro');
		},
	);
	current.byWebhook.set(id, lookup);
	await lookup;
}

function currentLookups(key: string): Lookups {
	const last = lookups.get(key);
	if (last !== undefined && Date.now() - last.since < INTERVAL_MS) return last;
	if (lookups.size >= MAX_NODES) lookups.clear();
	const current = { since: Date.now(), count: 0, byWebhook: new Map<string, Promise<void>>() };
	lookups.set(key, current);
	return current;
}

/** The ID of the webhook that a delivery names. */
function readWebhookId(context: IWebhookFunctions): string | undefined {
	const body: unknown = context.getBodyData();
	const head = isObject(body) ? body.webhook : undefined;
	const id = String(isObject(head) ? head.id : '');
	return /^\d{1,15}$/.test(id) ? id : undefined;
}

/** The secret of a webhook, if it belongs to this node. */
async function readSecret(context: IWebhookFunctions, id: string): Promise<string | undefined> {
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) return undefined;
	const jamf = (await connect(context)).client(TIMEOUT_MS);
	const stored = await new JamfWebhooks(jamf).read(id);
	const name = String(stored?.fields.name ?? '');
	const [own] = selectOwn(readOwner(context, url), [{ name }]);
	return own === undefined ? undefined : readHeader(stored?.fields.header);
}
