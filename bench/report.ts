import path from 'node:path';
import { ROOT } from '../harness/root';
import type { Goal, Suite, Section } from './suite';
import { formatTable } from './text';

export interface SuiteOutcome {
	suite: Suite;
	/** Missing when the suite failed. */
	section?: Section;
	error?: string;
}

export const README = path.join(ROOT, 'README.md');
export const RESULTS = path.join(__dirname, 'RESULTS.md');

export const HEADLINES = 'bench';

/** The section of a suite in the results. */
export const nameSection = ({ name }: Pick<Suite, 'name'>): string => `bench-${name}`;

const goalRow = ({ what, measured, met }: Goal): string[] => [what, measured, met ? 'yes' : 'no'];

/** One suite as Markdown: where and when it was measured, its goals, its figures. */
export function formatSuite({ suite, section, error }: SuiteOutcome, context: string): string {
	const goals = (section?.goals ?? []).map(goalRow);
	return [
		`## ${suite.title}`,
		context,
		...(goals.length === 0 ? [] : [formatTable(['goal', 'measured', 'met'], goals)]),
		section?.text ?? `Failed: ${error}`,
	].join('\n\n');
}

/** The table of the README: the new rows in place of those with the same title. */
export function updateHeadlines(table: string, done: readonly SuiteOutcome[]): string {
	const rows = new Map(readRows(table).map((row) => [row[0], row]));
	for (const { section } of done) for (const row of section?.headlines ?? []) rows.set(row[0], row);
	return formatTable(
		['', 'Node of this package', 'HTTP Request node', "Loop over n8n's request helper"],
		[...rows.values()],
	);
}

/** The rows of a Markdown table, without its head. */
function readRows(table: string): string[][] {
	const lines = table.trim().split('\n').slice(2);
	return lines.map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}
