import { Readable } from 'node:stream';
import type { IDataObject } from 'n8n-workflow';
import { dialect } from '../../nodes/JamfClassic/dialect';
import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import { findElements, findOperation, findResource } from '../../nodes/shared/catalogue/find';
import { classic, classicElements } from '../../nodes/shared/catalogue/lookup';
import type { JamfClient } from '../../nodes/shared/transport/client';

/** The body of a write, and how often the stored object was read. */
async function encode(resourceName: string, operation: string, value: object, xml = '') {
	const resource = findResource(classic, resourceName);
	const row = findOperation(resource, operation);
	if (resource === undefined || row === undefined) throw new Error(`no ${operation} of ${resourceName}`);
	let reads = 0;
	const response = () => ({ status: 200, headers: {}, body: Readable.from([Buffer.from(xml)]) });
	const jamf = {
		send: async (_: unknown, read: (response: unknown) => Promise<unknown>) => {
			reads++;
			return { body: await read(response()) };
		},
	} as unknown as JamfClient;
	const context = operation === 'update' ? { jamf, ids: ['7'] } : undefined;
	const content = await dialect.encodeBody(value, row, resource, undefined, context);
	return { ...content, body: String(content.body), reads };
}

const policy = (general: string, more = '') => `<policy><general><id>7</id>${general}</general>${more}</policy>`;
const ONGOING = policy('<frequency>Ongoing</frequency><retry_event>none</retry_event>');
const ONCE = policy('<frequency>Once per computer</frequency><retry_event>none</retry_event>');
const RETRIED = policy('<frequency>Ongoing</frequency><retry_event>check-in</retry_event>');

/** What servers reset with 201: jamf-behavior 11.20, 11.35, 11.40, 11.41, 11.53. */
const RESET: ReadonlyArray<[resource: string, operation: string, value: object, path: string, stored: string]> = [
	[
		'policy',
		'create',
		{ general: { name: 'P', frequency: 'Ongoing', retry_attempts: 3 } },
		'general.retry_attempts',
		'',
	],
	['policy', 'update', { general: { frequency: 'Ongoing', retry_event: 'check-in' } }, 'general.retry_event', ONCE],
	['policy', 'update', { general: { retry_event: 'check-in' } }, 'general.retry_event', ONGOING],
	[
		'policy',
		'update',
		{ general: { frequency: 'Ongoing', notify_on_each_failed_retry: true } },
		'general.notify_on_each_failed_retry',
		ONCE,
	],
	[
		'policy',
		'update',
		{ user_interaction: { allow_users_to_defer: false, allow_deferral_minutes: 1440 } },
		'user_interaction.allow_deferral_minutes',
		ONCE,
	],
	[
		'policy',
		'update',
		{ user_interaction: { allow_users_to_defer: false, allow_deferral_until_utc: '2027-01-01T01:00:00Z' } },
		'user_interaction.allow_deferral_until_utc',
		ONCE,
	],
	[
		'licensedSoftware',
		'update',
		{ licenses: [{ purchasing: { is_perpetual: true, is_annual: true } }] },
		'licenses[0].purchasing.is_annual',
		'<licensed_software><general><id>7</id></general></licensed_software>',
	],
	[
		'mobileDeviceApp',
		'update',
		{
			general: { make_available_after_install: false },
			self_service: { self_service_install_button_text: 'Install' },
		},
		'self_service.self_service_install_button_text',
		'<mobile_device_application><general><id>7</id></general></mobile_device_application>',
	],
	[
		'account',
		'update',
		{ privilege_set: 'Auditor', privileges: { jss_objects: ['Read Computers'] } },
		'privileges',
		'<account><id>7</id><privilege_set>Custom</privilege_set></account>',
	],
	[
		'accountGroup',
		'update',
		{ privilege_set: 'Auditor', privileges: { jss_objects: ['Read Computers'] } },
		'privileges',
		'<group><id>7</id><privilege_set>Custom</privilege_set></group>',
	],
	[
		'mobileDeviceApp',
		'update',
		{
			general: { make_available_after_install: false },
			self_service: { self_service_after_install_button_text: 'Reinstall' },
		},
		'self_service.self_service_after_install_button_text',
		'<mobile_device_application><general><id>7</id></general></mobile_device_application>',
	],
	...Object.entries({
		always_enforce_lost_mode: true,
		disallow_proximity_setup: true,
		lost_mode_footnote: 'Call us',
		lost_mode_message: 'Lost',
		lost_mode_phone: '030 123',
		lost_mode_with_sound: true,
		passcode_lock_grace_period: 5,
		wallpaper_content: 'aGVsbG8=',
		wallpaper_id: 3,
		wallpaper_setting: 1,
	}).map(([name, value]): [string, string, object, string, string] => [
		'mobileDeviceCommand',
		'send',
		{ general: { command: 'UpdateInventory', [name]: value }, mobile_devices: [{ id: 1 }] },
		`general.${name}`,
		'',
	]),
];

/** The elements with a condition in a table, with the names that `RESET` uses. */
function listConditions(rows: readonly ElementRow[], prefix = ''): string[] {
	return rows.flatMap(({ name, of = [], keptWhile, item, repeated }) => {
		const path = `${prefix}${name}`;
		const isList = item !== undefined || repeated === true;
		return [...(keptWhile === undefined ? [] : [path]), ...listConditions(of, `${path}${isList ? '[0]' : ''}.`)];
	});
}

test('covers every condition of the element tables', () => {
	const known = classic.resources.flatMap(({ value, operations }) =>
		operations
			.filter((row) => /^(create|send|update)$/.test(row.value))
			.flatMap((row) => listConditions(findElements(classicElements(), value, row.value) ?? []))
			.map((path) => `${value} ${path}`),
	);
	const tried = RESET.map(([resource, , , path]) => `${resource} ${path}`);
	expect([...new Set(known)].sort()).toEqual([...new Set(tried)].sort());
});

test.each(RESET)(
	'%s %s %j: rejects a value that Jamf would reset',
	async (resource, operation, value, path, stored) => {
		await expect(encode(resource, operation, value, stored)).rejects.toThrow(`Jamf keeps ${path} only while `);
	},
);

/** Values that are kept: those already stored, defaults, and those that the condition allows. */
const KEPT: ReadonlyArray<[resource: string, value: object, sent: string, stored: string, reads: number]> = [
	['policy', { general: { retry_event: 'check-in' } }, '<retry_event>check-in</retry_event>', ONCE, 1],
	['policy', { general: { retry_event: 'check-in' } }, '<retry_event>check-in</retry_event>', RETRIED, 1],
	['policy', { general: { frequency: 'Ongoing', retry_attempts: -1 } }, '<retry_attempts>-1<', ONGOING, 0],
	[
		'policy',
		{ general: { frequency: 'Once per computer', retry_attempts: 3 } },
		'<retry_attempts>3</retry_attempts>',
		ONGOING,
		0,
	],
	[
		'licensedSoftware',
		{ licenses: [{ purchasing: { is_perpetual: false, is_annual: true } }] },
		'<is_annual>true</is_annual>',
		'',
		0,
	],
];

test.each(KEPT)('%s sends %j', async (resource, value, sent, stored, reads) => {
	const written = await encode(resource, 'update', value, stored);
	expect(written.body).toContain(sent);
	expect(written.reads).toBe(reads);
});

test.each([
	['ebook', { general: { deploy_as_managed: false } }, 'deploy_as_managed'],
	['macApp', { general: { is_free: false } }, 'is_free'],
])('%s %j: omits what Jamf does not store', async (resource, value, name) => {
	expect((await encode(resource, 'update', value)).body).not.toContain(name);
});

test('updates a new app only with the elements that a create ignores', async () => {
	const app = (general: IDataObject) => ({ general: { name: 'A', bundle_id: 'a.b', version: '1', ...general } });
	expect(await encode('mobileDeviceApp', 'create', app({ os_type: 'tvOS' }))).toMatchObject({
		after: { path: '/mobiledeviceapplications/id/{id}', outcome: 'but without general.os_type' },
	});
	expect(await encode('mobileDeviceApp', 'create', app({}))).not.toHaveProperty('after');
	expect(await encode('mobileDeviceApp', 'update', app({ os_type: 'tvOS' }))).not.toHaveProperty('after');
});
