import { Readable } from 'node:stream';
import { createClassicDialect } from '../../nodes/JamfClassic/dialect';
import type { Elements } from '../../nodes/shared/catalogue/elements';
import type { OperationRow, ResourceRow } from '../../nodes/shared/catalogue/types';

const ELEMENTS: Elements = {
	account: [
		{ name: 'id', type: 'number' },
		{ name: 'name', required: true },
		{ name: 'sites', repeated: true },
	],
	'account.getAll': [{ name: 'id', type: 'number' }, { name: 'name' }],
	group: 'account',
};

function operation(value: string, method: 'GET' | 'POST' | 'PUT', more: Partial<OperationRow> = {}): OperationRow {
	return { value, name: value, action: value, routes: [{ method, path: '/accounts' }], ...more };
}

const getAll = operation('getAll', 'GET', { list: { kind: 'field', field: 'accounts.users' } });
const get = operation('get', 'GET');
const getXml = operation('get', 'GET', { xml: true });
const create = operation('create', 'POST', { body: {} });
const update = operation('update', 'PUT', { body: {} });
const resource: ResourceRow = {
	value: 'account',
	name: 'Account',
	noun: 'account',
	plural: 'accounts',
	root: 'account',
	operations: [getAll, get, create, update],
};
const dialect = createClassicDialect(
	{ version: '1', resources: [resource] },
	() => ({}),
	() => ELEMENTS,
);

async function read(row: OperationRow, text: string, of = resource): Promise<unknown> {
	return await dialect.decoderFor(row, of).read({ status: 200, headers: {}, body: Readable.from([Buffer.from(text)]) });
}

test.each([
	['{"accounts":{"users":[{"id":1,"name":"12"}],"groups":[]}}', [{ id: 1, name: '12' }]],
	['{"accounts":{"users":{"user":{"id":1,"name":"12"}}}}', [{ id: 1, name: '12' }]],
	['<accounts><users><size>1</size><user><id>1</id><name>12</name></user></users></accounts>', [{ id: 1, name: '12' }]],
	['<accounts><users/><groups/></accounts>', []],
	['<accounts><users><size>0</size></users></accounts>', []],
	['{"accounts":{"users":[]}}', []],
	['{"accounts":{"users":{}}}', []],
])('reads a list from its own key: %s', async (text, expected) => {
	expect(await read(getAll, text)).toEqual({ 'accounts.users': expected });
});

test.each([
	'',
	'{}',
	'null',
	'[]',
	'{"fault":{"faultstring":"x"}}',
	'{"error":"maintenance"}',
	'<html xmlns="http://www.w3.org/1999/xhtml"><head/><body>Sign in</body></html>',
	'<policy/>',
	'<users><user><id>1</id></user></users>',
	'{"accounts":{"groups":[{"id":1,"name":"12"}]}}',
	'{"accounts":{"users":["a"]}}',
	'<accounts><users>maintenance</users></accounts>',
])('rejects anything else as a list: %s', async (text) => {
	await expect(read(getAll, text)).rejects.toMatchObject({ code: 'UNREADABLE_RESPONSE' });
});

test.each([
	'',
	'{}',
	'null',
	'[]',
	'{"fault":{"faultstring":"x"}}',
	'{"other":{"id":1}}',
	'<html xmlns="http://www.w3.org/1999/xhtml"><head/><body>Sign in</body></html>',
	'<policy><id>1</id></policy>',
	'<account>maintenance</account>',
	'<accounts><users/></accounts>',
])('rejects anything else as the object: %s', async (text) => {
	await expect(read(get, text)).rejects.toMatchObject({ code: 'UNREADABLE_RESPONSE' });
});

test('rejects an object with another ID than requested', async () => {
	const row = operation('get', 'GET', { path: [{ name: 'id', label: 'Account', type: 'string' }] });
	const readId = async (text: string, id: string) =>
		await dialect
			.decoderFor(row, resource, undefined, [id])
			.read({ status: 200, headers: {}, body: Readable.from([Buffer.from(text)]) });
	expect(await readId('<account><id>7</id></account>', '07')).toMatchObject({ id: 7 });
	for (const text of [
		'<account><id>8</id></account>',
		'<account><id/></account>',
		'<account><name>A</name></account>',
	]) {
		await expect(readId(text, '7')).rejects.toMatchObject({ code: 'UNREADABLE_RESPONSE' });
	}
});

test('keeps data whose shape differs from the rows', async () => {
	const text = '<account><name>A</name><name>B</name><sites>C</sites></account>';
	expect(await read(get, text)).toEqual({ name: ['A', 'B'], sites: ['C'] });
	const lists = createClassicDialect(
		{ version: '1', resources: [resource] },
		() => ({}),
		() => ({ account: [{ name: 'sites', item: 'site', of: [{ name: 'id', type: 'number' }] }] }),
	);
	const decoded = async (xml: string) =>
		await lists.decoderFor(get, resource).read({ status: 200, headers: {}, body: Readable.from([Buffer.from(xml)]) });
	expect(
		await decoded('<account><sites><size>2</size><place><id>1</id></place><place><id>2</id></place></sites></account>'),
	).toEqual({
		sites: [{ id: 1 }, { id: 2 }],
	});
	expect(await decoded('<account><sites><size>0</size></sites></account>')).toEqual({ sites: [] });
});

test('reads one object by the elements of its resource', async () => {
	expect(await read(get, '{"account":{"id":"1","name":"12"}}')).toEqual({ id: 1, name: '12', sites: [] });
	expect(await read(get, '<account><id>1</id></account>', { ...resource, value: 'group' })).toEqual({
		id: 1,
		sites: [],
	});
});

test('returns the ID from a write, or nothing', async () => {
	expect(await read(create, '<?xml version="1.0"?><account><id>7</id></account>')).toEqual({ id: 7 });
	expect(await read(update, '<?xml version="1.0"?>')).toBeUndefined();
});

test('requests XML where JSON loses data', () => {
	expect(dialect.decoderFor(get, resource).headers).toBeUndefined();
	expect(dialect.decoderFor(getXml, resource).headers).toEqual({ accept: 'application/xml' });
});

test('writes XML bodies, and requires the required fields of a new object', async () => {
	const body = async (row: OperationRow, value: unknown) => (await dialect.encodeBody(value, row, resource)).body;
	expect(await body(update, { sites: ['a'] })).toContain('<account><sites>a</sites></account>');
	expect(await body(update, '<account/>')).toBe('<account/>');
	await expect(body(update, '<site/>')).rejects.toThrow('it must be <account>');
	await expect(body(create, { sites: ['a'] })).rejects.toThrow('The field name is missing.');
	expect((await dialect.encodeBody({}, update, resource)).headers).toEqual({ 'content-type': 'application/xml' });
});

test('sends the input unchanged for an operation without elements', async () => {
	const unknown = { ...resource, value: 'other' };
	const { body } = await dialect.encodeBody({ a: [1, 2] }, update, unknown);
	expect(body).toContain('<account><a>1</a><a>2</a></account>');
	await expect(dialect.encodeBody(5, update, unknown)).rejects.toThrow('The body must be an object.');
});
