import { Readable } from 'node:stream';
import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import { readDocument } from '../../nodes/JamfClassic/xml/parseResponse';
import { normalizeEntries, normalizeObject } from '../../nodes/JamfClassic/xml/normalize';

const ROWS: ElementRow[] = [
	{ name: 'id', type: 'number' },
	{ name: 'name' },
	{ name: 'enabled', type: 'boolean' },
	{ name: 'limit', type: 'number' },
	{ name: 'invitation', type: 'digits' },
	{ name: 'site', of: [{ name: 'id', type: 'number' }, { name: 'name' }] },
	{ name: 'computers', item: 'computer', of: [{ name: 'id', type: 'number' }, { name: 'name' }] },
	{ name: 'serials', item: 'serial_number' },
	{ name: 'rule', repeated: true, of: [{ name: 'id', type: 'number' }] },
];

async function read(...parts: Array<string | Buffer>): Promise<unknown> {
	const body = Readable.from(parts.map((part) => Buffer.from(part)));
	const document = await readDocument({ status: 200, headers: {}, body });
	return document && (await normalizeObject(document.thing, ROWS));
}

async function readFields(xml: string): Promise<unknown> {
	return await read(`<?xml version="1.0" encoding="UTF-8"?><thing>${xml}</thing>`);
}

test('reads XML and JSON into the same object', async () => {
	const expected = {
		id: 7,
		name: '007',
		enabled: true,
		limit: 5,
		invitation: '123456789012345678901234567890123456789',
		site: { id: -1, name: 'None' },
		computers: [{ id: 1, name: 'A & B' }],
		serials: ['C02'],
		rule: [{ id: 3 }],
	};
	const xml = `<id>7</id><name>007</name><enabled>true</enabled><limit> 5 </limit>
		<invitation>123456789012345678901234567890123456789</invitation><site><id>-1</id><name>None</name></site>
		<computers><size>1</size><computer><id>1</id><name>A &amp; B</name></computer></computers>
		<serials><size>1</size><serial_number>C02</serial_number></serials><rule><id>3</id></rule>`;
	const json = `{"thing":{"id":"7","name":"007","enabled":"true","limit":5,
		"invitation":123456789012345678901234567890123456789,"site":{"id":-1,"name":"None"},
		"computers":[{"size":1},{"id":1,"name":"A & B"}],"serials":{"size":1,"serial_number":"C02"},"rule":{"id":3}}}`;
	expect(await readFields(xml)).toEqual(expected);
	expect(await read(json)).toEqual(expected);
});

test.each([
	['{"thing":{"computers":{}}}', []],
	['{"thing":{"computers":[]}}', []],
	['{"thing":{"computers":""}}', []],
	['{"thing":{"computers":null}}', []],
	['{"thing":{"computers":[{"size":0}]}}', []],
	['{"thing":{"computers":{"size":1,"computer":{"id":1,"name":"A"}}}}', [{ id: 1, name: 'A' }]],
	['{"thing":{"computers":{"id":1,"name":"A"}}}', [{ id: 1, name: 'A' }]],
	['{"thing":{"computers":[{"computer":{"id":1,"name":"A"}}]}}', [{ id: 1, name: 'A' }]],
	['<thing><computers/></thing>', []],
	['<thing><computers><size>0</size></computers></thing>', []],
	['<thing><computers>\n</computers></thing>', []],
	['<thing><computers><computer/></computers></thing>', [{}]],
])('reads a list as an array: %s', async (text, expected) => {
	expect(await read(text)).toEqual({ computers: expected, rule: [] });
});

test('distinguishes an empty element from a missing one', async () => {
	expect(await readFields('<id/><name></name><enabled/><site/><serials/><invitation/>')).toEqual({
		id: null,
		name: '',
		enabled: null,
		site: {},
		serials: [],
		invitation: '',
		rule: [],
	});
	expect(await readFields('')).toEqual({ rule: [] });
});

test('keeps words in number elements', async () => {
	expect(await readFields('<limit>Unlimited</limit>')).toMatchObject({ limit: 'Unlimited' });
	expect(await readFields('<limit>0012</limit>')).toMatchObject({ limit: '0012' });
	expect(await readFields('<limit>0</limit>')).toMatchObject({ limit: 0 });
	expect(await readFields('<limit>-0.50</limit>')).toMatchObject({ limit: -0.5 });
});

test('keeps all elements where one is expected', async () => {
	expect(await readFields('<enabled>true</enabled><enabled>Self Service</enabled>')).toMatchObject({
		enabled: [true, 'Self Service'],
	});
});

test('keeps unknown elements', async () => {
	const xml = `<extra><size>2</size><part><id>1</id></part><part><id>02</id><n>3</n></part></extra><one><size>1</size><part>x</part></one>
		<none><size>0</size></none><plain>true</plain><other_name>true</other_name><version>010</version><deep><a><b>c</b></a></deep>`;
	expect(await readFields(xml)).toEqual({
		extra: [{ id: 1 }, { id: '02', n: '3' }],
		one: ['x'],
		none: [],
		plain: true,
		other_name: 'true',
		version: '010',
		deep: { a: { b: 'c' } },
		rule: [],
	});
});

test.each([
	['00123', '00123'],
	['-05', '-05'],
	['00', '00'],
	['123', 123],
	['-1', -1],
	['0', 0],
	['999999999999999', 999_999_999_999_999],
	['1234567890123456', '1234567890123456'],
])('reads the ID %s of an unknown element from XML and JSON', async (text, expected) => {
	expect(await readFields(`<Employee_id>${text}</Employee_id>`)).toEqual({ Employee_id: expected, rule: [] });
	expect(await read(`{"thing":{"Employee_id":"${text}"}}`)).toEqual({ Employee_id: expected, rule: [] });
});

test('reads CDATA, comments, references and a byte order mark', async () => {
	const xml = '\ufeff<?xml version="1.0"?><!-- x --><thing><name><![CDATA[<&>]]>&#x1F600;&#13;&apos;</name></thing>';
	expect(await read(xml)).toMatchObject({ name: "<&>😀\r'" });
});

test('joins a character that is split between two chunks', async () => {
	const xml = Buffer.from('<thing><name>é😀</name></thing>');
	expect(await read(...[...xml].map((byte) => Buffer.from([byte])))).toMatchObject({ name: 'é😀' });
});

test('rejects an empty response, and one with only a prolog', async () => {
	expect(await read('')).toBeUndefined();
	expect(await read('<?xml version="1.0" encoding="UTF-8"?>\n')).toBeUndefined();
});

test('keeps long JSON numbers exact at any position, and changes nothing else', async () => {
	const body = Readable.from([
		Buffer.from('{"a":[12345678901234567890,-1234567890123456789,1.5e300,"12345678901234567890\\"",123],"b":1}'),
	]);
	expect(await readDocument({ status: 200, headers: {}, body })).toEqual({
		a: ['12345678901234567890', '-1234567890123456789', 1.5e300, '12345678901234567890"', 123],
		b: 1,
	});
});

test('reads the entries of a list by their element', async () => {
	expect(await normalizeEntries({ size: '2', user: [{ id: '1' }, { id: '2' }] }, 'user', { of: ROWS })).toEqual([
		{ id: 1, rule: [] },
		{ id: 2, rule: [] },
	]);
});
