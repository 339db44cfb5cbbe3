import { setTimeout as wait } from 'node:timers/promises';
import { locator, TestBench } from '../../harness/testBench';
import type { SuiteOptions } from '../suite';
import type { Storm } from './storm';

const EXECUTIONS = 50;
/** Enough that more requests are sent between two revocations than can be queued: a request that got 401 is queued again, and must not meet the next revocation. */
const ITEMS = 60;
const REVOCATIONS = 3;

/** Revokes all tokens several times while fifty executions share one: none fails, and each time one exchange is enough. */
export const revocation: Storm = {
	name: `revocation of every token under ${EXECUTIONS} executions`,
	async run({ seed, quick, secrets }: SuiteOptions) {
		const bench = await TestBench.open({ seed });
		const { simulator } = bench;
		const output = secrets.createCollector(simulator);
		simulator.fault({ kind: 'latency', ms: 5 });
		const input = Array.from({ length: quick ? 2 : ITEMS }, (_, index) => ({ json: { id: 1 + (index % 5) } }));
		const parameters = { id: locator('id', '={{ $json.id }}') };
		const executions = Array.from({ length: EXECUTIONS }, async (_, number) => {
			const run = await bench.pro('building', 'get', parameters, { input, executionId: String(number) });
			output.add(run.run);
			return run.error === undefined && run.items.length === input.length;
		});
		const total = EXECUTIONS * input.length;
		for (let round = 1; round <= REVOCATIONS; round++) {
			while (simulator.stats.requests < (total * round) / (REVOCATIONS + 1)) await wait(1);
			simulator.revokeTokens();
		}
		const good = (await Promise.all(executions)).filter(Boolean).length;
		output.finish();
		await simulator.close();
		const { tokens, unauthorized } = simulator.stats;
		return {
			observed: `${good} succeeded; ${REVOCATIONS} revocations, ${unauthorized} responses of 401, ${tokens} token exchanges`,
			isCorrect: good === EXECUTIONS && unauthorized > 0 && tokens <= 1 + REVOCATIONS,
		};
	},
};
