import fc from 'fast-check';
import { readCsvPages, splitCsvRecords } from '../../../nodes/shared/calls/pagination/readCsvPages';

const HEADER = 'id,note\r\n';
const row = (id: number) => `${id},"line one\nline ""two"" of ${id}, with a comma"\r\n`;

/** A server that exports rows 1 to `total`, at most `maxSize` of them per page. */
function exporter(total: number, maxSize: number, rowOf = row) {
	const pages: number[] = [];
	const fetchPage = async (page: number, requested: number) => {
		pages.push(page);
		const size = Math.min(requested, maxSize);
		const count = Math.max(0, Math.min(size, total - page * size));
		return await Promise.resolve(
			HEADER + Array.from({ length: count }, (_, index) => rowOf(page * size + index + 1)).join(''),
		);
	};
	return { fetchPage, pages };
}

test.each([
	[0, 2000, 1],
	[1, 2000, 1],
	[99, 2000, 1],
	[100, 2000, 2],
	[250, 2000, 2],
	[2000, 2000, 2],
	[4500, 2000, 4],
	[250, 100, 3],
])('exports %i rows, %i per page, in %i requests', async (total, maxSize, requests) => {
	const { fetchPage, pages } = exporter(total, maxSize);
	const expected = HEADER + Array.from({ length: total }, (_, index) => row(index + 1)).join('');
	expect((await readCsvPages(fetchPage)).join('')).toBe(expected);
	expect(pages).toEqual(Array.from({ length: requests }, (_, page) => page));
});

test('fails when every page is answered with the first one', async () => {
	const { fetchPage } = exporter(5000, 100);
	await expect(readCsvPages(async (_, size) => await fetchPage(0, size))).rejects.toMatchObject({
		code: 'INCOMPLETE_LIST',
		message: 'The export is incomplete: the server repeats a page instead of sending the next one.',
	});
});

test('exports pages that begin with the same row', async () => {
	// A column with few values: every page of 100 rows begins with Berlin.
	const cities = (page: number) => ['Berlin', ...Array.from({ length: 99 }, () => (page === 0 ? 'Munich' : 'Paris'))];
	const pages = [0, 1].map((page) => ['city', ...cities(page)].join('\r\n'));
	const read = await readCsvPages(async (page) => await Promise.resolve(pages[page] ?? 'city'));
	expect(read.join('').split('\r\n')).toEqual(['city', ...cities(0), ...cities(1)]);
});

const berlin = () => 'Berlin\r\n';

test.each([4000, 4500, 100_000])('exports %i equal rows', async (total) => {
	const { pages, fetchPage } = exporter(total, 2000, berlin);
	expect(splitCsvRecords((await readCsvPages(fetchPage)).join(''))).toHaveLength(total + 1);
	expect(pages).toHaveLength(Math.ceil(total / 2000) + 1);
});

test('fails when a server never stops sending equal rows', async () => {
	const { pages, fetchPage } = exporter(60 * 2000, 2000, berlin);
	await expect(readCsvPages(fetchPage)).rejects.toMatchObject({ code: 'INCOMPLETE_LIST' });
	expect(pages).toHaveLength(51);
});

test('fails when a page of which only some rows are equal is repeated', async () => {
	const { fetchPage } = exporter(6000, 2000, (id) => row(Math.min(id % 2000, 1998)));
	await expect(readCsvPages(fetchPage)).rejects.toMatchObject({ code: 'INCOMPLETE_LIST' });
});

test('returns all rows of a server that sends them in one page', async () => {
	const { fetchPage } = exporter(5000, Infinity);
	const pages = await readCsvPages(async () => await fetchPage(0, 5000));
	expect(splitCsvRecords(pages.join(''))).toHaveLength(5001);
});

test('adds the missing line end of a page, and keeps a page without a header', async () => {
	const rows = (first: number) => Array.from({ length: 100 }, (_, index) => `${first + index}`);
	const pages = [['id', ...rows(0)].join('\n'), rows(100).join('\n'), ''];
	const read = await readCsvPages(async (page) => await Promise.resolve(pages[page] ?? ''));
	expect(read.join('').split(/\r?\n/)).toEqual(['id', ...rows(0), ...rows(100)]);
});

test('splits any CSV into records that concatenate to the original text', () => {
	const cell = fc.oneof(
		fc.string({ unit: fc.constantFrom('a', 'é', ' ', ';', '-'), minLength: 1 }).map((text) => `x${text}`),
		fc.string({ unit: fc.constantFrom('a', ',', '\n', '\r', '""') }).map((text) => `"${text}"`),
	);
	const record = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(','));
	fc.assert(
		fc.property(fc.array(record, { maxLength: 20 }), fc.constantFrom('\n', '\r\n'), (records, end) => {
			const lines = records.map((each) => `${each}${end}`);
			expect(splitCsvRecords(lines.join(''))).toEqual(lines);
		}),
		{ numRuns: 500 },
	);
});
