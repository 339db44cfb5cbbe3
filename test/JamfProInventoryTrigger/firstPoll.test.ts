import type { IPollFunctions } from 'n8n-workflow';
import { PollHost } from '../../harness/pollHost';
import { TestBench } from '../../harness/testBench';
import { readInTime } from '../../nodes/JamfProInventoryTrigger/readInTime';
import type { RoundResult } from '../../nodes/shared/changes/runRound';
import { clock } from '../../nodes/shared/operations/waitForResult/clock';

let bench: TestBench;
beforeEach(async () => {
	bench = await TestBench.open({ computers: 8 });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await bench.close();
});

/** The time is over before any response. */
const runOutOfTime = () => jest.spyOn(clock, 'sleep').mockResolvedValue();

const openHost = () => new PollHost(bench.engine, { resource: 'computer', firstRun: 'all' });

test('a first poll that takes too long goes on, and the next one outputs what it has read', async () => {
	const sleep = runOutOfTime();
	const host = openHost();
	expect(await host.poll()).toEqual([]);
	expect(host.warnings.join()).toMatch(/It goes on, and the next poll outputs what it has read/);
	expect(await host.poll()).toHaveLength(8);
	// A read starts with a request for one row.
	expect(bench.simulator.journal.filter(({ query }) => /page-size=1\b/.test(query))).toHaveLength(1);
	bench.simulator.devices.submitInventory('computers', [4], Date.now() + 1000);
	expect(await host.poll()).toMatchObject([{ change: 'changed', id: '4' }]);
	expect(sleep).toHaveBeenCalledTimes(1);
});

test('an error of a first poll that goes on is the error of the next one, and nothing is lost', async () => {
	runOutOfTime();
	bench.simulator.fault({ kind: 'status', status: 400, path: /computers-inventory/, times: 1 });
	const host = openHost();
	expect(await host.poll()).toEqual([]);
	await expect(host.poll()).rejects.toThrow(/400/);
	expect(await host.poll()).toHaveLength(8);
});

test('a first poll that ends in time stops its timer', async () => {
	const sleep = jest.spyOn(clock, 'sleep').mockReturnValue(new Promise(() => {}));
	expect(await openHost().poll()).toHaveLength(8);
	expect(sleep.mock.calls[0]?.[1]?.aborted).toBe(true);
});

test.each([
	['n8n 1, which waits', {}],
	['durable polling, which has its own limit', { getPollBudgetMs: () => 36_000 }],
])('no poll is cut short in %s', async (_name, context) => {
	const sleep = runOutOfTime();
	const round = { changes: [] } as unknown as RoundResult;
	expect(await readInTime(context as IPollFunctions, async () => round)).toBe(round);
	expect(sleep).not.toHaveBeenCalled();
});
