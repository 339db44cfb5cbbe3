import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { run } from '../harness/command';
import { ROOT } from '../harness/root';
import type { Surroundings } from './compare';
import { machine } from './machine';
import { writeMarked } from '../harness/replaceSection';
import { findHttpRequest } from './nodesBase';
import { FULL, type Part, QUICK } from './suite';
import { PARTS } from './suites';
import { type Done, headlines, README, report, RESULTS } from './report';

const HELP = `Usage: npm run bench -- [options]

Measures the package beside n8n's own ways to do the same, against the simulator behind a simulated distance.
The whole takes about 25 minutes and writes bench/RESULTS.md and the figures of the README.

  --quick             Everything smaller, 2 rounds, some minutes; prints only
  --only <name>       Only this part; prints only: ${PARTS.map(({ name }) => name).join(', ')}
  --profile <folder>  Puts a CPU profile of everything that is measured there; the times are then too long
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
	const parts = PARTS.filter(({ name }) => values.only === undefined || name === values.only);
	if (parts.length === 0) throw new Error(`there is no part "${values.only}", see --help`);

	await run('npm', ['run', 'build'], { cwd: ROOT, timeoutMs: 120_000 });
	const plan = values.quick ? QUICK : FULL;
	const httpRequest = await findHttpRequest();
	if (values.profile !== undefined) mkdirSync(values.profile, { recursive: true });
	const surroundings: Surroundings = { repeats: plan.repeats, httpRequest, profiles: values.profile, say };
	const done: Done[] = [];
	for (const part of parts) done.push(await runPart(part, plan, surroundings));

	const found = report(done, await machine(httpRequest));
	console.log(`\n${found}\n`);
	const whole = !values.quick && values.only === undefined && values.profile === undefined;
	if (whole) {
		await writeMarked(RESULTS, 'bench', found);
		await writeMarked(README, 'bench', headlines(done));
		await run('npx', ['prettier', '--write', RESULTS, README], { cwd: ROOT, timeoutMs: 60_000 });
	}
	return done.every(({ error }) => error === undefined);
}

/** A part that fails does not take the others with it. */
async function runPart(part: Part, plan: typeof FULL, surroundings: Surroundings): Promise<Done> {
	say(part.title);
	try {
		return { part, section: await part.run(plan, surroundings) };
	} catch (error) {
		console.error(error);
		return { part, error: error instanceof Error ? error.message : String(error) };
	}
}

const started = performance.now();

function say(what: string): void {
	console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${what}`);
}

main().then(
	(passed) => process.exit(passed ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
