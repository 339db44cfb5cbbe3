import path from 'node:path';
import { ROOT } from '../harness/root';
import type { Goal, Part, Section } from './suite';
import { table } from './text';

export interface Done {
	part: Part;
	/** Without one it failed. */
	section?: Section;
	error?: string;
}

export const README = path.join(ROOT, 'README.md');
export const RESULTS = path.join(__dirname, 'RESULTS.md');

const goalRow = ({ what, seen, met }: Goal): string[] => [what, seen, met ? 'yes' : 'no'];

/** All parts as Markdown, the goals first. */
export function report(done: readonly Done[], surroundings: string): string {
	const goals = done.flatMap(({ part, section }) =>
		(section?.goals ?? []).map((goal) => goalRow({ ...goal, what: `${part.title}: ${goal.what}` })),
	);
	return [
		surroundings,
		'Every figure is the median of its rounds, with the least and the most in brackets; a ratio is the median of the ratios of each round. What is measured runs in a fresh process that has warmed up, server and latency in processes of their own.',
		'## Goals',
		table(['goal', 'seen', 'met'], goals),
		...done.flatMap(({ part, section, error }) => [`## ${part.title}`, section?.text ?? `Failed: ${error}`]),
	].join('\n\n');
}

/** What the README shows. */
export function headlines(done: readonly Done[]): string {
	const rows = done.flatMap(({ section }) => section?.headlines ?? []);
	return table(['', 'Node of this package', 'HTTP Request node', "Loop over n8n's request helper"], rows);
}
