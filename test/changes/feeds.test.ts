import { commitRound, type Feed, openRound, parseFeed, startRound } from '../../nodes/shared/changes/feeds';
import { packIds, unpackIds } from '../../nodes/shared/changes/packedIds';
import { type InventoryReader, runRound } from '../../nodes/shared/changes/runRound';
import type { FullRow } from '../../nodes/shared/changes/types';

const TIME = '2026-01-01T12:00:00.000Z';
const row = (id: number, date: string | null = '2026-01-01T02:00:00.000Z'): FullRow => ({ id, date, device: {} });

/** A server with these devices. */
function createReader(rows: FullRow[], serverTime = TIME): InventoryReader {
	return {
		count: async () => ({ serverTime, totalCount: rows.length }),
		readReports: async (from) => rows.filter(({ date }) => date != null && date >= from),
		readAll: async () => ({ rows, isComplete: true }),
		readIds: async () => ({ rows: rows.map(({ id, date }) => ({ id, date })), isComplete: true }),
		readDevices: async (ids) => rows.filter(({ id }) => ids.includes(id)),
		findGone: async (ids) => ids.filter((id) => !rows.some((each) => each.id === id)),
	};
}

async function read(feed: Feed | undefined, rows: FullRow[], execution: string, serverTime = TIME) {
	const { state, orphans } = startRound(feed);
	const settings = { everyHours: 24, remembersContent: false, acceptsMany: true, filter: '', orphans };
	const result = await runRound(state, createReader(rows, serverTime), settings);
	return {
		feed: openRound(feed, execution, result),
		added: result.changes.filter(({ change }) => change === 'added').map((each) => each.row.id),
		removed: result.removed.map(({ id }) => id),
	};
}

function commit(feed: Feed, execution: string): Feed {
	const committed = commitRound(feed, execution);
	if (typeof committed === 'string') throw new Error(committed);
	return committed;
}

test('a read does not move the feed; its commit does, once', async () => {
	const first = await read(undefined, [row(1), row(2)], 'a');
	expect(first.added).toEqual([1, 2]);
	expect((await read(first.feed, [row(1), row(2)], 'b')).added).toEqual([1, 2]);
	const committed = commit(first.feed, 'a');
	expect(commitRound(committed, 'a')).toBe(committed);
	expect(await read(committed, [row(1), row(2)], 'b')).toMatchObject({ added: [], removed: [] });
});

test('only the execution that read a round can commit it', async () => {
	const { feed } = await read(undefined, [row(1)], 'a');
	expect(commitRound(feed, 'b')).toBe('notRead');
	expect(commitRound(undefined, 'a')).toBe('notRead');
	const second = (await read(commit(feed, 'a'), [row(1), row(2)], 'b')).feed;
	expect(commitRound({ ...second, state: undefined } as unknown as Feed, 'b')).toBe('lost');
});

test('a device that is added and deleted between two failed executions is emitted as removed', async () => {
	const committed = commit((await read(undefined, [row(1)], 'a')).feed, 'a');
	const failed = await read(committed, [row(1), row(2)], 'b');
	expect(failed.added).toEqual([2]);
	const again = await read(failed.feed, [row(1), row(3)], 'c');
	expect(again).toMatchObject({ added: [3], removed: [2] });
	const third = await read(again.feed, [row(1), row(3)], 'd');
	expect(third).toMatchObject({ added: [3], removed: [2] });
	const settled = commit(third.feed, 'd');
	expect(settled.orphans).toBe('');
	expect(unpackIds(settled.state?.known ?? '')).toEqual([1, 3]);
});

test('the state of 100,000 devices stays below 250 kB, also while a round is open', async () => {
	// Over the last day.
	const before = (index: number) => new Date(Date.parse(TIME) - index * 864).toISOString();
	const rows = Array.from({ length: 100_000 }, (_, index) => row(index * 100 + 1, before(index)));
	const first = await read(undefined, rows, 'a');
	expect(JSON.stringify(first.feed).length).toBeLessThan(250_000);
	const reported = (index: number) => new Date(Date.parse(TIME) + index * 217).toISOString();
	const changed = rows.map(({ id }, index) =>
		index % 100 === 0 ? row(id, reported(index / 100)) : (rows[index] as FullRow),
	);
	const second = await read(commit(first.feed, 'a'), changed, 'b', '2026-01-01T12:10:00.000Z');
	expect(JSON.stringify(second.feed).length).toBeLessThan(250_000);
	expect(JSON.stringify(commit(second.feed, 'b')).length).toBeLessThan(250_000);
});

test.each([
	['text', 'x'],
	['another version', { version: 2, orphans: '' }],
	['no IDs', { version: 1 }],
	['a position that is not a date', { version: 1, orphans: '', state: { since: 'x', known: '' } }],
	['IDs that are cut off', { version: 1, orphans: packIds([100_000]).slice(0, 2) }],
])('%s is not a feed', (_name, stored) => expect(parseFeed(stored)).toBe('invalid'));

test('a feed that was never stored is undefined', () => expect(parseFeed(undefined)).toBeUndefined());
