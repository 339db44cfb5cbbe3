import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type SuiteResult, type Suite, formatRepeatCommand } from './suite';
import { SUITES } from './suites';
import { toMarkdown } from './results';
import { SecretSearch } from './secrets';

const HELP = `Usage: npm run chaos -- [options]

  --seed <n>     Seed of the random faults and inputs; default 1
  --quick        A smaller run, as in npm test
  --only <suite>  ${SUITES.map(({ name }) => name).join(', ')}
  --help         This text
`;

const OPTIONS = {
	seed: { type: 'string' },
	quick: { type: 'boolean' },
	only: { type: 'string' },
	help: { type: 'boolean' },
} as const;

const MAX_SHOWN = 20;

async function main(): Promise<boolean> {
	const { seed: text = '1', quick = false, only, help } = parseArgs({ options: OPTIONS }).values;
	if (help) {
		console.log(HELP);
		return true;
	}
	const seed = Number(text);
	const suites = SUITES.filter(({ name }) => only === undefined || name === only);
	if (!Number.isSafeInteger(seed) || suites.length === 0) throw new Error(HELP);
	const secrets = new SecretSearch();
	const outcomes: Array<[Suite, SuiteResult]> = [];
	for (const suite of suites) {
		const started = performance.now();
		const outcome = await suite.run({ seed, quick, secrets });
		outcome.figures.push(['seconds', Math.round((performance.now() - started) / 1000)]);
		outcomes.push([suite, outcome]);
		show(suite, outcome, seed, quick);
	}
	const searched: SuiteResult = {
		figures: [
			['secrets and tokens searched for', secrets.secrets],
			['characters searched', secrets.characters],
			['hits', secrets.hits.length],
		],
		failures: secrets.hits,
	};
	const search = { name: only ?? 'all', title: 'Secrets', run: async () => searched };
	show(search, searched, seed, quick);
	outcomes.push([search, searched]);
	const failures = outcomes.reduce((sum, [, { failures: some }]) => sum + some.length, 0);
	console.log(`\n${failures === 0 ? 'no failure' : `${failures} failures`}, seed ${seed}`);
	if (!quick && only === undefined) writeFileSync(path.join(__dirname, 'RESULTS.md'), toMarkdown(outcomes, seed));
	return failures === 0;
}

function show(suite: Suite, { figures, table, failures }: SuiteResult, seed: number, quick: boolean): void {
	console.log(`\n${suite.title}`);
	if (table !== undefined) console.log(`\n${table}\n`);
	for (const [what, value] of figures) console.log(`  ${what}: ${value}`);
	for (const failure of failures.slice(0, MAX_SHOWN)) console.log(`  FAILED ${failure}`);
	if (failures.length > 0)
		console.log(`  ${failures.length} failed; repeat with: ${formatRepeatCommand(suite, seed, quick)}`);
}

let isDone = false;
process.on('exit', () => {
	if (isDone) return;
	console.error('The process ended early: a promise never settled');
	process.exitCode = 1;
});
main()
	.then((isGood) => {
		process.exitCode = isGood ? 0 : 1;
	})
	.catch((error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	})
	.finally(() => {
		isDone = true;
		process.exit();
	});
