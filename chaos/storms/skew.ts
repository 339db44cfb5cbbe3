import { setTimeout as wait } from 'node:timers/promises';
import { locator, Stage } from '../../harness/testBench';
import type { Given } from '../suite';
import type { Storm } from './storm';

const MINUTES = 10;

/** The clocks of n8n and of the server differ, or that of n8n jumps on the way: lifetimes count from the exchange, so nothing happens. */
export const skew: Storm = {
	name: `clock skew of +-${MINUTES} minutes`,
	async run({ seed, secrets }: Given) {
		const { now } = Date;
		const saw: string[] = [];
		let isRight = true;
		for (const server of [-MINUTES, 0, MINUTES]) {
			const stage = await Stage.open({ seed, now: () => now() + server * 60_000 });
			const { simulator } = stage;
			const output = secrets.of(simulator);
			const get = async () => {
				const run = await stage.pro('building', 'get', { id: locator('id', '1') });
				output.look(run.run);
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
			isRight = isRight && good && tokens === 1 && unauthorized === 0;
			saw.push(`server ${server} min: ${tokens} exchange, ${unauthorized} answers of 401`);
			output.done();
			await simulator.close();
		}
		return { saw: saw.join('; '), isRight };
	},
};
