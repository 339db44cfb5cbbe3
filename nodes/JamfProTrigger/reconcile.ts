import { JamfError } from '../shared/transport/errors/errors';
import type { Owner } from './identity';
import {
	findDifferences,
	findSecret,
	isEmptyPlan,
	planChanges,
	selectOwn,
	type StoredWebhook,
	type WebhookFields,
	type WriteFields,
	withSecret,
} from './registration';
import { createSecret, digestSecret } from './secret';

/** The webhooks of a Jamf Pro server. */
export interface WebhookStore {
	list(): Promise<Array<{ id: string; name: string }>>;
	/** Returns `undefined` if it does not exist. */
	read(id: string): Promise<StoredWebhook | undefined>;
	/** Returns the ID. @throws OutdatedListError */
	create(fields: WebhookFields & { header: string }): Promise<string>;
	/** @throws OutdatedListError */
	update(id: string, fields: WriteFields & { header: string }): Promise<void>;
	/** Does nothing if it does not exist. */
	remove(id: string): Promise<void>;
	/** Waits before an outdated list is read again. */
	settle(): Promise<void>;
}

/** A webhook was created or deleted since the list was read, or a member of a cluster does not list it yet (jamf-behavior 2.1). */
export class OutdatedListError extends JamfError {
	constructor(event: string) {
		super(
			'OUTDATED_LIST',
			`Jamf Pro reported a conflict for the webhook for ${event}, because its list of webhooks is out of date.`,
			'Publish the workflow again in a minute (in n8n 1, activate it). If this happens again, look for a webhook with the same name in Jamf Pro under Settings > Webhooks.',
		);
	}
}

/** What a node remembers about its secret. */
export interface SecretMemory {
	digest: string | undefined;
}

const MAX_ROUNDS = 4;

/** Checks whether the webhooks of the owner are exactly the wanted ones. Reads the list and each webhook of the owner. */
export async function isRegistered(
	store: WebhookStore,
	owner: Owner,
	wanted: readonly WebhookFields[],
	{ digest }: SecretMemory,
): Promise<boolean> {
	return isEmptyPlan(planChanges(owner, wanted, await readOwn(store, owner), digest));
}

/**
 * Creates, updates and deletes webhooks of the owner until they are exactly the wanted ones, and reads back each write. Webhooks of others
 * are not changed. Can be repeated after an interruption at any point.
 *
 * @throws JamfError when the server does not store what it accepted
 */
export async function register(
	store: WebhookStore,
	owner: Owner,
	wanted: readonly WebhookFields[],
	memory: SecretMemory,
): Promise<void> {
	for (let round = 1; ; round++) {
		const own = await readOwn(store, owner);
		const secret = findSecret(own, memory.digest) ?? createSecret();
		// Before the first write, because Jamf can send events as soon as the webhook exists.
		memory.digest = digestSecret(secret);
		const written = await applyPlan(store, owner, wanted, own, secret).catch((error: unknown) => {
			if (error instanceof OutdatedListError && round < MAX_ROUNDS) return undefined;
			throw error;
		});
		if (written !== undefined) return await confirmStored(store, written, memory.digest);
		await store.settle();
	}
}

/** Deletes all webhooks of the owner. If one deletion fails, the others are still deleted. */
export async function unregister(store: WebhookStore, owner: Owner): Promise<void> {
	const failures: unknown[] = [];
	for (const { id } of selectOwn(owner, await store.list())) {
		await store.remove(id).catch((error: unknown) => failures.push(error));
	}
	if (failures.length > 0) throw failures[0];
}

async function readOwn(store: WebhookStore, owner: Owner): Promise<StoredWebhook[]> {
	const own: StoredWebhook[] = [];
	for (const { id } of selectOwn(owner, await store.list())) {
		const stored = await store.read(id);
		if (stored !== undefined) own.push(stored);
	}
	return own;
}

type Written = Map<string, WebhookFields>;

async function applyPlan(
	store: WebhookStore,
	owner: Owner,
	wanted: readonly WebhookFields[],
	own: readonly StoredWebhook[],
	secret: string,
): Promise<Written> {
	const plan = planChanges(owner, wanted, own, digestSecret(secret));
	const written: Written = new Map();
	// Deletions come first, because one of these webhooks may have the name of another.
	for (const id of plan.remove) await store.remove(id);
	for (const { id, fields } of plan.update) {
		await store.update(id, withSecret(fields, secret));
		written.set(id, wanted.find(({ event }) => event === fields.event) ?? fields);
	}
	for (const fields of plan.create) written.set(await store.create(withSecret(fields, secret)), fields);
	return written;
}

async function confirmStored(store: WebhookStore, written: Written, digest: string): Promise<void> {
	for (const [id, fields] of written) {
		const stored = await store.read(id);
		const differences = stored === undefined ? ['id'] : findDifferences(fields, stored, digest);
		if (differences.length > 0) throw new NotStoredError(id, fields.event, differences);
	}
}

class NotStoredError extends JamfError {
	constructor(id: string, event: string, differences: readonly string[]) {
		const isHeader = differences.includes('header') || differences.includes('authentication_type');
		super(
			'NOT_STORED',
			`Jamf Pro accepted the webhook for ${event} (ID ${id}) but did not store ${differences.join(', ')}.`,
			isHeader
				? 'Older versions of Jamf Pro do not store the header of a webhook that is set through the API. Update Jamf Pro, or create a webhook in its console that calls an n8n Webhook node.'
				: 'Check whether someone else changed the webhook, then publish the workflow again (in n8n 1, activate it).',
		);
	}
}
