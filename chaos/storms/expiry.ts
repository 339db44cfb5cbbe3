import { TestBench } from '../../harness/testBench';
import type { SuiteOptions } from '../suite';
import type { Storm } from './storm';

const COMPUTERS = 1_000;
const PAGE = 10;

/** Reading a list outlives several tokens: none expires in transit, because each request checks the clock first. */
export const expiry: Storm = {
	name: 'expiry during paging',
	async run({ seed, secrets }: SuiteOptions) {
		const bench = await TestBench.open({ seed, computers: COMPUTERS });
		const { simulator } = bench;
		const output = secrets.createCollector(simulator);
		bench.signInAs(simulator.addClient({ roles: ['Simulator Administrator'], accessTokenLifetimeSeconds: 1 }));
		// Slow responses, not slow requests: tokens are checked on arrival, and a token of one second has a margin of only 0.2 s.
		simulator.fault({ kind: 'slowBody', bytesPerChunk: 3_000, intervalMs: 40, path: /computers-inventory/ });
		const run = await bench.pro('computer', 'getAll', { returnAll: true, simplify: true, options: { pageSize: PAGE } });
		output.add(run.run);
		output.finish();
		await bench.simulator.close();
		const { tokens, unauthorized } = simulator.stats;
		// Without the check every token but the last is rejected once. A stalled process may still send one late.
		const isRenewedInTime = unauthorized * 2 < tokens;
		const isWhole = run.error === undefined && run.json.every(({ id }, index) => id === String(index + 1));
		return {
			observed: `${COMPUTERS} rows, ${tokens} tokens of one second, ${unauthorized} answers of 401`,
			isCorrect: isWhole && run.json.length === COMPUTERS && tokens >= 3 && isRenewedInTime,
		};
	},
};
