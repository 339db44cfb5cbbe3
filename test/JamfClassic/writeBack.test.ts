import { Readable } from 'node:stream';
import { dialect } from '../../nodes/JamfClassic/dialect';
import { parseXml } from '../../nodes/JamfClassic/xml/parseXml';
import { findOperation, findResource } from '../../nodes/shared/catalogue/find';
import { classic } from '../../nodes/shared/catalogue/lookup';
import type { ItemParameters } from '../../nodes/shared/parameters/itemParameters';
import type { JamfClient } from '../../nodes/shared/transport/client';
import { devices } from './wireDocuments/devices';
import { organization } from './wireDocuments/organization';
import { software } from './wireDocuments/software';

const DOCUMENTS = [...devices, ...organization, ...software];
const NAMED = DOCUMENTS.map((document) => ({ ...document, name: `${document.resource}: ${document.what}` }));

/** The documents are indented for readability; servers send no indentation. */
const flat = (xml: string) => xml.replace(/>\s+</g, '><');

/** The output of Get, and the body of an Update with it. */
async function writeBack(resourceName: string, xml: string, change: (object: object) => unknown = (object) => object) {
	const resource = findResource(classic, resourceName);
	const get = findOperation(resource, 'get');
	const update = findOperation(resource, 'update');
	if (resource === undefined || get === undefined || update === undefined)
		throw new Error(`no update of ${resourceName}`);
	let reads = 0;
	const response = () => ({ status: 200, headers: {}, body: Readable.from([Buffer.from(flat(xml))]) });
	const jamf = {
		send: async (_: unknown, read: (response: unknown) => Promise<unknown>) => {
			reads++;
			return { body: await read(response()) };
		},
	} as unknown as JamfClient;
	const object = (await dialect.decoderFor(get, resource, undefined, ['7']).read(response())) as object;
	const hints: string[] = [];
	const item = {
		string: () => '',
		boolean: () => false,
		isAllowed: () => false,
		isConfirmed: () => false,
		hint: (message: string) => hints.push(message),
	} as unknown as ItemParameters;
	const content = await dialect.encodeBody(change(object), update, resource, item, { jamf, ids: ['7'] });
	return { ...content, body: String(content.body), reads: () => reads, hints };
}

test.each(NAMED)('$name', async ({ resource, xml, sent = [], notSent = [], reads = 0, hints = [] }) => {
	const written = await writeBack(resource, xml);
	expect(written.body).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><\w+/);
	for (const part of sent) expect(written.body).toContain(flat(part));
	for (const part of notSent) expect(written.body).not.toContain(part);
	expect(written.reads()).toBe(reads);
	expect(written.hints).toHaveLength(hints.length);
	for (const [index, hint] of hints.entries()) expect(written.hints[index]).toContain(hint);
});

test('sends nothing that the server did not send, except display_in and notification_type', async () => {
	for (const { resource, xml } of DOCUMENTS) {
		const { body } = await writeBack(resource, xml);
		const names = (text: string) => new Set([...text.matchAll(/<([\w.]+)/g)].map(([, name]) => name));
		const added = [...names(body)].filter((name) => !names(xml).has(name ?? ''));
		expect(added.filter((name) => !['display_in', 'notification_type'].includes(name ?? ''))).toEqual([]);
		expect(() => parseXml(body, (reason) => new Error(reason))).not.toThrow();
	}
});

const POLICY = software.find(({ resource }) => resource === 'policy')?.xml ?? '';

test('requires the account passwords that an update would erase', async () => {
	const changed = (more: object) => (object: object) => ({
		...object,
		account_maintenance: { accounts: [{ action: 'Reset', username: 'admin', hint: 'x', ...more }] },
	});
	await expect(writeBack('policy', POLICY, changed({}))).rejects.toThrow(
		'Jamf does not return the password of "admin" in account_maintenance.accounts, and this update would erase it.',
	);
	const { body } = await writeBack('policy', POLICY, changed({ password: 'new' }));
	expect(body).toContain('<username>admin</username><password>new</password><hint>x</hint>');
});

test('rejects a changed element of a newer server, and keeps an unchanged one beside it', async () => {
	const xml = '<building><id>7</id><name>G</name><floors><size>1</size><floor>1</floor></floors></building>';
	await expect(writeBack('building', xml, (object) => ({ ...object, floors: ['2'] }))).rejects.toThrow(
		'There is no field "floors"',
	);
	const { body, fallback } = await writeBack('building', xml, (object) => ({ ...object, name: 'H' }));
	expect(body).toContain('<name>H</name><floors><floor>1</floor></floors>');
	expect(fallback?.body).toContain('<name>H</name></building>');
});

test('completes a part of a block or grid with the stored values', async () => {
	const xml = `<directory_binding><id>7</id><name>B</name><type>Centrify</type>
	<centrify><workstation_mode>true</workstation_mode><zone>z</zone></centrify></directory_binding>`;
	const { body } = await writeBack('directoryBinding', xml, () => ({ centrify: { zone: 'y' } }));
	expect(body).toContain(
		'<directory_binding><centrify><workstation_mode>true</workstation_mode><zone>y</zone></centrify>',
	);
});

test('clears the classes of an ebook before writing them', async () => {
	const xml = `<ebook><general><id>7</id><name>E</name><file_type>EPUB</file_type></general>
	<scope><all_computers>true</all_computers><classes><class><id>1</id><name>Math</name></class></classes></scope></ebook>`;
	const { body, before } = await writeBack('ebook', xml);
	expect(before?.body).toContain('<ebook><scope><all_computers>true</all_computers><classes/></scope></ebook>');
	expect(body).toContain('<classes><class><id>1</id><name>Math</name></class></classes>');
	const none = await writeBack('ebook', xml.replace(/<class>.*<\/class>/, ''));
	expect(none.before).toBeUndefined();
});

test('writes back a part of the scope of a newer server unchanged, and never omits it', async () => {
	const xml = `<restricted_software><general><id>7</id></general>
	<scope><all_computers>false</all_computers><zones><zone><id>1</id></zone></zones><computers/></scope></restricted_software>`;
	const scope = { all_computers: false, zones: [{ id: 1 }], computers: [{ id: 5 }] };
	const { body, fallback } = await writeBack('restrictedSoftware', xml, () => ({ scope }));
	expect(body).toContain('</all_computers><zones><zone><id>1</id></zone></zones><computers><computer><id>5</id>');
	expect(fallback).toBeUndefined();
});

test.each([
	[['true', 'Self Service'], '<notification>true</notification>'],
	[['Self Service'], '<notification>Self Service</notification>'],
	[
		[false, 'Self Service and Notification Center'],
		'<notification>Self Service and Notification Center</notification>',
	],
	[[false], '<notification>false</notification>'],
])('writes a changed notification %j of a macOS profile as one element', async (notification, expected) => {
	const xml = '<os_x_configuration_profile><general><id>7</id></general><self_service/></os_x_configuration_profile>';
	const { body } = await writeBack('macosConfigurationProfile', xml, () => ({ self_service: { notification } }));
	expect(body).toContain(`<self_service>${expected}</self_service>`);
});

test('rejects a notification that a macOS profile cannot store', async () => {
	const xml = '<os_x_configuration_profile><general><id>7</id></general><self_service/></os_x_configuration_profile>';
	const value = { self_service: { notification: [true, 'Self Service and Notification Center'] } };
	await expect(writeBack('macosConfigurationProfile', xml, () => value)).rejects.toThrow('PI-1662');
});

test('sends read-only values that the user sets, or reports them in a hint', async () => {
	const xml = '<os_x_configuration_profile><general><id>7</id><name>P</name></general></os_x_configuration_profile>';
	const value = { general: { redeploy_on_update: 'Newly Assigned' } };
	const { body } = await writeBack('macosConfigurationProfile', xml, () => value);
	expect(body).toContain('<redeploy_on_update>Newly Assigned</redeploy_on_update>');
	const segment = await writeBack('networkSegment', '<network_segment><id>7</id></network_segment>', () => ({
		url: 'x',
	}));
	expect(segment.hints).toEqual([expect.stringContaining(': url.')]);
});

test.each([
	['17:00', '65:00 AM'],
	['9:05 AM', '57:05 AM'],
	['12:00 AM', '48:00 AM'],
	['12:30 pm', '60:30 AM'],
	['00:00', '48:00 AM'],
])('accepts the time %s of a window without executions', async (time, expected) => {
	const value = { general: { date_time_limitations: { no_execute_start: time } } };
	const { body } = await writeBack('policy', POLICY, () => value);
	expect(body).toContain(`<no_execute_start>${expected}</no_execute_start>`);
});

test.each([
	[{ date_time_limitations: { no_execute_start: '25:00' } }, 'must be a time'],
	[{ date_time_limitations: { no_execute_start: '13:00 PM' } }, 'must be a time'],
	[{ date_time_limitations: { activation_date: '5:00 PM' } }, 'must be a date and time'],
	[{ date_time_limitations: { activation_date: '2026-12-01T08:00:00Z' } }, 'must be a date and time'],
])('rejects %j', async (general, message) => {
	await expect(writeBack('policy', POLICY, () => ({ general }))).rejects.toThrow(message);
});

test('writes policy dates in the formats that the server accepts', async () => {
	const value = {
		general: { date_time_limitations: { activation_date: '2026-12-01T08:00' } },
		user_interaction: { allow_deferral_until_utc: '2027-01-01T02:00:00+01:00' },
	};
	const { body } = await writeBack('policy', POLICY, () => value);
	expect(body).toContain('<activation_date>2026-12-01 08:00:00</activation_date>');
	expect(body).toContain('<allow_deferral_until_utc>2027-01-01T01:00:00.000+0000</allow_deferral_until_utc>');
});

test('creates an invitation under the names of a write, also from one that was read', async () => {
	const resource = findResource(classic, 'mobileDeviceInvitation');
	const create = findOperation(resource, 'create');
	if (resource === undefined || create === undefined) throw new Error('no invitations');
	const body = async (value: object) => String((await dialect.encodeBody(value, create, resource)).body);
	expect(await body({ require_login: true, allow_multiple_uses: false, enroll_into_site: { id: 2 } })).toContain(
		'<allow_multiple_uses>false</allow_multiple_uses><require_login>true</require_login><enroll_into_site><id>2</id></enroll_into_site>',
	);
	const read = await body({ id: 5, multiple_uses_allowed: true, login_required: true, site: { id: 3, name: 'S' } });
	expect(read).toContain('<allow_multiple_uses>true</allow_multiple_uses><require_login>true</require_login>');
	expect(read).toContain('<enroll_into_site><id>3</id><name>S</name></enroll_into_site>');
	expect(read).not.toMatch(/multiple_uses_allowed|login_required|<site>/);
});
