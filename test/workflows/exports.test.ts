import { TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeEach(async () => {
	bench = await TestBench.open();
	for (let each = 1; each <= 2500; each++)
		bench.simulator.state.buildings.insert((id) => ({ id, name: `House ${each}` }));
});
afterEach(async () => await bench.close());

/** The names in the exported file. */
async function exportNames(parameters: Parameters<TestBench['pro']>[2]): Promise<string[]> {
	const options = { exportFields: 'name' };
	const { items, error } = await bench.pro('building', 'export', { options, ...parameters });
	expect(error).toBeUndefined();
	const text = Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64').toString();
	const [header, ...names] = text.trim().split(/\r?\n/);
	expect(header).toBe('name');
	return names;
}

const houses = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => `House ${from + index}`);

test('exports the rows of all pages', async () => {
	const names = await exportNames({});
	expect(names.filter((name) => name.startsWith('House'))).toEqual(houses(1, 2500));
	// The last page is empty, which ends the export.
	expect(bench.requests).toHaveLength(3);
});

test('exports the rows of all pages when a body is passed', async () => {
	const names = await exportNames({ bodyMode: 'json', body: '{"sort":["id:asc"]}' });
	expect(names.filter((name) => name.startsWith('House'))).toEqual(houses(1, 2500));
});

test('exports only the requested page', async () => {
	expect(await exportNames({ bodyMode: 'json', body: '{"pageSize":20}' })).toHaveLength(20);
	expect(bench.requests).toHaveLength(1);
});
