import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import { readDocument } from '../../nodes/JamfClassic/xml/parseResponse';
import { normalizeObject } from '../../nodes/JamfClassic/xml/normalize';
import { serializeDocument } from '../../nodes/JamfClassic/xml/serializeDocument';
import { parseXml } from '../../nodes/JamfClassic/xml/parseXml';
import { classicElements } from '../../nodes/shared/catalogue/lookup';
import { objects } from './arbitrary';

const ROWS: ElementRow[] = [
	{ name: 'name', required: true },
	{ name: 'enabled', type: 'boolean' },
	{ name: 'count', type: 'number' },
	{ name: 'invitation', type: 'digits' },
	{ name: 'frequency', options: ['Once per computer', 'Ongoing'] },
	{ name: 'site', of: [{ name: 'id', type: 'number' }, { name: 'name' }] },
	{ name: 'computers', item: 'computer', of: [{ name: 'id', type: 'number' }, { name: 'name' }] },
	{ name: 'fields', item: 'field' },
	{ name: 'ports', item: 'port', type: 'number' },
	{ name: 'notification', repeated: true },
	{
		name: 'limits',
		repeated: true,
		of: [
			{ name: 'size', type: 'number' },
			{ name: 'tags', item: 'tag' },
		],
	},
];

async function read(xml: string, rows: readonly ElementRow[]): Promise<unknown> {
	const { value } = parseXml(xml, (reason) => new Error(reason));
	return await normalizeObject(value, rows);
}

/** Runs for each resource; `ROUND_TRIPS=1000` needs about 15 seconds on an idle machine. */
const RUNS = Number(process.env.ROUND_TRIPS ?? 300);
const forms = Object.entries(classicElements()).flatMap(([name, rows]): Array<[string, ElementRow[]]> =>
	Array.isArray(rows) ? [[name, rows.map(withoutConditions)]] : [],
);

/** Without the conditions under which the server keeps a value, so that any values can be combined. */
function withoutConditions(row: ElementRow): ElementRow {
	const free = { ...row, ...(row.of && { of: row.of.map(withoutConditions) }) };
	delete free.keptWhile;
	delete free.fixed;
	return free;
}

test('reads back unchanged what it writes', async () => {
	await fc.assert(
		fc.asyncProperty(objects(ROWS), async (value) => {
			const { xml } = serializeDocument(value, { root: 'thing', rows: ROWS, isNew: false, sendUnknown: false });
			expect(await read(xml, ROWS)).toEqual(value);
		}),
		{ numRuns: RUNS },
	);
});

test('reads the same result from the JSON of the server', async () => {
	await fc.assert(
		fc.asyncProperty(objects(ROWS), async (value) => {
			const body = Readable.from([Buffer.from(JSON.stringify({ thing: value }))]);
			const document = await readDocument({ status: 200, headers: {}, body });
			expect(await normalizeObject(document?.thing, ROWS)).toEqual(value);
		}),
		{ numRuns: RUNS },
	);
});

test('covers the elements of more than 60 resources', () => expect(forms.length).toBeGreaterThan(60));

test.each(forms)(
	'%s: reads back unchanged what it writes',
	async (_, rows) => {
		await fc.assert(
			fc.asyncProperty(objects(rows), async (value) => {
				const { xml } = serializeDocument(value, { root: 'thing', rows, isNew: false, sendUnknown: false });
				// Jest's own comparison of large objects is slower than everything else.
				const back = await read(xml, rows);
				if (!isDeepStrictEqual(back, value)) expect(back).toEqual(value);
			}),
			{ numRuns: RUNS },
		);
	},
	600_000,
);
