import { closeConnections } from '../nodes/shared/transport/http/pool';
import { locator, TestBench } from '../harness/testBench';
import type { SuiteOptions, SuiteResult } from './suite';

const DELAY_MS = 60_000;
const ITEMS = 10;

/** Two cluster nodes that see each other's writes a minute later: chains stick to one by its cookie, bulk reads use both. */
export async function runCluster({ seed, quick, secrets }: SuiteOptions): Promise<SuiteResult> {
	const bench = await TestBench.open({ seed, computers: 1_000, cluster: { visibilityDelayMs: DELAY_MS } });
	const { simulator } = bench;
	const output = secrets.createCollector(simulator);
	const chains = quick ? 4 : 50;
	const failures: string[] = [];
	const step = async (chain: number, operation: string, input: object[], more: object = {}) => {
		const run = await bench.pro(
			'building',
			operation,
			{ ...(operation !== 'create' && { id: locator('id', '={{ $json.id }}') }), ...more },
			{ executionId: `chain ${chain}`, input: input.map((json) => ({ json: { ...json } })) },
		);
		output.add(run.run);
		if (run.error !== undefined) failures.push(`chain ${chain}, ${operation}: ${run.error.message}`);
		return run.error === undefined ? run.json : [];
	};
	const byFields = (value: Record<string, string>) => ({
		bodyMode: 'fields',
		fields: { mappingMode: 'defineBelow', value },
	});
	const chain = async (number: number) => {
		const names = Array.from({ length: ITEMS }, (_, index) => ({ name: `Chain ${number} ${index}` }));
		const created = await step(number, 'create', names, byFields({ name: '={{ $json.name }}' }));
		const read = await step(number, 'get', created);
		await step(number, 'update', read, byFields({ city: 'Hamburg' }));
		const again = await step(number, 'get', read);
		if (again.some(({ city }) => city !== 'Hamburg')) failures.push(`chain ${number}: read a stale state`);
		await step(number, 'delete', again);
	};
	// The token of an earlier execution is cached, so no chain gets its cookie from the token exchange.
	await chain(0);
	await Promise.all(Array.from({ length: chains - 1 }, (_, index) => chain(index + 1)));

	simulator.resetStats();
	const bulk = await bench.pro(
		'computer',
		'getAll',
		{ returnAll: true, output: 'simplified', options: { pageSize: 25 } },
		{ executionId: 'chain 0' },
	);
	output.add(bulk.run);
	const pages = simulator.journal.filter(({ path }) => path.includes('computers-inventory'));
	const onFirst = pages.filter(({ node }) => node === 0).length;
	const pinned = pages.filter(({ requestHeaders }) => requestHeaders.includes('cookie')).length;
	if (bulk.error !== undefined || bulk.items.length !== 1_000) failures.push('the bulk read is incomplete');
	if (pinned > 0 || Math.abs(onFirst / pages.length - 0.5) > 0.2) {
		failures.push(`bulk reads pin: ${onFirst} of ${pages.length} pages on one node, ${pinned} with a cookie`);
	}
	output.finish();
	await closeConnections();
	await simulator.close();
	return {
		figures: [
			[
				'chains of create, read, change, read, delete',
				`${chains} with ${ITEMS} items, visible elsewhere after ${DELAY_MS / 1000} s`,
			],
			['pages of a bulk read on either node', `${onFirst} and ${pages.length - onFirst}, ${pinned} with a cookie`],
		],
		failures,
	};
}
