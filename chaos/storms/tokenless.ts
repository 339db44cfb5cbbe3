import { TestBench } from '../../harness/testBench';
import { readClaim, formatError } from '../oracle';
import type { SuiteOptions } from '../suite';
import type { Storm } from './storm';

const EMPTY = [
	'{"token_type":"Bearer","expires_in":60}',
	'{"access_token":"","expires_in":60}',
	'{"access_token":null}',
	'{}',
	'[]',
];

/** Success without a token, as for disabled clients: a clear error, and the request is not sent. */
export const tokenless: Storm = {
	name: '200 without a token',
	async run({ seed, secrets }: SuiteOptions) {
		const bench = await TestBench.open({ seed });
		const { simulator } = bench;
		const output = secrets.createCollector(simulator);
		const texts: string[] = [];
		for (const body of EMPTY) {
			simulator.clearFaults();
			simulator.fault({ kind: 'status', status: 200, path: /oauth/, body, contentType: 'application/json' });
			const { error, run } = await bench.pro('building', 'delete', { id: '1' });
			output.add(run);
			texts.push(error === undefined ? '' : formatError(error));
		}
		const sent = simulator.journal.filter(({ path }) => !path.endsWith('/oauth/token')).length;
		output.finish();
		await simulator.close();
		const clear = texts.filter(
			(text) => /did not issue an access token/.test(text) && readClaim(text) === 'not done',
		).length;
		return {
			observed: `${EMPTY.length} kinds of responses, ${clear} clear errors, ${sent} requests`,
			isCorrect: clear === EMPTY.length && sent === 0,
		};
	},
};
