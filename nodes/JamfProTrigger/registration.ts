import { type EventRow, EVENTS } from './events';
import { createName, listTags, type Owner, readTag } from './identity';
import { formatHeader, matchesDigest, readHeader } from './secret';

/** The elements of a webhook that this node sets (jamf-behavior 6.1). */
export interface WebhookFields {
	name: string;
	url: string;
	event: string;
	enabled: true;
	content_type: 'application/json';
	connection_timeout: number;
	read_timeout: number;
	authentication_type: 'HEADER';
	smart_group_id?: number;
	enable_display_fields_for_group_object?: boolean;
}

/** A webhook as stored on the server. */
export interface StoredWebhook {
	id: string;
	fields: Readonly<Record<string, unknown>>;
}

/** The webhooks that a node needs. */
interface Desired {
	owner: Owner;
	url: string;
	workflow: string;
	prefix: string;
	events: readonly string[];
	/** IDs of smart groups by event. An event without an entry is received for every group. */
	groups: Readonly<Record<string, number>>;
	connectionTimeout: number;
	readTimeout: number;
	displayFields: boolean;
}

/** The changes that lead to the wanted webhooks. */
interface Plan {
	create: WebhookFields[];
	update: Array<{ id: string; fields: WriteFields }>;
	remove: string[];
}

/** Elements of a PUT, which updates elements individually. */
export type WriteFields = WebhookFields & { username?: ''; password?: '' };

const ANY_GROUP = -1;

/** The webhooks that must exist on the server, one for each event. */
export function describeWanted(desired: Desired): WebhookFields[] {
	return EVENTS.filter(({ value }) => desired.events.includes(value)).map((event) => ({
		name: createName(desired.owner, event.value, desired.prefix, desired.workflow),
		url: desired.url,
		event: event.value,
		enabled: true,
		content_type: 'application/json',
		connection_timeout: desired.connectionTimeout,
		read_timeout: desired.readTimeout,
		authentication_type: 'HEADER',
		...describeGroup(event, desired),
	}));
}

function describeGroup({ value, group }: EventRow, { groups, displayFields }: Desired): Partial<WebhookFields> {
	if (group === undefined) return {};
	return { smart_group_id: groups[value] ?? ANY_GROUP, enable_display_fields_for_group_object: displayFields };
}

/** The webhooks in a list that belong to this owner, regardless of their URL. */
export function selectOwn<T extends { name: string }>(owner: Owner, listed: readonly T[]): T[] {
	const tags = listTags(owner);
	return listed.filter(({ name }) => tags.has(readTag(name) ?? ''));
}

/** The secret of a webhook that matches this digest. The other webhooks must use the same secret. */
export function findSecret(own: readonly StoredWebhook[], digest: string | undefined): string | undefined {
	const known = digest === undefined ? [] : [digest];
	return own.map(({ fields }) => readHeader(fields.header)).find((secret) => matchesDigest(secret, known));
}

/**
 * Compares the webhooks on the server with the wanted ones.
 *
 * @param own the webhooks of the owner, in any order
 * @param digest the digest of the secret that they must send
 */
export function planChanges(
	owner: Owner,
	wanted: readonly WebhookFields[],
	own: readonly StoredWebhook[],
	digest: string | undefined,
): Plan {
	const tags = listTags(owner);
	const kept = new Set<string>();
	const plan: Plan = { create: [], update: [], remove: [] };
	for (const fields of wanted) {
		const same = own
			.filter(({ fields: { name } }) => tags.get(readTag(String(name)) ?? '') === fields.event)
			.map((stored) => ({ stored, differences: findDifferences(fields, stored, digest) }))
			.sort((a, b) => a.differences.length - b.differences.length || Number(a.stored.id) - Number(b.stored.id));
		const [best] = same;
		if (best === undefined) plan.create.push(fields);
		else {
			kept.add(best.stored.id);
			if (best.differences.length > 0) {
				plan.update.push({ id: best.stored.id, fields: completeUpdate(fields, best.stored) });
			}
		}
	}
	plan.remove = own.map(({ id }) => id).filter((id) => !kept.has(id));
	return plan;
}

export function isEmptyPlan({ create, update, remove }: Plan): boolean {
	return create.length + update.length + remove.length === 0;
}

/** Names of the elements that differ from the wanted ones. */
export function findDifferences(
	wanted: WebhookFields,
	{ fields: stored }: StoredWebhook,
	digest: string | undefined,
): string[] {
	const names = (Object.keys(wanted) as Array<keyof WebhookFields>).filter(
		(name) => String(wanted[name]) !== readStored(name, stored[name]),
	);
	const isKnown = matchesDigest(readHeader(stored.header), digest === undefined ? [] : [digest]);
	return isKnown ? names : [...names, 'header'];
}

/** Servers omit elements with default values. */
function readStored(name: keyof WebhookFields, value: unknown): string {
	if (value !== undefined && value !== null && value !== '') return String(value);
	if (name === 'smart_group_id') return String(ANY_GROUP);
	return name === 'enable_display_fields_for_group_object' ? 'false' : '';
}

function completeUpdate(fields: WebhookFields, { fields: stored }: StoredWebhook): WriteFields {
	return {
		...fields,
		// Servers reject a group that is left over from another event.
		smart_group_id: fields.smart_group_id ?? ANY_GROUP,
		// Empty elements clear those of the previous type.
		...(stored.authentication_type !== 'HEADER' && { username: '', password: '' }),
	};
}

/** The elements to send, with the secret. */
export function withSecret<T extends WebhookFields>(fields: T, secret: string): T & { header: string } {
	return { ...fields, header: formatHeader(secret) };
}
