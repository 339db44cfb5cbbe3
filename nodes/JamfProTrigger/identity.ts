import { createHash } from 'node:crypto';
import { EVENTS } from './events';

/** Identifies the node that webhooks belong to. */
export interface Owner {
	/** The ID of the n8n instance. */
	instance: string;
	/** The end of the webhook URL, which differs between test and production but does not depend on the address of n8n. */
	path: string;
}

const TAG_LENGTH = 12;
const TAG = new RegExp(`(?:^|\\s)([0-9a-f]{${TAG_LENGTH}})(?=\\s|$)`);
const MAX_NAME_LENGTH = 100;
const MAX_PREFIX_LENGTH = 30;
// Jamf may drop or replace other characters, so that the name would never match.
const UNSAFE = /[^\p{L}\p{N}\p{P}\p{S} ]|[\u{10000}-\u{10ffff}]/gu;

/** The part of a URL that identifies the node: from the endpoint before its webhook ID, or its workflow ID. */
export function findPath(url: string, ids: readonly string[]): string {
	const segments = new URL(url).pathname.split('/').filter((segment) => segment !== '');
	const start = segments.findIndex((segment) => ids.includes(segment));
	return segments.slice(Math.max(0, start - 1)).join('/');
}

/** The mark in the name of the webhook of this owner for this event. */
function createTag({ instance, path }: Owner, event: string): string {
	return createHash('sha256')
		.update(JSON.stringify([instance, path, event]))
		.digest('hex')
		.slice(0, TAG_LENGTH);
}

/** The events of an owner by tag, including those that are no longer selected. */
export function listTags(owner: Owner): Map<string, string> {
	return new Map(EVENTS.map(({ value }) => [createTag(owner, value), value]));
}

/** The tag in the name of a webhook. */
export function readTag(name: string): string | undefined {
	return TAG.exec(name)?.[1];
}

/** A name of at most 100 characters, unique because of its tag. */
export function createName(owner: Owner, event: string, prefix: string, workflow: string): string {
	const start = clean(prefix).slice(0, MAX_PREFIX_LENGTH).trim();
	// A prefix must not look like the tag of another webhook.
	const parts = [start.replace(new RegExp(TAG, 'g'), ' '), createTag(owner, event), event, workflow];
	return clean(parts.join(' ')).slice(0, MAX_NAME_LENGTH).trim();
}

function clean(text: string): string {
	return text.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();
}
