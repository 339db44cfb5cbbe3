import { Stage } from '../../harness/testBench';
import { claimOf, textOf } from '../oracle';
import type { Given } from '../suite';
import type { Storm } from './storm';

const EMPTY = [
	'{"token_type":"Bearer","expires_in":60}',
	'{"access_token":"","expires_in":60}',
	'{"access_token":null}',
	'{}',
	'[]',
];

/** Success without a token, as disabled clients get it: a clear error, and the request is not sent. */
export const tokenless: Storm = {
	name: '200 without a token',
	async run({ seed, secrets }: Given) {
		const stage = await Stage.open({ seed });
		const { simulator } = stage;
		const output = secrets.of(simulator);
		const texts: string[] = [];
		for (const body of EMPTY) {
			simulator.clearFaults();
			simulator.fault({ kind: 'status', status: 200, path: /oauth/, body, contentType: 'application/json' });
			const { error, run } = await stage.pro('building', 'delete', { id: '1' });
			output.look(run);
			texts.push(error === undefined ? '' : textOf(error));
		}
		const sent = simulator.journal.filter(({ path }) => !path.endsWith('/oauth/token')).length;
		output.done();
		await simulator.close();
		const clear = texts.filter((text) => /gave no access token/.test(text) && claimOf(text) === 'not done').length;
		return {
			saw: `${EMPTY.length} forms of it, ${clear} clear errors, ${sent} requests`,
			isRight: clear === EMPTY.length && sent === 0,
		};
	},
};
