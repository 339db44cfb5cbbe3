import { JAMF_PRO } from '../../harness/engine';
import type { NodeRun } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench | undefined;
afterEach(async () => {
	await bench?.close();
	bench = undefined;
});

const open = async (serverVersion?: string) =>
	(bench = await TestBench.open({ computers: 3, ...(serverVersion !== undefined && { serverVersion }) }));
const input = (...ids: Array<number | string>) => ids.map((id) => ({ json: { id } }));
const hintsOf = (run: NodeRun) =>
	(run.run.data.resultData.runData.Jamf?.flatMap((task) => task.hints ?? []) ?? []).map(({ message }) => message);
const get = { resource: 'computer', operation: 'get', id: locator('id', '={{ $json.id }}') };

test('an older route is named once for all items', async () => {
	const on = await open('11.20.0');
	const { id } = get;
	const run = await on.pro('computer', 'get', { id }, { input: input(1, 2, 3) });
	expect(run.json).toHaveLength(3);
	expect(hintsOf(run)).toEqual([expect.stringContaining('(GET /v2/computers-inventory/{id})')]);
	const current = await (await open()).pro('computer', 'get', { id }, { input: input(1) });
	expect(hintsOf(current)).toEqual([]);
});

test('the cached older route is named too', async () => {
	const on = await open('11.20.0');
	await on.pro('computer', 'getAll', { returnAll: true });
	const again = await on.pro('computer', 'getAll', { returnAll: true });
	expect(hintsOf(again)).toEqual([expect.stringContaining('(GET /v2/computers-inventory)')]);
});

test('a deprecated operation says since when, and what to use instead', async () => {
	const on = await open();
	const run = await on.classic({ resource: 'computer', operation: 'get', id: locator('id', '1') });
	expect(run.json).toHaveLength(1);
	expect(hintsOf(run)).toEqual([
		expect.stringMatching(/^Deprecated by Jamf since \d{4}-\d\d-\d\d: use Computer: .+\.$/),
	]);
});

test('items that were not found are counted', async () => {
	const on = await open();
	const options = { input: input(1, 998, 2, 999), onError: 'continueRegularOutput' } as const;
	expect(hintsOf(await on.engine.runNode(JAMF_PRO, get, options))).toEqual([
		'2 of 4 items were not found in Jamf. The output has an error for each.',
	]);
	const byName = { ...get, id: locator('name', '={{ $json.id }}') };
	const names = { ...options, input: input('nobody', 'x') };
	expect(hintsOf(await on.engine.runNode(JAMF_PRO, byName, names))).toEqual([
		'2 of 2 items were not found in Jamf. The output has an error for each.',
	]);
	expect(hintsOf(await on.engine.runNode(JAMF_PRO, get, { ...options, input: input(1, 2) }))).toEqual([]);
});
