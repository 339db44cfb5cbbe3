import assert from 'node:assert/strict';
import { startSnipeIt } from '../../../harness/snipeIt';
import { fillIn, rows, runExample, type Trial } from './run';

/** A manual execution: it creates an asset for each computer, and does not move the feed. */
export const syncAssets: Trial = async (suite, name) => {
	const snipeIt = await startSnipeIt();
	try {
		const httpHeaderAuth = { name: 'Authorization', value: 'Bearer of the check' };
		const filledIn = { 'https://snipe-it.example.com': snipeIt.url, '"batchInterval": 600': '"batchInterval": 0' };
		const example = await fillIn(suite, name, { httpHeaderAuth }, filledIn);
		const { computers } = suite.simulator.state;
		const execution = await runExample(suite, example);
		assert.equal(rows(execution, 'Commit Changes')[0]?.committed, true);
		const tags = snipeIt.assets.map(({ asset_tag: tag }) => tag);
		assert.deepEqual(
			tags.sort(),
			computers
				.ids()
				.map((id) => `JAMF-${id}`)
				.sort(),
		);
		const [first] = snipeIt.assets;
		assert.ok(first !== undefined && first.name !== '' && first.serial !== '');
	} finally {
		snipeIt.close();
	}
};
