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
	['{"accounts":{"groups":[{"id":1,"name":"12"}]}}', []],
	['', []],
])('a list stands under its key: %s', async (text, expected) => {
	expect(await read(getAll, text)).toEqual({ 'accounts.users': expected });
});

test('one object, by the elements of its resource', async () => {
	expect(await read(get, '{"account":{"id":"1","name":"12"}}')).toEqual({ id: 1, name: '12', sites: [] });
	expect(await read(get, '<account><id>1</id></account>', { ...resource, value: 'group' })).toEqual({
		id: 1,
		sites: [],
	});
	expect(await read(get, '{"other":{"id":1}}')).toEqual({ id: 1, sites: [] });
});

test('a write is answered by the ID, or by nothing', async () => {
	expect(await read(create, '<?xml version="1.0"?><account><id>7</id></account>')).toEqual({ id: 7 });
	expect(await read(update, '<?xml version="1.0"?>')).toBeUndefined();
});

test('XML is asked for where JSON loses data', () => {
	expect(dialect.decoderFor(get, resource).headers).toBeUndefined();
	expect(dialect.decoderFor(getXml, resource).headers).toEqual({ accept: 'application/xml' });
});

test('bodies are XML; a new object needs what is required', () => {
	const body = (row: OperationRow, value: unknown) => dialect.encodeBody(value, row, resource).body;
	expect(body(update, { sites: ['a'] })).toContain('<account><sites>a</sites></account>');
	expect(body(update, '<account/>')).toBe('<account/>');
	expect(() => body(update, '<site/>')).toThrow('it must be <account>');
	expect(() => body(create, { sites: ['a'] })).toThrow('The field name is missing.');
	expect(dialect.encodeBody({}, update, resource).headers).toEqual({ 'content-type': 'application/xml' });
});

test('an operation without elements sends what it is given', () => {
	const unknown = { ...resource, value: 'other' };
	expect(dialect.encodeBody({ a: [1, 2] }, update, unknown).body).toContain('<account><a>1</a><a>2</a></account>');
	expect(() => dialect.encodeBody(5, update, unknown)).toThrow('The body is no object.');
});
