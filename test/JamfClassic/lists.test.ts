import { Readable } from 'node:stream';
import fc from 'fast-check';
import { createDecoder, readOwnObject } from '../../nodes/JamfClassic/decoder';
import { normalizeObject } from '../../nodes/JamfClassic/xml/normalize';
import { parseXml } from '../../nodes/JamfClassic/xml/parseXml';
import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import { findOperation, findResource } from '../../nodes/shared/catalogue/find';
import { classic } from '../../nodes/shared/catalogue/lookup';

const DEVICE: ElementRow[] = [
	{ name: 'id', type: 'number' },
	{ name: 'name' },
	{ name: 'managed', type: 'boolean' },
	{ name: 'site', of: [{ name: 'id', type: 'number' }, { name: 'name' }] },
	{ name: 'apps', item: 'app', of: [{ name: 'id', type: 'number' }, { name: 'name' }] },
	{ name: 'serials', item: 'serial' },
	{ name: 'rule', repeated: true, of: [{ name: 'id', type: 'number' }] },
];
const ROWS: ElementRow[] = [
	{ name: 'id', type: 'number' },
	{ name: 'devices', item: 'device', of: DEVICE },
	{ name: 'scope', of: [{ name: 'users', item: 'user', of: DEVICE.slice(0, 3) }] },
	{ name: 'codes', item: 'code', type: 'number' },
];

const response = (xml: string) => ({ status: 200, headers: {}, body: Readable.from([Buffer.from(xml)]) });

/** Normalized while it arrives, as Get does, and after all of it was read. */
async function readBoth(xml: string): Promise<[unknown, unknown]> {
	const { value } = parseXml(xml, (reason) => new Error(reason));
	const { value: object } = await readOwnObject(response(xml), 'group', ROWS, { isReleased: true });
	return [object, await normalizeObject(value, ROWS)];
}

const scalar = fc.constantFrom('', '1', ' 7 ', '007', 'true', 'FALSE', 'None', 'A &amp; B', '-1', 'x'.repeat(20));
const leaf = (name: string) => scalar.map((text) => `<${name}>${text}</${name}>`);
const parts = (...each: Array<fc.Arbitrary<string>>) =>
	fc.array(fc.oneof(...each), { maxLength: 6 }).map((texts) => texts.join(''));
const wrap = (name: string, content: fc.Arbitrary<string>) => content.map((text) => `<${name}>${text}</${name}>`);
const once = (name: string, content: fc.Arbitrary<string>) => fc.oneof(wrap(name, content), fc.constant(''));

const app = wrap('app', parts(leaf('id'), leaf('name'), leaf('version')));
const unknown = wrap('extra', parts(leaf('size'), wrap('part', parts(leaf('id'), leaf('managed'))), leaf('part')));
const fields = parts(
	leaf('id'),
	leaf('name'),
	leaf('managed'),
	leaf('size'),
	leaf('other_id'),
	wrap('rule', leaf('id')),
);
const device = fc
	.tuple(
		fields,
		once('site', parts(leaf('id'), leaf('name'))),
		once('apps', parts(leaf('size'), app)),
		once('serials', parts(leaf('serial'), leaf('size'))),
		unknown,
	)
	.map((texts) => `<device>${texts.join('')}</device>`);
const group = fc
	.tuple(
		leaf('id'),
		once('devices', parts(leaf('size'), device, fc.constant('<device/>'), fc.constant('<device>\n</device>'))),
		once('scope', once('users', parts(leaf('size'), wrap('user', fields), leaf('user')))),
		once('codes', parts(leaf('size'), leaf('code'))),
		unknown,
	)
	.map((texts) => `<group>${texts.join('')}</group>`);

test('normalizes lists the same while they arrive as afterwards', async () => {
	await fc.assert(
		fc.asyncProperty(group, async (xml) => {
			const [arriving, afterwards] = await readBoth(xml);
			expect(JSON.stringify(arriving)).toBe(JSON.stringify(afterwards));
		}),
		{ numRuns: 500 },
	);
});

test.each([
	['is an entry itself', '<devices><id>1</id><name>A</name></devices>'],
	['has entries of another name', '<devices><size>2</size><computer><id>1</id></computer><computer/></devices>'],
	[
		'has a very large entry',
		`<devices><device>${'<extra><id>1</id></extra>'.repeat(2000)}</device><device/></devices>`,
	],
	[
		'has a very large list in an entry',
		`<devices><device><apps>${'<app><id>1</id></app>'.repeat(2000)}</apps></device></devices>`,
	],
])('normalizes a list that %s', async (_title, xml) => {
	const [arriving, afterwards] = await readBoth(`<group>${xml}</group>`);
	expect(arriving).toEqual(afterwards);
});

test('joins a list that occurs several times', async () => {
	const xml = `<group><devices><size>1</size><device><id>1</id></device></devices><devices/>
		<devices><device><id>2</id></device></devices></group>`;
	expect(await readBoth(xml)).toMatchObject([{ devices: [{ id: 1 }, { id: 2 }] }, {}]);
});

describe('a list of objects', () => {
	const resource = findResource(classic, 'category');
	const row = findOperation(resource, 'getAll');
	const read = async (xml: string) => {
		if (resource === undefined || row === undefined) throw new Error('there is no list of categories');
		return await createDecoder({ row, resource, rows: DEVICE }).read(response(`<categories>${xml}</categories>`));
	};

	test.each([
		[
			'of one name',
			'<size>2</size><a><id>1</id><size>3</size></a><a><id>2</id><name>B</name></a>',
			[{ id: 1 }, { id: 2, name: 'B' }],
		],
		['without entries', '<size>0</size>', []],
		['of one entry', '<a><managed>true</managed></a>', [{ managed: true }]],
	])('is read %s', async (_title, xml, categories) => {
		expect(await read(xml)).toEqual({ categories });
	});

	test('keeps all entries if their names differ', async () => {
		expect(await read('<a><id>1</id></a><b><id>2</id></b><a><id>3</id></a>')).toEqual({
			categories: [{ a: [{ id: 1 }, { id: 3 }], b: { id: 2 } }],
		});
	});
});
