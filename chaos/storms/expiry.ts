import { Stage } from '../../harness/testBench';
import type { Given } from '../suite';
import type { Storm } from './storm';

const COMPUTERS = 1_000;
const PAGE = 10;

/** A list takes several lifetimes of a token: none dies on the way, as each request looks at the clock first. */
export const expiry: Storm = {
	name: 'expiry during paging',
	async run({ seed, secrets }: Given) {
		const stage = await Stage.open({ seed, computers: COMPUTERS });
		const { simulator } = stage;
		const output = secrets.of(simulator);
		stage.signInAs(simulator.addClient({ roles: ['Simulator Administrator'], accessTokenLifetimeSeconds: 1 }));
		// Slow while it answers: a token is looked at when the request comes in, and one of a second has a margin of 0.2 s only.
		simulator.fault({ kind: 'slowBody', bytesPerChunk: 3_000, intervalMs: 40, path: /computers-inventory/ });
		const run = await stage.pro('computer', 'getAll', { returnAll: true, simplify: true, options: { pageSize: PAGE } });
		output.look(run.run);
		output.done();
		await stage.simulator.close();
		const { tokens, unauthorized } = simulator.stats;
		const isWhole = run.error === undefined && run.json.every(({ id }, index) => id === String(index + 1));
		return {
			saw: `${COMPUTERS} rows, ${tokens} tokens of one second, ${unauthorized} answers of 401`,
			isRight: isWhole && run.json.length === COMPUTERS && tokens >= 3 && unauthorized === 0,
		};
	},
};
