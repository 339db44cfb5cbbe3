import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const DOCUMENTS = ['docs/jamf-behavior.md', 'docs/jamf-behavior-classic.md'];
const CERTAINTIES = ['documented', 'observed', 'reported', 'inferred'];
/** Section 9 has its sources in a table, and section 12 lists what no source answers. */
const COLLECTIVE_SOURCES = ['the issues in this table', 'all sources'];
/** What can follow the name of a source: a page, an issue, or a release. */
const SOURCE_DETAIL = /^(?:: .+| (?:issue|pull request) \d+| release notes \d.*)$/;
const TEXT_FILE = /\.(ts|js|mjs|json|md|ya?ml|sh)$/;

interface Section {
	number: string;
	/** The body, including that of subsections. */
	text: string;
}

/** The numbered sections of both documents. */
function readSections(): Section[] {
	return DOCUMENTS.flatMap((file) => {
		const headings = [...read(file).matchAll(/^(#{2,4}) (?:(\d+(?:\.\d+)*) )?.+$/gm)];
		return headings.flatMap((heading, position) => {
			const [line, marks = '', number] = heading;
			if (number === undefined) return [];
			const end = headings.slice(position + 1).find(([, other = '']) => other.length <= marks.length);
			return [{ number, text: read(file).slice(heading.index + line.length, end?.index) }];
		});
	});
}

function read(file: string): string {
	return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Tracked files, and new files that are not ignored, so that a citation is checked before it is committed. */
function listTextFiles(): string[] {
	const output = execFileSync(
		'git',
		['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
		{
			cwd: ROOT,
			encoding: 'utf8',
		},
	);
	const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: ROOT, encoding: 'utf8' }).split('\0');
	return output.split('\0').filter((file) => TEXT_FILE.test(file) && !deleted.includes(file));
}

/** White space in a citation, where a comment can break the line. */
const GAP = String.raw`\s+(?:(?:\*|//|#)\s+)?`;
const NUMBER = String.raw`\d+(?:\.\d+)*`;
/** `jamf-behavior 5.2`, `jamf-behavior 5.2, 6.1`, `jamf-behavior 3.1 to 3.3`. */
const CITATION = new RegExp(
	String.raw`jamf-behavior(?:${GAP})(${NUMBER}(?:(?:,|,? and|,? or| to)${GAP}\d+\.\d+)*)`,
	'g',
);
const OLD_CITATION = new RegExp(String.raw`\bfacts(?:${GAP})\d`);

function findCitations(text: string): string[] {
	return [...text.matchAll(CITATION)].flatMap(([, numbers = '']) => numbers.match(new RegExp(NUMBER, 'g')) ?? []);
}

const sections = readSections();
const files = listTextFiles().map((file) => ({ file, text: read(file) }));

test('every section number is unique across both documents', () => {
	const numbers = sections.map(({ number }) => number);
	expect(numbers.length).toBeGreaterThan(100);
	expect(numbers.filter((number, position) => numbers.indexOf(number) !== position)).toEqual([]);
});

test('every citation in the repository names a section', () => {
	const known = new Set(sections.map(({ number }) => number));
	const citations = files.flatMap(({ file, text }) => findCitations(text).map((number) => ({ file, number })));
	expect(citations.length).toBeGreaterThan(200);
	expect(citations.filter(({ number }) => !known.has(number))).toEqual([]);
});

test('no citation uses the old form', () => {
	expect(files.filter(({ text }) => OLD_CITATION.test(text)).map(({ file }) => file)).toEqual([]);
});

test('every section has a fact with its certainty and source', () => {
	const marker = new RegExp(String.raw`\[(?:${CERTAINTIES.join('|')}): [^\][]+\]`);
	expect(sections.filter(({ text }) => !marker.test(text)).map(({ number }) => number)).toEqual([]);
});

test('every marker has a defined certainty and a listed source', () => {
	const [, table = ''] = /^## Sources$(.+?)^## /ms.exec(read('docs/jamf-behavior.md')) ?? [];
	const names = [...table.matchAll(/^\| ([\w/][^|]*?) +\|/gm)].flatMap(([, name = '']) => name.split(', '));
	const isListed = (source: string) =>
		names.some((name) => source === name || SOURCE_DETAIL.test(source.replace(name, '')));
	const isIssue = (source: string) => /^[\w-]+\/[\w-]+(?: (?:issue|pull request) \d+)?$/.test(source);
	const isComplete = (part: string) => {
		const [, certainty = '', sources = ''] = /^(\w+): (.+)$/.exec(part) ?? [];
		return (
			CERTAINTIES.includes(certainty) &&
			sources.split(', ').every((source) => isListed(source) || isIssue(source) || COLLECTIVE_SOURCES.includes(source))
		);
	};
	const parts = DOCUMENTS.flatMap((file) => [...read(file).matchAll(/\[(\w+: [^\][]+)\](?!\()/g)]).flatMap(
		([, marker = '']) => marker.split('; '),
	);
	expect(parts.filter((part) => !isComplete(part))).toEqual([]);
});

test.each([
	['one', '// jamf-behavior 5.3: last entry only', ['5.3']],
	['several', '(jamf-behavior 5.2, 6.1)', ['5.2', '6.1']],
	['two with and', '/** jamf-behavior 5.1 and 5.5: by name */', ['5.1', '5.5']],
	['a range', '(jamf-behavior 3.1 to 3.3)', ['3.1', '3.3']],
	['a chapter', '(jamf-behavior 8: 409)', ['8']],
	['one on two lines', '(PI-827, jamf-behavior\n * 5.7)', ['5.7']],
])('finds %s', (_, text, expected) => {
	expect(findCitations(text)).toEqual(expected);
});
