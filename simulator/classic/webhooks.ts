import { conflict } from '../failure';
import { isEvent } from '../webhooks/events';
import type { Change } from './change';
import type { ClassicObject } from './tree';
import { child, childText } from './xml';

const REFUSED_HEADERS = ['content-type', 'user-agent', 'accept-encoding', 'content-length', 'host'];
const SHORTEST_HASH_SECRET = 16;

// jamf-behavior 6.1: the defaults, including text/xml.
const FRESH: ClassicObject = {
	enabled: true,
	url: '',
	content_type: 'text/xml',
	event: '',
	connection_timeout: 5,
	read_timeout: 2,
	authentication_type: 'NONE',
	username: '',
	password: '',
	header: '',
	hash_algorithm: 'SHA256',
	smart_group_id: -1,
	enable_display_fields_for_group_object: false,
	display_fields: [],
};

/** Values that the server rejects, replaces or discards in a webhook (jamf-behavior 6.1). */
export const checkedWebhook: Change = ({ element, given, current, objects }) => {
	const unsaid = current ? [] : Object.entries(FRESH).filter(([name]) => !child(element, name));
	const webhook: ClassicObject = { ...given, ...(Object.fromEntries(unsaid) as ClassicObject) };
	// jamf-behavior 5.2, 6.1: an invalid value becomes the default, XML.
	const contentType = childText(element, 'content_type');
	if (contentType !== undefined && contentType !== webhook.content_type) webhook.content_type = 'text/xml';
	const event = childText(element, 'event') ?? String(webhook.event);
	const problem = problemOf(webhook, event);
	if (problem !== undefined) throw conflict(problem);
	if (webhook.authentication_type !== 'HASH_SIGNATURE') webhook.hash_algorithm = 'SHA256';
	return objects.storesWebhookHeaders ? webhook : { ...webhook, header: '' };
};

function problemOf(webhook: ClassicObject, event: string): string | undefined {
	const { authentication_type: kind, header, username, password, smart_group_id: group, url } = webhook;
	const timeouts = [webhook.connection_timeout, webhook.read_timeout].map(Number);
	const hasGroup = Number(group === '' ? -1 : (group ?? -1)) !== -1;
	const problems: Array<string | false> = [
		!isEvent(event) && 'Problem with event',
		!/^https?:\/\/./.test(String(url)) && 'Problem with url',
		!timeouts.every((seconds) => seconds >= 1 && seconds <= 15) && 'Problem with timeout',
		kind === 'BASIC' && String(username ?? '') === '' && 'Username is required',
		kind === 'HEADER' && String(header ?? '') === '' && 'INVALID_REQUIRED',
		kind === 'HEADER' && !usableHeader(String(header)) && 'Problem with header',
		kind === 'HASH_SIGNATURE' && String(password ?? '').length < SHORTEST_HASH_SECRET && 'Problem with password',
		hasGroup && !/^SmartGroup/.test(event) && 'Problem with smart_group_id',
	];
	return problems.find((each) => each !== false) || undefined;
}

/** A JSON object as a string; header names that the server sets itself are rejected (jamf-behavior 6.1). */
function usableHeader(text: string): boolean {
	try {
		const names = Object.keys(JSON.parse(text) as object);
		return names.length > 0 && names.every((name) => !REFUSED_HEADERS.includes(name.toLowerCase()));
	} catch {
		return false;
	}
}
