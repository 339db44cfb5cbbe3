import { isAllowed, parseAddresses } from '../../nodes/JamfProTrigger/addresses';
import { AcceptedSecrets } from '../../nodes/JamfProTrigger/acceptedSecrets';
import { checkDelivery, MAX_BODY_BYTES } from '../../nodes/JamfProTrigger/delivery';
import { createName, findPath, readTag } from '../../nodes/JamfProTrigger/identity';
import { assertReachable } from '../../nodes/JamfProTrigger/reachable';
import { planChanges, type WebhookFields } from '../../nodes/JamfProTrigger/registration';
import { createKey, RepeatedDeliveries } from '../../nodes/JamfProTrigger/repeatedDeliveries';
import { readRequestTimeout } from '../../nodes/JamfProTrigger/settings';
import { createSecret, digestSecret, matchesDigest, readHeader } from '../../nodes/JamfProTrigger/secret';
import { createBody, NEWER } from './payloads';

const owner = { instance: 'i', path: 'webhook/uuid/webhook' };

describe('the name of a webhook', () => {
	const name = createName(owner, 'SmartGroupMobileDeviceMembershipChange', 'n8n', 'A workflow');

	test('contains the tag, the event and the workflow', () => {
		expect(name).toMatch(/^n8n [0-9a-f]{12} SmartGroupMobileDeviceMembershipChange A workflow$/);
	});

	test.each([
		['a long workflow name', 'n8n', 'x'.repeat(300)],
		['a long prefix', 'p'.repeat(300), 'x'],
		['emoji and control characters', '🚀', 'a\u0000b\n\tc 🚀'],
		['a prefix that looks like a tag', '0123456789ab', 'x'],
		['a workflow that looks like a tag', '', '0123456789ab'],
	])('has at most 100 plain characters and its own tag with %s', (_, prefix, workflow) => {
		const created = createName(owner, 'SmartGroupMobileDeviceMembershipChange', prefix, workflow);
		expect(created.length).toBeLessThanOrEqual(100);
		expect(created).toMatch(/^[\x20-\x7e]+$/);
		expect(readTag(created)).toBe(readTag(name));
	});

	test('has another tag for another instance, path or event', () => {
		const tags = [
			readTag(name),
			readTag(createName({ ...owner, instance: 'j' }, 'SmartGroupMobileDeviceMembershipChange', '', '')),
			readTag(
				createName({ ...owner, path: 'webhook-test/uuid/webhook' }, 'SmartGroupMobileDeviceMembershipChange', '', ''),
			),
			readTag(createName(owner, 'PushSent', '', '')),
		];
		expect(new Set(tags).size).toBe(4);
	});
});

test.each([
	['https://n8n.example.com/webhook/uuid/webhook', 'webhook/uuid/webhook'],
	['https://other.example.com/base/path/webhook/uuid/webhook', 'webhook/uuid/webhook'],
	['http://localhost:5678/webhook-test/uuid/webhook', 'webhook-test/uuid/webhook'],
	['https://n8n.example.com/a/b', 'a/b'],
])('ignores the server address in the path of %s', (url, path) => {
	expect(findPath(url, ['uuid'])).toBe(path);
});

test.each([
	['http://localhost:5678/x', 'example.jamfcloud.com', /a loopback address.*/],
	['https://127.0.0.1/x', 'jamf.example.com:8443', /a loopback address/],
	['https://[::1]/x', 'jamf.example.com', /a loopback address/],
	['https://192.168.1.4/x', 'example.jamfcloud.com', /private address/],
	['https://10.1.1.4/x', 'us.api.jamfcloud.com', /private address/],
	['http://n8n.example.com/x', 'example.jamfcloud.com', /HTTPS/],
])('%s cannot be reached from %s', (url, server, text) => {
	expect(() => assertReachable(url, server)).toThrow(text);
});

test.each([
	['https://n8n.example.com/x', 'example.jamfcloud.com'],
	['http://192.168.1.4:5678/x', 'jamf.internal'],
	['http://127.0.0.1:5678/x', '127.0.0.1:8443'],
	['http://localhost:5678/x', 'localhost'],
])('%s can be reached from %s, judging by the URL', (url, server) => {
	expect(() => assertReachable(url, server)).not.toThrow();
});

describe('allowed addresses', () => {
	const list = parseAddresses('192.0.2.10, 198.51.100.0/24\t, "2001:db8::/32"');

	test.each([
		['192.0.2.10', true],
		['::ffff:192.0.2.10', true],
		['198.51.100.77', true],
		['2001:db8::5', true],
		['192.0.2.11', false],
		['::1', false],
		['', false],
		['unknown', false],
	])('%s: %s', (address, allowed) => expect(isAllowed(list, address)).toBe(allowed));

	test('are all when the list is empty', () => {
		expect(isAllowed(parseAddresses(' '), '203.0.113.1')).toBe(true);
	});

	test.each(['example.com', '10.0.0.0/33', '10.0.0.0/x', '10.0.0.0/8/8', '10.0.0'])('%s is not valid', (text) => {
		expect(() => parseAddresses(text)).toThrow(/is not a valid IP address or range/);
	});
});

describe('a request', () => {
	const json = {
		contentType: 'application/json',
		size: 300,
		body: createBody('ComputerAdded', NEWER.ComputerAdded ?? {}),
	};
	const check = (changes: object) => checkDelivery({ ...json, ...changes }, ['ComputerAdded', 'DeviceRateLimited']);

	test('with a selected event is accepted', () => {
		expect(check({})).toMatchObject({ result: 'accepted', event: { value: 'ComputerAdded' }, payload: json.body });
		expect(check({ contentType: 'application/json;charset=UTF-8' }).result).toBe('accepted');
		expect(check({ body: { webhook: { webhookEvent: 'DeviceRateLimited' } } }).result).toBe('accepted');
	});

	test.each([
		['too large', { size: MAX_BODY_BYTES + 1 }, 413],
		['XML', { contentType: 'text/xml' }, 415],
		['a form', { contentType: 'application/x-www-form-urlencoded' }, 415],
		['without a content type', { contentType: '' }, 415],
		['text', { body: 'no' }, 400],
		['empty', { body: {} }, 400],
		['an array', { body: [json.body] }, 400],
		['without an event name', { body: { webhook: {}, event: {} } }, 400],
		['of an unknown event', { body: { webhook: { webhookEvent: 'Nothing' }, event: {} } }, 400],
		['with a text as its event', { body: { webhook: { webhookEvent: 'ComputerAdded' }, event: 'x' } }, 400],
	])('that is %s is rejected', (_, changes, status) => {
		expect(check(changes)).toEqual({ result: 'refused', status, reason: expect.any(String) as string });
	});

	test('of an event that is not selected is ignored', () => {
		expect(check({ body: createBody('PushSent', {}) })).toEqual({
			result: 'ignored',
			status: 200,
			reason: 'the event PushSent is not selected',
		});
	});
});

describe('repeated deliveries', () => {
	const key = (changes: object, event: object = { jssID: 1 }) =>
		createKey({
			webhook: { id: 1, webhookEvent: 'ComputerAdded', eventTimestamp: 5, ...changes },
			event: { ...event },
		});

	test('share the webhook, event, time and content', () => {
		expect(key({})).toBe(key({}));
		const others = [
			key({ id: 2 }),
			key({ webhookEvent: 'PushSent' }),
			key({ eventTimestamp: 6 }),
			key({}, { jssID: 2 }),
		];
		expect(new Set([key({}), ...others]).size).toBe(5);
	});

	test('are recognized by the body as received, where n8n provides it', () => {
		const payload = { webhook: { id: 1, webhookEvent: 'ComputerAdded', eventTimestamp: 5 }, event: { jssID: 1 } };
		const [first, second] = [Buffer.from('{"event":{"jssID":1}}'), Buffer.from('{"event":{"jssID":2}}')];
		expect(createKey(payload, first)).toBe(createKey(payload, Buffer.from(first)));
		expect(createKey(payload, second)).not.toBe(createKey(payload, first));
	});

	test('are not detected without a time', () => expect(key({ eventTimestamp: undefined })).toBeUndefined());

	test('are remembered per node, the last 500', () => {
		const repeated = new RepeatedDeliveries();
		for (let time = 0; time < 501; time++) expect(repeated.add('a', String(time))).toBe(false);
		expect(repeated.add('b', '500')).toBe(false);
		expect(repeated.add('a', '500')).toBe(true);
		expect(repeated.add('a', '1')).toBe(true);
		expect(repeated.add('a', '0')).toBe(false);
	});
});

describe('a secret', () => {
	test('has 32 random bytes', () => {
		const secrets = Array.from({ length: 50 }, createSecret);
		expect(new Set(secrets).size).toBe(50);
		expect(secrets.every((secret) => Buffer.from(secret, 'base64url').length === 32)).toBe(true);
	});

	test('matches only its digest', () => {
		const digests = [digestSecret('other'), digestSecret('right')];
		expect(matchesDigest('right', digests)).toBe(true);
		expect(matchesDigest('wrong', digests)).toBe(false);
		for (const nothing of [undefined, '', ['right'], null]) expect(matchesDigest(nothing, digests)).toBe(false);
		expect(matchesDigest('right', [])).toBe(false);
	});

	test.each([[''], ['null'], ['[]'], ['{"Other":"x"}'], ['{"X-Webhook-Secret":5}'], ['no JSON'], [undefined]])(
		'is not in the header %j',
		(header) => expect(readHeader(header)).toBeUndefined(),
	);

	test('is dropped after four newer ones of its node', () => {
		const accepted = new AcceptedSecrets();
		for (const digest of ['1', '2', '3', '4', '5']) accepted.add('node', digest);
		accepted.remove('node', '3');
		expect(accepted.list('node')).toEqual(['2', '4', '5']);
		for (const digest of ['2', '4', '5']) accepted.remove('node', digest);
		expect(accepted.list('node')).toEqual([]);
	});
});

test('with two webhooks for one event, keeps the better one, even if either name is in use elsewhere', () => {
	const wanted = {
		name: createName(owner, 'PushSent', 'n8n', 'W'),
		url: 'https://n8n.example.com/webhook/uuid/webhook',
		event: 'PushSent',
		enabled: true,
		content_type: 'application/json',
		connection_timeout: 5,
		read_timeout: 2,
		authentication_type: 'HEADER',
	} satisfies WebhookFields;
	const digest = digestSecret('s');
	const header = '{"X-Webhook-Secret":"s"}';
	const stored = [
		{ id: '4', fields: { ...wanted, name: `Copy of ${wanted.name}`, header } },
		{ id: '9', fields: { ...wanted, header } },
		{ id: '12', fields: { ...wanted, name: createName(owner, 'JSSStartup', '', ''), header } },
	];
	expect(planChanges(owner, [wanted], stored, digest)).toEqual({ create: [], update: [], remove: ['4', '12'] });
	expect(planChanges(owner, [wanted], stored.slice(0, 1), digest)).toMatchObject({ create: [], update: [{ id: '4' }] });
	expect(planChanges(owner, [wanted], [], digest)).toEqual({ create: [wanted], update: [], remove: [] });
});

test.each([
	[{}, 20_000],
	[{ timeout: 1_500.7 }, 1_500],
	[{ timeout: 0 }, 20_000],
	[{ timeout: 'soon' }, 20_000],
	[{ timeout: 1e12 }, 2 ** 31 - 1],
	[undefined, 20_000],
])('with the options %j a request may last %d ms', (options, expected) => {
	expect(readRequestTimeout({ getNodeParameter: () => options })).toBe(expected);
});
