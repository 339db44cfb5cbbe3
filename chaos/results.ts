import os from 'node:os';
import type { SuiteResult, Suite } from './suite';

/** The results of a whole run as Markdown. */
export function toMarkdown(outcomes: ReadonlyArray<readonly [Suite, SuiteResult]>, seed: number): string {
	const machine = `${os.availableParallelism()} cores, Node ${process.version}, seed ${seed}, ${new Date().toISOString().slice(0, 10)}`;
	const sections = outcomes.map(([{ title }, { figures, table, failures }]) =>
		[
			`## ${title}`,
			'',
			...figures.map(([what, value]) => `- ${what}: ${value}`),
			`- failures: ${failures.length}`,
			...(table === undefined ? [] : ['', LEGEND, '', table]),
		].join('\n'),
	);
	return [`# Results of \`npm run chaos\``, '', machine, '', sections.join('\n\n'), ''].join('\n');
}

const LEGEND =
	'Each cell: one fault / permanent fault. `ok`: success; `no`: one clear error, nothing applied; `?`: one clear error with unknown outcome.';
