import { repeatBy } from '../../chaos/suite';
import { PARTS } from '../../chaos/suites';
import { SecretSearch } from '../../chaos/secrets';

const seed = 1;
const secrets = new SecretSearch();

test.each(PARTS)(
	'$title, a smaller run',
	async (part) => {
		const { failures } = await part.run({ seed, quick: true, secrets });
		const repeat = repeatBy(part, seed, true);
		expect({ repeat, failures }).toEqual({ repeat, failures: [] });
	},
	60_000,
);

test('no secret is in what the runs gave out', () => {
	expect(secrets.hits).toEqual([]);
	expect(secrets.secrets).toBeGreaterThan(10);
});
