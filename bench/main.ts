import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCommand } from '../harness/command';
import { ROOT } from '../harness/root';
import type { RunContext } from './compare';
import { describeMachine } from './machine';
import { replaceSection } from '../harness/replaceSection';
import { findHttpRequest } from './nodesBase';
import { FULL, type Suite, QUICK } from './suite';
import { SUITES } from './suites';
import { formatSuite, HEADLINES, nameSection, README, RESULTS, type SuiteOutcome, updateHeadlines } from './report';

const HELP = `Usage: npm run bench -- [options]

Compares the package with n8n's own ways to do the same, against the simulator with simulated latency.
A full run takes about 30 minutes. Each suite writes its section of bench/RESULTS.md and its rows in the README.

  --quick             A smaller run with 2 rounds, a few minutes, which only prints
  --only <name>       Only this suite: ${SUITES.map(({ name }) => name).join(', ')}
  --profile <folder>  Writes CPU profiles to this folder and only prints, because the measured times are then too long
  --help              This text
`;

async function main(): Promise<boolean> {
	const text = { type: 'string' } as const;
	const flag = { type: 'boolean' } as const;
	const { values } = parseArgs({ options: { quick: flag, only: text, profile: text, help: flag } });
	if (values.help) {
		console.log(HELP);
		return true;
	}
	const suites = SUITES.filter(({ name }) => values.only === undefined || name === values.only);
	if (suites.length === 0) throw new Error(`There is no suite "${values.only}". See --help`);

	await runCommand('npm', ['run', 'build'], { cwd: ROOT });
	const plan = values.quick ? QUICK : FULL;
	const httpRequest = await findHttpRequest();
	if (values.profile !== undefined) mkdirSync(values.profile, { recursive: true });
	const context: RunContext = { repeats: plan.repeats, httpRequest, profiles: values.profile, log };
	const done: SuiteOutcome[] = [];
	for (const suite of suites) done.push(await runPart(suite, plan, context));

	const machine = await describeMachine(httpRequest);
	const succeeded = done.filter(({ error }) => error === undefined);
	for (const outcome of done) console.log(`\n${formatSuite(outcome, machine)}\n`);
	if (!values.quick && values.profile === undefined) {
		for (const outcome of succeeded) {
			await replaceSection(RESULTS, nameSection(outcome.suite), formatSuite(outcome, machine));
		}
		await replaceSection(README, HEADLINES, (table) => updateHeadlines(table, succeeded));
		await runCommand('npx', ['prettier', '--write', RESULTS, README], { cwd: ROOT });
	}
	return done.every(({ error }) => error === undefined);
}

/** A failing suite does not stop the others. */
async function runPart(suite: Suite, plan: typeof FULL, context: RunContext): Promise<SuiteOutcome> {
	log(suite.title);
	try {
		return { suite, section: await suite.run(plan, context) };
	} catch (error) {
		console.error(error);
		return { suite, error: error instanceof Error ? error.message : String(error) };
	}
}

const started = performance.now();

function log(what: string): void {
	console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${what}`);
}

main().then(
	(passed) => process.exit(passed ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
