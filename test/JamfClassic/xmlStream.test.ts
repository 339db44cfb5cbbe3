import { Readable } from 'node:stream';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { normalizeEntries, normalizeObject, normalizeUntyped } from '../../nodes/JamfClassic/xml/normalize';
import { parseXml } from '../../nodes/JamfClassic/xml/parseXml';
import { readDocument } from '../../nodes/JamfClassic/xml/parseResponse';

const MAX_SLICE_LENGTH = 64 * 1024;
const fail = (reason: string) => new Error(reason);

async function read(...chunks: Buffer[]): Promise<unknown> {
	return await readDocument({ status: 200, headers: {}, body: Readable.from(chunks) });
}

function split(bytes: Buffer, length: number): Buffer[] {
	const chunks: Buffer[] = [];
	for (let at = 0; at < bytes.length; at += length) chunks.push(bytes.subarray(at, at + length));
	return chunks;
}

describe.each([
	['one chunk', Infinity],
	['chunks of 16 KB', 16 * 1024],
	['chunks of 10 bytes', 10],
])('a response in %s', (_title, chunkLength) => {
	test('is parsed in slices, with other work in between', async () => {
		const text = `<a>${'<b>text</b>'.repeat(50_000)}</a>`;
		const slices: number[] = [];
		const { write } = SaxesParser.prototype;
		const spy = jest.spyOn(SaxesParser.prototype, 'write').mockImplementation(function (this: SaxesParser, slice) {
			slices.push(slice === null ? 0 : String(slice).length);
			return write.call(this, slice as string);
		});
		/** The number of characters parsed whenever other work ran. */
		const turns: number[] = [0];
		const parsed = () => slices.reduce((sum, length) => sum + length, 0);
		let next = setImmediate(function look() {
			turns.push(parsed());
			next = setImmediate(look);
		});
		const bytes = Buffer.from(text);
		await read(...split(bytes, Math.min(chunkLength, bytes.length)));
		clearImmediate(next);
		spy.mockRestore();
		turns.push(parsed());
		expect(parsed()).toBe(text.length);
		const steps = turns.slice(1).map((total, index) => total - (turns[index] ?? 0));
		expect(Math.max(...steps)).toBeLessThanOrEqual(2 * MAX_SLICE_LENGTH);
		expect(Math.max(...slices)).toBeLessThanOrEqual(MAX_SLICE_LENGTH);
	});
});

const MAX_ENTRIES_PER_TURN = 1000;
const COUNT = 20_000;

describe.each([
	['a list', async (entries: object[]) => await normalizeEntries({ size: COUNT, entry: entries }, 'entry', {})],
	['a list without a row', async (entries: object[]) => await normalizeUntyped({ size: COUNT, entry: entries })],
	[
		'an element that is repeated',
		async (entries: object[]) =>
			(await normalizeObject({ entry: entries }, [{ name: 'entry', repeated: true, of: [{ name: 'id' }] }])).entry,
	],
	[
		'many short lists',
		async (entries: object[]) => {
			const lists = Array.from({ length: COUNT / 5 }, (_, index) => ({
				list: entries.slice(index * 5, index * 5 + 5),
			}));
			return ((await normalizeUntyped(lists)) as unknown[][]).flat();
		},
	],
])('%s', (_title, normalize) => {
	test('is shaped in slices, with other work in between', async () => {
		let shaped = 0;
		const entries = Array.from({ length: COUNT }, (_, index) => ({
			get id() {
				shaped++;
				return String(index);
			},
			name: 'A',
		}));
		/** The number of entries shaped whenever other work ran. */
		const turns: number[] = [0];
		let next = setImmediate(function look() {
			turns.push(shaped);
			next = setImmediate(look);
		});
		const value = await normalize(entries);
		clearImmediate(next);
		turns.push(shaped);
		expect(value).toHaveLength(COUNT);
		expect(shaped).toBe(COUNT);
		const steps = turns.slice(1).map((total, index) => total - (turns[index] ?? 0));
		expect(Math.max(...steps)).toBeLessThanOrEqual(MAX_ENTRIES_PER_TURN);
	});
});

test('reads the same object from a document, however it is split', async () => {
	const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'é', '😀', '&amp;', '&#13;', '<![CDATA[<]]>') });
	const element: fc.Arbitrary<string> = fc.letrec<{ element: string }>((tie) => ({
		element: fc.oneof(
			{ maxDepth: 4 },
			text.map((each) => `<name>${each}</name>`),
			fc.array(tie('element'), { maxLength: 4 }).map((each) => `<list>${each.join('\n')}</list>`),
			fc.constant('<!-- a comment --><empty attribute="é"/>'),
		),
	})).element;
	await fc.assert(
		fc.asyncProperty(element, fc.integer({ min: 1, max: 20 }), async (content, length) => {
			const xml = `<?xml version="1.0" encoding="UTF-8"?><root>${content}</root>`;
			const { root, value } = parseXml(xml, fail);
			expect(await read(...split(Buffer.from(xml), length))).toEqual({ [root]: value });
		}),
		{ numRuns: 200 },
	);
});

describe('an encoding', () => {
	const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><name>Zoé – €</name>`;
	const utf16 = Buffer.from(`\ufeff${xml('UTF-16')}`, 'utf16le');

	test.each([
		['UTF-8', Buffer.from(xml('UTF-8'))],
		['UTF-8 with a byte order mark', Buffer.from(`\ufeff${xml('utf-8')}`)],
		['UTF-16, little endian', utf16],
		['UTF-16, big endian', Buffer.from(utf16).swap16()],
		['Windows-1252', Buffer.from(xml('windows-1252').replace('–', '\x96').replace('€', '\x80'), 'latin1')],
		['another one than declared, which the bytes rule out', Buffer.from(xml('UTF-16'))],
	])('is supported: %s', async (_title, bytes) => {
		for (const length of [1, 7, bytes.length]) {
			expect(await read(...split(bytes, length))).toEqual({ name: 'Zoé – €' });
		}
	});

	test('is an error when the bytes are invalid', async () => {
		const latin = Buffer.from(xml('UTF-8'), 'latin1');
		await expect(read(latin)).rejects.toThrow('it is not valid UTF-8');
	});
});

describe('characters that XML does not allow', () => {
	const value = '\x01 \x1f \ufffe ]]>';

	test('are kept in a response, because devices report them', async () => {
		expect(await read(Buffer.from(`<name>${value}</name>`))).toEqual({ name: value });
		expect(await read(Buffer.from('<name>&#1; &#x1F; &#65534; ]]></name>'))).toEqual({ name: value });
	});

	test('are an error where text that only looks like such a reference would be changed', async () => {
		await expect(read(Buffer.from('<name>&#1; &amp;#1;</name>'))).rejects.toThrow('not well-formed');
		expect(await read(Buffer.from('<name>&amp;#1;</name>'))).toEqual({ name: '&#1;' });
	});

	test('are an error in the XML of a user', () => {
		for (const text of ['\x01', '&#1;', ']]>', '&nbsp;', '&#xD800;']) {
			expect(() => parseXml(`<name>${text}</name>`, fail)).toThrow('not well-formed');
		}
	});
});

test.each([
	['<a><b></a></b>', 'not well-formed'],
	['<a b="1" b="2"/>', 'not well-formed'],
	['<a b=1/>', 'not well-formed'],
	['<a>1 < 2</a>', 'not well-formed'],
	['<a>1 & 2</a>', 'not well-formed'],
	['<a/>text', 'not well-formed'],
	['<a/><b/>', 'exactly one root element'],
	['<a><toString/></a>', 'no Jamf object has'],
	['<a><b', 'truncated'],
])('%s is an error', async (text, reason) => {
	await expect(read(Buffer.from(text))).rejects.toThrow(reason);
});
