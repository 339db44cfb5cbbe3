import { setTimeout as wait } from 'node:timers/promises';
import { locator, TestBench } from '../../harness/testBench';
import { readClaim, formatError } from '../oracle';
import type { SuiteOptions } from '../suite';
import type { Storm } from './storm';

const SECONDS = 30;
const EXECUTIONS = 10;
/** Attempts of the token exchange for one execution. */
const MAX_ATTEMPTS = 4;

/** The token endpoint is down for half a minute: executions fail clearly after a few attempts, nothing is written, and it recovers. */
export const outage: Storm = {
	name: 'a token endpoint that is down for 30 s',
	async run({ seed, quick, secrets }: SuiteOptions) {
		const bench = await TestBench.open({ seed });
		const { simulator } = bench;
		const output = secrets.createCollector(simulator);
		const heal = simulator.fault({ kind: 'status', status: 503, path: /oauth/ });
		const until = performance.now() + (quick ? 1 : SECONDS) * 1000;
		const failed: string[] = [];
		let longest = 0;
		const create = async (name: string) => {
			const fields = { bodyMode: 'fields', fields: { mappingMode: 'defineBelow', value: { name } } };
			const started = performance.now();
			const run = await bench.pro('building', 'create', fields, { executionId: name });
			longest = Math.max(longest, performance.now() - started);
			output.add(run.run);
			return run;
		};
		const loop = async (_: unknown, lane: number) => {
			for (let round = 0; performance.now() < until; round++) {
				const { error } = await create(`Never ${lane} ${round}`);
				failed.push(error === undefined ? '' : formatError(error));
				await wait(100);
			}
		};
		await Promise.all(Array.from({ length: quick ? 2 : EXECUTIONS }, loop));
		const exchanges = simulator.journal.filter(({ path }) => path.endsWith('/oauth/token')).length;
		const written = simulator.journal.filter(({ path }) => !path.endsWith('/oauth/token')).length;
		heal();
		const after = await bench.pro('building', 'get', { id: locator('id', '1') });
		output.finish();
		await simulator.close();
		const clear = failed.filter(
			(text) => /cannot issue access tokens/.test(text) && readClaim(text) === 'not done',
		).length;
		return {
			observed: `${failed.length} executions failed, ${clear} with a clear error, the slowest after ${(longest / 1000).toFixed(1)} s; ${exchanges} token exchanges, ${written} other requests; the next execution ${after.error === undefined ? 'succeeded' : 'failed'}`,
			isCorrect:
				clear === failed.length &&
				failed.length > 0 &&
				written === 0 &&
				exchanges <= MAX_ATTEMPTS * failed.length &&
				after.error === undefined,
		};
	},
};
