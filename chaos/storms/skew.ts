import { setTimeout as wait } from 'node:timers/promises';
import { locator, TestBench } from '../../harness/testBench';
import type { SuiteOptions } from '../suite';
import type { Storm } from './storm';

const MINUTES = 10;

/** The clocks of n8n and the server differ, or n8n's clock jumps: lifetimes count from the exchange, so there is no effect. */
export const skew: Storm = {
	name: `clock skew of +-${MINUTES} minutes`,
	async run({ seed, secrets }: SuiteOptions) {
		const { now } = Date;
		const observed: string[] = [];
		let isCorrect = true;
		for (const server of [-MINUTES, 0, MINUTES]) {
			const bench = await TestBench.open({ seed, now: () => now() + server * 60_000 });
			const { simulator } = bench;
			const output = secrets.createCollector(simulator);
			const get = async () => {
				const run = await bench.pro('building', 'get', { id: locator('id', '1') });
				output.add(run.run);
				return run.error === undefined;
			};
			let good = await get();
			for (const client of [-MINUTES, MINUTES]) {
				Date.now = () => now() + client * 60_000;
				for (let round = 0; round < 3; round++) {
					good = (await get()) && good;
					await wait(5);
				}
				Date.now = now;
			}
			const { tokens, unauthorized } = simulator.stats;
			isCorrect = isCorrect && good && tokens === 1 && unauthorized === 0;
			observed.push(`server ${server} min: ${tokens} token exchange, ${unauthorized} responses of 401`);
			output.finish();
			await simulator.close();
		}
		return { observed: observed.join('; '), isCorrect };
	},
};
