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

const goalRow = ({ what, measured, met }: Goal): string[] => [what, measured, met ? 'yes' : 'no'];

/** All suites as Markdown, the goals first. */
export function formatReport(done: readonly SuiteOutcome[], context: string): string {
	const goals = done.flatMap(({ suite, section }) =>
		(section?.goals ?? []).map((goal) => goalRow({ ...goal, what: `${suite.title}: ${goal.what}` })),
	);
	return [
		context,
		'Every figure is the median of its rounds, with the least and the most in brackets; a ratio is the median of the ratios of each round. What is measured runs in a fresh process that has warmed up, server and latency in processes of their own.',
		'## Goals',
		formatTable(['goal', 'seen', 'met'], goals),
		...done.flatMap(({ suite, section, error }) => [`## ${suite.title}`, section?.text ?? `Failed: ${error}`]),
	].join('\n\n');
}

/** The table of the README. */
export function formatHeadlines(done: readonly SuiteOutcome[]): string {
	const rows = done.flatMap(({ section }) => section?.headlines ?? []);
	return formatTable(['', 'Node of this package', 'HTTP Request node', "Loop over n8n's request helper"], rows);
}
