import { Readable } from 'node:stream';
import { dialect } from '../../nodes/JamfClassic/dialect';
import { findOperation, findResource } from '../../nodes/shared/catalogue/find';
import { classic } from '../../nodes/shared/catalogue/lookup';
import type { JamfClient } from '../../nodes/shared/transport/client';
import { InputError } from '../../nodes/shared/transport/errors/errors';

interface Write {
	resource: string;
	given: object;
	/** What the server stores. */
	stored: string;
	operation?: 'create' | 'update';
}

/** The body of a write, and how often the stored object was read before it. */
async function write({ resource: name, given, stored, operation = 'update' }: Write) {
	const resource = findResource(classic, name);
	const row = findOperation(resource, operation);
	if (resource === undefined || row === undefined) throw new Error(`no ${operation} of ${name}`);
	let reads = 0;
	const jamf = {
		send: async (_: unknown, read: (response: unknown) => Promise<unknown>) => {
			reads++;
			return { body: await read({ status: 200, headers: {}, body: Readable.from([Buffer.from(stored)]) }) };
		},
	} as unknown as JamfClient;
	const context = operation === 'update' ? { jamf, ids: ['7'] } : undefined;
	const { body } = await dialect.encodeBody(given, row, resource, undefined, context);
	return { body: String(body).replace(/^<\?xml[^>]*>/, ''), reads };
}

const USER =
	'<user><id>7</id><name>anna</name><email>old@example.com</email><email_address>old@example.com</email_address></user>';
const user = { id: 7, name: 'anna', email: 'old@example.com', email_address: 'old@example.com' };

const COMPUTER = `<computer><general><id>7</id><name>Mac</name></general><location><realname>Anna</realname><real_name>Anna</real_name>
	<phone>1</phone><phone_number>1</phone_number></location></computer>`;
const location = { realname: 'Anna', real_name: 'Anna', phone: '1', phone_number: '1' };
const computer = (more: object) => ({ general: { id: 7, name: 'Mac' }, location: { ...location, ...more } });

// `echo é` and `echo new`.
const OLD_ENCODED = 'ZWNobyDDqQ==';
const NEW_ENCODED = 'ZWNobyBuZXc=';
const SCRIPT = `<script><id>7</id><name>S</name><script_contents>echo é</script_contents>
	<script_contents_encoded>${OLD_ENCODED}</script_contents_encoded></script>`;
const script = { id: 7, name: 'S', script_contents: 'echo é', script_contents_encoded: OLD_ENCODED };

describe('two names of a field', () => {
	test.each<[string, string, object, string, string, string]>([
		['email', 'user', { ...user, email: 'new@example.com' }, USER, 'email', 'email_address'],
		[
			'email, without an ID',
			'user',
			{ email: 'new@example.com', email_address: 'old@example.com' },
			USER,
			'email',
			'email_address',
		],
		[
			'email, of a user without one',
			'user',
			{ id: 7, name: 'anna', email: 'new@example.com', email_address: '' },
			'<user><id>7</id><name>anna</name><email/><email_address/></user>',
			'email',
			'email_address',
		],
		[
			'both',
			'user',
			{ ...user, email: 'a@example.com', email_address: 'b@example.com' },
			USER,
			'email',
			'email_address',
		],
		['real_name', 'computer', computer({ real_name: 'Eva' }), COMPUTER, 'location.real_name', 'location.realname'],
		['phone', 'computer', computer({ phone: '2' }), COMPUTER, 'location.phone', 'location.phone_number'],
		[
			'script_contents_encoded',
			'script',
			{ ...script, script_contents_encoded: NEW_ENCODED },
			SCRIPT,
			'script_contents_encoded',
			'script_contents',
		],
	])('refuses a change of %s that would be lost', async (_, resource, given, stored, name, twin) => {
		const error: unknown = await write({ resource, given, stored }).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(InputError);
		expect(error).toMatchObject({
			message: `"${name}" and "${twin}" are the same field in Jamf, but have different values.`,
			hint: 'Nothing was sent. Set both to the same value, or remove one of them.',
		});
	});

	test('refuses different values for a new object', async () => {
		const given = { name: 'eva', email: 'a@example.com', email_address: 'b@example.com' };
		await expect(write({ resource: 'user', operation: 'create', given, stored: '' })).rejects.toThrow(
			'"email" and "email_address" are the same field in Jamf',
		);
	});

	test.each<[string, object, string, string]>([
		['user', user, USER, '<email_address>old@example.com</email_address>'],
		[
			'computer',
			computer({}),
			COMPUTER,
			'<location><realname>Anna</realname><phone_number>1</phone_number></location>',
		],
		['script', script, SCRIPT, '<script_contents>echo é</script_contents></script>'],
	])('writes an unchanged %s back without reading it', async (resource, given, stored, sent) => {
		const { body, reads } = await write({ resource, given, stored });
		expect(body).toContain(sent);
		expect(reads).toBe(0);
	});

	test.each<[string, object, string, string]>([
		[
			'user',
			{ ...user, email_address: 'new@example.com' },
			USER,
			'<name>anna</name><email_address>new@example.com</email_address>',
		],
		['user', { ...user, email_address: '' }, USER, '<name>anna</name><email_address/>'],
		['computer', computer({ realname: 'Eva' }), COMPUTER, '<location><realname>Eva</realname><phone_number>'],
		[
			'script',
			{ ...script, script_contents: 'echo new' },
			SCRIPT,
			'<script_contents>echo new</script_contents></script>',
		],
	])('accepts a change of the name of a %s that is sent', async (resource, given, stored, sent) => {
		const { body, reads } = await write({ resource, given, stored });
		expect(body).toContain(sent);
		expect(reads).toBe(1);
	});

	test.each<[object, string]>([
		[{ email: 'new@example.com' }, '<email>new@example.com</email>'],
		[{ email: 'new@example.com', email_address: 'new@example.com' }, '<email_address>new@example.com</email_address>'],
		[{ email: '', email_address: 'new@example.com' }, '<email_address>new@example.com</email_address>'],
		[{ email: null, email_address: 'new@example.com' }, '<email_address>new@example.com</email_address>'],
	])('writes the part %j of a user', async (given, sent) => {
		expect(await write({ resource: 'user', given, stored: USER })).toEqual({ body: `<user>${sent}</user>`, reads: 0 });
	});

	test.each([
		['line breaks that XML does not preserve', 'a\nb', 'YQ0KYg=='],
		['base64 in lines', 'echo new', 'ZWNo\nbyBu\nZXc='],
		['what is not base64', 'echo new', 'echo $HOME'],
		['what is not text', 'echo new', '/////w=='],
	])('accepts %s', async (_, contents, encoded) => {
		const given = { script_contents: contents, script_contents_encoded: encoded };
		const body = `<script><script_contents>${contents}</script_contents></script>`;
		expect(await write({ resource: 'script', given, stored: SCRIPT })).toEqual({ body, reads: 0 });
	});
});
