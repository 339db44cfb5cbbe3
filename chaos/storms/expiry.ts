import type { Simulator } from '../../simulator';
import { TestBench } from '../../harness/testBench';
import type { SuiteOptions } from '../suite';
import type { Storm } from './storm';

const COMPUTERS = 1_000;
const PAGE = 10;
const LIFETIME_SECONDS = 60;
/** Far less than the margin before a token expires, divided by the requests that are in flight. */
const SECONDS_PER_REQUEST = 1;

/**
 * Reading a list outlives several tokens: none expires on the way, as each request checks the clock first. The clocks of both sides
 * advance with the requests, so that a stalled process cannot send a token late.
 */
export const expiry: Storm = {
	name: 'expiry during paging',
	async run({ seed, secrets }: SuiteOptions) {
		const started = [Date.now(), performance.now()] as const;
		const sides: { simulator?: Simulator } = {};
		const elapsed = () => (sides.simulator?.stats.requests ?? 0) * SECONDS_PER_REQUEST * 1000;
		const bench = await TestBench.open({ seed, computers: COMPUTERS, now: () => started[0] + elapsed() });
		const { simulator } = bench;
		sides.simulator = simulator;
		const { now } = performance;
		performance.now = () => started[1] + elapsed();
		const output = secrets.createCollector(simulator);
		bench.signInAs(
			simulator.addClient({ roles: ['Simulator Administrator'], accessTokenLifetimeSeconds: LIFETIME_SECONDS }),
		);
		const run = await bench
			.pro('computer', 'getAll', { returnAll: true, output: 'simplified', options: { pageSize: PAGE } })
			.finally(() => (performance.now = now));
		output.add(run.run);
		output.finish();
		await bench.simulator.close();
		const { tokens, unauthorized } = simulator.stats;
		const isWhole = run.error === undefined && run.json.every(({ id }, index) => id === String(index + 1));
		return {
			observed: `${COMPUTERS} rows, ${tokens} tokens of ${LIFETIME_SECONDS} seconds, ${unauthorized} responses of 401`,
			isCorrect: isWhole && run.json.length === COMPUTERS && tokens >= 3 && unauthorized === 0,
		};
	},
};
