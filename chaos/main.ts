import { parseArgs } from 'node:util';
import { PARTS } from './parts';
import { SecretSearch } from './secrets';
import type { Outcome } from './part';

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: { seed: { type: 'string' }, quick: { type: 'boolean' }, only: { type: 'string' } },
	});
	const seed = Number(values.seed ?? 1);
	const secrets = new SecretSearch();
	let failed = 0;
	for (const part of PARTS.filter(({ name }) => !values.only || name === values.only)) {
		const started = performance.now();
		const outcome: Outcome = await part.run({ seed, quick: values.quick === true, secrets });
		console.log(`\n${part.title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
		if (outcome.table) console.log(`${outcome.table}\n`);
		for (const [what, value] of outcome.figures) console.log(`  ${what}: ${value}`);
		for (const failure of outcome.failures) console.log(`  FAILED ${failure}`);
		failed += outcome.failures.length;
	}
	console.log(`secrets ${secrets.secrets}, ${secrets.characters} characters, ${secrets.hits.length} hits`);
	for (const hit of secrets.hits.slice(0, 5)) console.log(hit);
	return failed === 0;
}

main().then(
	(ok) => {
		process.exitCode = ok ? 0 : 1;
	},
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
