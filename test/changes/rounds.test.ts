import {
	applyComparison,
	applyReports,
	finishComparison,
	isComparisonDue,
	planReadFrom,
} from '../../nodes/shared/changes/rounds';
import type { Change, DeviceRow, FeedState } from '../../nodes/shared/changes/types';

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 12, minutes)).toISOString();
const device = (id: number, minutes: number | null) => ({ id, date: minutes === null ? null : at(minutes) });
const summarize = (changes: Array<Change<DeviceRow>>) => changes.map(({ change, row }) => `${change} ${row.id}`);

/** A feed that was read at `minutes`, when a device had just reported. */
function startFeed(rows: DeviceRow[], minutes = 0): FeedState {
	const all = [...rows, device(99, minutes)];
	const compared = applyComparison(undefined, { startedAt: at(minutes), rows: all, isComplete: true });
	return finishComparison(compared, []).state;
}

test('a new feed emits all devices, also those that never reported', () => {
	const rows = [device(1, -900), device(2, null), device(3, 0)];
	const compared = applyComparison(undefined, { startedAt: at(0), rows, isComplete: true });
	const { changes, missing } = compared;
	const { state } = finishComparison(compared, []);
	expect(summarize(changes)).toEqual(['added 1', 'added 2', 'added 3']);
	expect(missing).toEqual([]);
	expect(state).toMatchObject({ since: at(0), count: 3, comparedAt: at(0) });
	expect(planReadFrom(state)).toBe(at(-10));
});

test('a report is emitted once, although rounds overlap', () => {
	const state = startFeed([device(1, -1), device(2, -900)]);
	const first = applyReports(state, { startedAt: at(5), rows: [device(1, -1), device(2, 4)] });
	expect(summarize(first.changes)).toEqual(['changed 2']);
	const second = applyReports(first.state, { startedAt: at(6), rows: [device(1, -1), device(2, 4)] });
	expect(second.changes).toEqual([]);
	const third = applyReports(second.state, { startedAt: at(7), rows: [device(2, 6)] });
	expect(summarize(third.changes)).toEqual(['changed 2']);
});

test('a report that becomes visible late is emitted', () => {
	const { state } = applyReports(startFeed([device(1, -900)]), { startedAt: at(20), rows: [device(99, 20)] });
	expect(summarize(applyReports(state, { startedAt: at(30), rows: [device(1, 12)] }).changes)).toEqual(['changed 1']);
});

test('a device that reports during a read comes with the next round', () => {
	const state = startFeed([device(1, -900), device(2, 3)]);
	expect(state.since).toBe(at(0));
	expect(summarize(applyReports(state, { startedAt: at(9), rows: [device(1, 2), device(2, 3)] }).changes)).toEqual([
		'changed 1',
	]);
});

test('a clock of the Date header that is ahead of the dates of reports hides no report', () => {
	const first = applyReports(startFeed([device(1, -900), device(2, -900)]), {
		startedAt: at(95),
		rows: [device(1, 5)],
	});
	expect(first.state.since).toBe(at(5));
	expect(summarize(applyReports(first.state, { startedAt: at(99), rows: [device(2, 6)] }).changes)).toEqual([
		'changed 2',
	]);
});

test('a date in the future neither hides later reports nor repeats', () => {
	const first = applyReports(startFeed([device(1, -900), device(2, -900)]), {
		startedAt: at(5),
		rows: [device(1, 9999)],
	});
	expect(summarize(first.changes)).toEqual(['changed 1']);
	const second = applyReports(first.state, { startedAt: at(9), rows: [device(2, 8), device(1, 9999)] });
	expect(summarize(second.changes)).toEqual(['changed 2']);
});

test('thousands of devices with one date are emitted once', () => {
	const before = Array.from({ length: 5000 }, (_, index) => device(index + 1, -900));
	const rows = before.map(({ id }) => device(id, 3));
	const round = applyReports(startFeed(before), { startedAt: at(5), rows });
	expect(round.changes).toHaveLength(5000);
	expect(applyReports(round.state, { startedAt: at(6), rows }).changes).toEqual([]);
	expect(JSON.stringify(round.state).length).toBeLessThan(400);
});

test('a device that is read twice is emitted once, with its latest report', () => {
	const { changes } = applyReports(startFeed([device(1, -900)]), {
		startedAt: at(5),
		rows: [device(1, 1), device(1, 4)],
	});
	expect(changes).toEqual([{ change: 'changed', row: device(1, 4) }]);
});

test('a comparison finds what is missing, and keeps it until its removal is confirmed', () => {
	const state = startFeed([device(1, -900), device(2, -900)]);
	const rows = [device(1, -900), device(99, 0)];
	const compared = applyComparison(state, { startedAt: at(60), rows, isComplete: true });
	expect(compared.missing).toEqual([2]);
	expect(compared.state.count).toBe(3);
	const { state: after, removed } = finishComparison(compared, [2]);
	expect(after.count).toBe(2);
	expect(removed).toEqual([{ id: 2, name: '', serialNumber: '' }]);
	expect(summarize(applyReports(after, { startedAt: at(70), rows: [device(2, 65)] }).changes)).toEqual(['added 2']);
});

test('devices that were emitted but never committed are looked for too', () => {
	const rows = [device(1, -900), device(99, 0)];
	const compared = applyComparison(startFeed([device(1, -900)]), {
		startedAt: at(60),
		rows,
		isComplete: true,
		orphans: [1, 7],
	});
	expect(compared.missing).toEqual([7]);
});

test('a missing device that still exists proves that the list was not complete, so the feed stays where it is', () => {
	const state = startFeed([1, 2, 3].map((id) => device(id, -900)));
	const rows = [device(1, -900), device(99, 0)];
	const compared = applyComparison(state, { startedAt: at(60), rows, isComplete: true });
	const { state: after } = finishComparison(compared, [3]);
	expect(after).toMatchObject({ count: 3, since: at(0), comparedAt: null });
	expect(summarize(applyReports(after, { startedAt: at(70), rows: [device(2, 5)] }).changes)).toEqual(['changed 2']);
});

test.each([
	['incomplete', [device(1, -900), device(99, 0)], false],
	['tooFew', [device(1, -900)], true],
	['tooFew', [], true],
])('removals are refused as %s, and the next round compares again', (refused, rows, isComplete) => {
	const state = startFeed([1, 2].map((id) => device(id, -900)));
	const compared = applyComparison(state, { startedAt: at(60 * 30), rows, isComplete });
	expect(compared).toMatchObject({ missing: [], refused });
	const { state: after } = finishComparison(compared, []);
	expect(after).toMatchObject({ count: 3, since: at(0) });
	expect(isComparisonDue(after, { serverTime: at(60 * 30), everyHours: 24, totalCount: 3 })).toBe(true);
});

test('many removals are accepted on request', () => {
	const state = startFeed([1, 2, 3].map((id) => device(id, -900)));
	const read = { startedAt: at(60), rows: [device(1, -900)], isComplete: true, acceptsMany: true };
	expect(applyComparison(state, read)).toMatchObject({ missing: [2, 3, 99] });
});

test('remembered content shows edits without a report, and names what was removed', () => {
	const content = (hash: string) => ({ hash, scope: 's', name: 'Mac 1', serialNumber: 'C02' });
	const rows = (hash: string) => [{ ...device(1, -900), content: content(hash) }, device(99, 0)];
	const first = applyComparison(undefined, { startedAt: at(0), rows: rows('a'), isComplete: true });
	const { state } = finishComparison(first, []);
	expect(applyComparison(state, { startedAt: at(60), rows: rows('a'), isComplete: true }).changes).toEqual([]);
	const second = applyComparison(state, { startedAt: at(60), rows: rows('b'), isComplete: true });
	expect(summarize(second.changes)).toEqual(['changed 1']);
	const third = applyComparison(second.state, { startedAt: at(90), rows: [device(99, 0)], isComplete: true });
	const { removed, state: after } = finishComparison(third, [1]);
	expect(removed).toEqual([{ id: 1, name: 'Mac 1', serialNumber: 'C02' }]);
	expect(after.content).toEqual({});
});

test('hashes of other fields are replaced without a change, and hashes without a scope are compared', () => {
	const read = (hash: string, scope: string) => {
		const content = { hash, scope, name: 'Mac 1', serialNumber: 'C02' };
		return { startedAt: at(0), rows: [{ ...device(1, -900), content }, device(99, 0)], isComplete: true };
	};
	const first = applyComparison(undefined, read('a', 's')).state;
	const second = applyComparison(first, read('b', 't'));
	expect(second).toMatchObject({ changes: [], isRehashed: true });
	expect(applyComparison(second.state, read('b', 't'))).toMatchObject({ changes: [], isRehashed: false });
	expect(summarize(applyComparison(second.state, read('c', 't')).changes)).toEqual(['changed 1']);
	const old: FeedState = { ...first, content: { 1: ['a', 'Mac 1', 'C02'] } };
	expect(summarize(applyComparison(old, read('b', 't')).changes)).toEqual(['changed 1']);
	expect(applyComparison(old, read('a', 't'))).toMatchObject({
		changes: [],
		state: { content: { 1: ['a', 'Mac 1', 'C02', 't'] } },
	});
});

test('a comparison is due by time, by count and for a new feed', () => {
	const state = startFeed([]);
	const due = (minutes: number, totalCount?: number) =>
		isComparisonDue(state, {
			serverTime: at(minutes),
			everyHours: 24,
			...(totalCount !== undefined && { totalCount }),
		});
	expect(isComparisonDue(undefined, { serverTime: at(0), everyHours: 24 })).toBe(true);
	expect([due(60 * 23, 1), due(60 * 24, 1), due(60, 2), due(60)]).toEqual([false, true, true, false]);
	expect(due(60 * 24 - 1, 1)).toBe(true);
});

test('a state is plain JSON and is not changed in place', () => {
	const state = startFeed([device(1, -1), device(2, null)]);
	const text = JSON.stringify(state);
	const rows = [device(1, 3), device(3, 2)];
	const round = applyReports(state, { startedAt: at(5), rows });
	finishComparison(applyComparison(state, { startedAt: at(5), rows: [device(2, 1)], isComplete: true }), [1]);
	expect(JSON.stringify(state)).toBe(text);
	expect(applyReports(JSON.parse(text) as FeedState, { startedAt: at(5), rows })).toEqual(round);
});

test('a round with an earlier time does not move the feed back', () => {
	expect(applyReports(startFeed([], 30), { startedAt: at(0), rows: [] }).state.since).toBe(at(30));
});
