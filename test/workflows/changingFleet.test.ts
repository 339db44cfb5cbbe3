import { TestBench } from '../../harness/testBench';

const FLEET = 10_000;

let bench: TestBench;
beforeEach(async () => {
	bench = await TestBench.open({ computers: FLEET });
});
afterEach(async () => await bench.close());

/** Deletes and adds a few computers between any two pages until the list is read. */
function changeWhileReading() {
	const { computers } = bench.simulator.state;
	const deleted = new Set<number>();
	let turn = 0;
	const timer = setInterval(() => {
		// Always some at the front, so that later rows move up.
		for (const id of [++turn, (turn * 7919) % FLEET, (turn * 104_729) % FLEET]) {
			if (id < 1 || computers.read(id) === undefined) continue;
			computers.remove(id);
			deleted.add(id);
		}
		computers.add({ general: { name: `New Mac ${turn}` } });
	}, 60);
	return {
		stop() {
			clearInterval(timer);
			return deleted;
		},
	};
}

test.each([
	['as the form gives it', {}],
	['500', { pageSize: 500 }],
	['2000, of which the server sends 1000 at most', { pageSize: 2000 }],
])('reads 10,000 computers that change meanwhile, page size %s', async (_, options) => {
	// jamf-behavior 10.3: the load balancer cuts large pages off.
	bench.simulator.fault({ kind: 'status', status: 504, path: /page-size=(1[1-9]\d\d|1001|2000)/ });
	const changes = changeWhileReading();
	const run = await bench.pro('computer', 'getAll', { returnAll: true, output: 'simplified', options });
	const deleted = changes.stop();
	const ids = run.json.map(({ id }) => Number(id));
	expect(deleted.size).toBeGreaterThan(3);
	expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
	const read = new Set(ids);
	const lost = Array.from({ length: FLEET }, (__, index) => index + 1).filter(
		(id) => !read.has(id) && !deleted.has(id),
	);
	expect(lost).toEqual([]);
});
