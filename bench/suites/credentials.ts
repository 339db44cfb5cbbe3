import { compare, type Contestant } from '../compare';
import { compareWithOurs, formatSpeedTable } from '../comparison';
import { Environment, NEAR } from '../environment';
import type { Suite } from '../suite';
import { formatRatio } from '../text';

/** How many times as long the items may take with a credential of their own. */
const MAX_TIMES = 1.25;

const INTRO = `One PATCH for each item, as above. n8n reads the credential of an item from its database and decrypts it at each call, and an expression in the credential is resolved for each item. Here a file stands in for the database. The node asks for the credential of an item while the requests of others are under way, so that most of this costs no time as long as the processor is not busy.`;

const line = (candidate: Contestant['candidate'], label: string, size: number): Contestant => ({
	candidate,
	label,
	size,
	requests: size,
});

export const credentials: Suite = {
	name: 'credentials',
	title: 'A credential for each item',
	async run({ items, ...plan }, context) {
		const environment = await Environment.open(NEAR, { computers: items });
		try {
			const results = await compare(
				environment,
				[
					line('updates.storedCredential', 'one credential', items),
					line('updates.credentialPerItem', 'a credential with an expression', items),
					line('updates.node', 'one credential, without reading and decrypting', items),
				],
				{ ...context, repeats: plan.repeats },
			);
			const [one, each] = results;
			if (!one || !each) throw new Error('a contestant is missing');
			const { wall } = compareWithOurs(each, one);
			const goal = {
				what: `${items.toLocaleString('en-US')} items with a credential of their own: at most ${MAX_TIMES} times as long as with one`,
				measured: formatRatio(wall),
				met: wall.median <= MAX_TIMES,
			};
			return { text: [INTRO, formatSpeedTable(results, one)].join('\n\n'), goals: [goal] };
		} finally {
			await environment.close();
		}
	},
};
