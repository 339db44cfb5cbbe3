import { formatRepeatCommand } from '../../chaos/suite';
import { SUITES } from '../../chaos/suites';
import { SecretSearch } from '../../chaos/secrets';

const seed = 1;
const secrets = new SecretSearch();

test.each(SUITES)(
	'$title, a smaller run',
	async (suite) => {
		const { failures } = await suite.run({ seed, quick: true, secrets });
		const repeat = formatRepeatCommand(suite, seed, true);
		expect({ repeat, failures }).toEqual({ repeat, failures: [] });
	},
	1_200_000,
);

test('the output of the runs contains no secrets', () => {
	expect(secrets.hits).toEqual([]);
	expect(secrets.secrets).toBeGreaterThan(10);
});
