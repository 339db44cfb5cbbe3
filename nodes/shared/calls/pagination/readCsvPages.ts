import { isDeepStrictEqual } from 'node:util';
import { JamfError } from '../../transport/errors/errors';
import { MAX_PAGE_SIZE } from './pageQueue';

/** The default page size of exports (jamf-behavior 3.6). If the first page has fewer rows, there are no others. */
const DEFAULT_PAGE_SIZE = 100;

/** This many equal pages in a row mean that the server always sends the same one. */
const MAX_EQUAL_PAGES = 50;

/**
 * Reads a CSV export to its end: the header of the first page and the rows of all pages. The export ends with a page without rows, because
 * the server does not report a count and may return smaller pages than requested.
 *
 * @throws JamfError when the server repeats a page
 */
export async function readCsvPages(fetchPage: (page: number, size: number) => Promise<string>): Promise<string[]> {
	const first = await fetchPage(0, MAX_PAGE_SIZE);
	const [header = '', ...rows] = splitCsvRecords(first);
	const pages = [first];
	let [previous, count, equal] = [rows, rows.length, 0];
	for (let page = 1; count >= DEFAULT_PAGE_SIZE; page++) {
		const records = splitCsvRecords(await fetchPage(page, MAX_PAGE_SIZE));
		const further = records[0]?.trimEnd() === header.trimEnd() ? records.slice(1) : records;
		if (further.length === 0) break;
		equal = isDeepStrictEqual(further, previous) ? equal + 1 : 0;
		if (equal > 0) {
			// More rows than requested: a server that does not paginate returns all of them.
			if (page === 1 && count > MAX_PAGE_SIZE) break;
			if (equal === MAX_EQUAL_PAGES || !areEqual(further)) throw repeatedPage();
		}
		pages.push(endLine(pages.at(-1) ?? ''), further.join(''));
		[previous, count] = [further, further.length];
	}
	return pages;
}

/** Records with their line endings. A line break in a quoted field does not end a record. */
export function splitCsvRecords(text: string): string[] {
	return (
		text.match(/(?:"[^"]*"?|[^"\r\n]+)+(?:\r\n|\r|\n|$)|\r\n|\r|\n/g)?.filter((record) => record.trim() !== '') ?? []
	);
}

/** As in an export of a column with one value, where equal pages are no repetition. */
function areEqual(rows: string[]): boolean {
	return new Set(rows.map((row) => row.trimEnd())).size === 1;
}

function endLine(page: string): string {
	return page === '' || /[\r\n]$/.test(page) ? '' : '\r\n';
}

function repeatedPage(): JamfError {
	return new JamfError(
		'INCOMPLETE_LIST',
		'The export is incomplete: the server repeats a page instead of sending the next one.',
		'Nothing was returned, so that a part is not mistaken for the whole export. Try again later, or set Page and Page Size to export one page.',
	);
}
