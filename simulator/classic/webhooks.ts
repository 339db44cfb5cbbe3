import { conflict } from '../failure';
import type { World } from '../world';
import { ClassicList, type ClassicObject } from './document';
import type { ClassicResource } from './resource';
import { child, childText, type XmlElement } from './xml';

export interface Webhook {
	id: number;
	name: string;
	enabled: boolean;
	url: string;
	contentType: string;
	event: string;
	connectionTimeout: number;
	readTimeout: number;
	authenticationType: string;
	username: string;
	/** Never shown. */
	password: string;
	header: string;
	hashAlgorithm: string;
	smartGroupId: number;
	enableDisplayFields: boolean;
	displayFields: string[];
}

// facts 6.2
const EVENTS = [
	'ComputerAdded',
	'ComputerCheckIn',
	'ComputerInventoryCompleted',
	'ComputerPatchPolicyCompleted',
	'ComputerPolicyFinished',
	'ComputerPushCapabilityChanged',
	'DeviceAddedToDEP',
	'DeviceRateLimited',
	'JSSShutdown',
	'JSSStartup',
	'MobileDeviceCheckIn',
	'MobileDeviceCommandCompleted',
	'MobileDeviceEnrolled',
	'MobileDeviceInventoryCompleted',
	'MobileDevicePushSent',
	'MobileDeviceUnEnrolled',
	'PatchSoftwareTitleUpdated',
	'PushSent',
	'RestAPIOperation',
	'SCEPChallenge',
	'SmartGroupComputerMembershipChange',
	'SmartGroupMobileDeviceMembershipChange',
	'SmartGroupUserMembershipChange',
];
const AUTHENTICATION_TYPES = ['NONE', 'BASIC', 'HEADER', 'HASH_SIGNATURE'];
const REFUSED_HEADERS = ['content-type', 'user-agent', 'accept-encoding', 'content-length', 'host'];
const SHORTEST_HASH_SECRET = 16;

export const webhooks = ({ webhooks: collection }: World): ClassicResource<Webhook> => ({
	path: 'webhooks',
	plural: 'webhooks',
	singular: 'webhook',
	nouns: ['Webhooks'],
	collection,
	row: ({ id, name }) => ({ id, name }),
	full,
	accept: (element, name, current) => checked(merged(element, name, current ?? FRESH)),
});

// facts 6.1: the defaults, text/xml among them.
const FRESH: Omit<Webhook, 'id' | 'name'> = {
	enabled: false,
	url: '',
	contentType: 'text/xml',
	event: '',
	connectionTimeout: 5,
	readTimeout: 2,
	authenticationType: 'NONE',
	username: '',
	password: '',
	header: '',
	hashAlgorithm: '',
	smartGroupId: -1,
	enableDisplayFields: false,
	displayFields: [],
};

function merged(element: XmlElement, name: string, current: Omit<Webhook, 'id' | 'name'>): Omit<Webhook, 'id'> {
	const text = (key: string, before: string) => childText(element, key) ?? before;
	const flag = (key: string, before: boolean) => text(key, String(before)).toLowerCase() === 'true';
	const number = (key: string, before: number) => Number(text(key, String(before)) || before);
	const fields = child(element, 'display_fields')?.children.filter((field) => field.name === 'display_field');
	return {
		name,
		enabled: flag('enabled', current.enabled),
		url: text('url', current.url),
		contentType: oneOf(['text/xml', 'application/json'], text('content_type', current.contentType)),
		event: text('event', current.event),
		connectionTimeout: number('connection_timeout', current.connectionTimeout),
		readTimeout: number('read_timeout', current.readTimeout),
		authenticationType: oneOf(AUTHENTICATION_TYPES, text('authentication_type', current.authenticationType)),
		username: text('username', current.username),
		password: text('password', current.password),
		header: text('header', current.header),
		hashAlgorithm: text('hash_algorithm', current.hashAlgorithm),
		smartGroupId: number('smart_group_id', current.smartGroupId),
		enableDisplayFields: flag('enable_display_fields_for_group_object', current.enableDisplayFields),
		displayFields: fields?.map((field) => childText(field, 'name') ?? '') ?? current.displayFields,
	};
}

/** facts 5.2: a bad enumeration value silently becomes the default. */
const oneOf = (allowed: readonly string[], value: string): string =>
	allowed.find((candidate) => candidate === value) ?? allowed[0]!;

function checked(webhook: Omit<Webhook, 'id'>): Omit<Webhook, 'id'> {
	const { authenticationType, header, password, connectionTimeout, readTimeout, event, url } = webhook;
	const timeouts = [connectionTimeout, readTimeout];
	const problem = [
		!EVENTS.includes(event) && 'Problem with event',
		!/^https?:\/\/./.test(url) && 'Problem with url',
		!timeouts.every((seconds) => seconds >= 1 && seconds <= 15) && 'Problem with timeout',
		authenticationType === 'HEADER' && !usableHeader(header) && 'Problem with header',
		authenticationType === 'HASH_SIGNATURE' && password.length < SHORTEST_HASH_SECRET && 'Problem with password',
	].find(Boolean);
	if (problem) throw conflict(problem);
	return webhook;
}

/** A JSON object as a string; names which the server sets itself are refused (facts 6.1). */
function usableHeader(text: string): boolean {
	try {
		const names = Object.keys(JSON.parse(text) as object);
		return names.length > 0 && names.every((name) => !REFUSED_HEADERS.includes(name.toLowerCase()));
	} catch {
		return false;
	}
}

const full = (webhook: Webhook): ClassicObject => ({
	id: webhook.id,
	name: webhook.name,
	enabled: webhook.enabled,
	url: webhook.url,
	content_type: webhook.contentType,
	event: webhook.event,
	connection_timeout: webhook.connectionTimeout,
	read_timeout: webhook.readTimeout,
	authentication_type: webhook.authenticationType,
	username: webhook.username,
	header: webhook.header,
	hash_algorithm: webhook.hashAlgorithm,
	smart_group_id: webhook.smartGroupId,
	enable_display_fields_for_group_object: webhook.enableDisplayFields,
	display_fields: new ClassicList(
		'display_field',
		webhook.displayFields.map((name) => ({ name })),
		true,
	),
});
