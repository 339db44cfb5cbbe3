import { packIds, unpackIds } from './packedIds';
import type { Change, Comparison, DeviceRow, FeedState, ReadRows, Round } from './types';

/** How far a round reads back behind the last one: a report can become visible later than its date says. */
const OVERLAP_MS = 10 * 60_000;

/** A comparison with less than this part of the known devices is not believed. */
const MIN_FOUND = 0.5;

/** The date from which the next round must read reports. */
export function planReadFrom({ since }: FeedState): string {
	return toText(Date.parse(since) - OVERLAP_MS);
}

/**
 * Whether the next round must compare all IDs: always for a new feed, when the last comparison is too long ago in the server's
 * time, or when the server counts another number of devices than are known.
 */
export function isComparisonDue(
	state: FeedState | undefined,
	{ serverTime, everyHours, totalCount }: { serverTime: string; everyHours: number; totalCount?: number },
): boolean {
	if (state?.comparedAt == null) return true;
	if (totalCount !== undefined && totalCount !== state.count) return true;
	return Date.parse(serverTime) - Date.parse(state.comparedAt) >= everyHours * 3_600_000;
}

/** Applies the rows of a read with all reports from `planReadFrom` on. */
export function applyReports<Row extends DeviceRow>(state: FeedState, read: ReadRows<Row>): Round<Row> {
	const round = collect(state, read);
	return { ...round, state: moveTo(round.state, read.startedAt) };
}

/**
 * Applies the rows of a read of all devices. Without a state all of them are new. Pass the result to `finishComparison`.
 *
 * No device counts as missing when the rows are not as many as the server counts, or fewer than half of the known devices are
 * among them.
 */
export function applyComparison<Row extends DeviceRow>(
	state: FeedState | undefined,
	{ totalCount, ...read }: ReadRows<Row> & { totalCount: number },
): Comparison<Row> {
	const known = state === undefined ? [] : unpackIds(state.known);
	const found = new Set(read.rows.map(({ id }) => id));
	const missing = known.filter((id) => !found.has(id));
	const comparison = { ...collect(state ?? createState(read.startedAt), read), startedAt: read.startedAt };
	if (found.size !== totalCount) return { ...comparison, missing: [], refused: 'incomplete' };
	if (known.length - missing.length < known.length * MIN_FOUND) {
		return { ...comparison, missing: [], refused: 'tooFew' };
	}
	return { ...comparison, missing };
}

/**
 * Removes the missing devices that are confirmed to be gone; one that enrolls again under the same ID is new. The position moves only
 * if the list was complete: a missing device that still exists, or a refusal, proves that reports may be missing too. The next
 * round then compares again.
 */
export function finishComparison(
	{ state, missing, refused, startedAt }: Omit<Comparison<DeviceRow>, 'changes'>,
	confirmed: Iterable<number>,
): FeedState {
	const gone = new Set(confirmed);
	const known = unpackIds(state.known).filter((id) => !gone.has(id));
	const edge = [...readEdge(state)].filter(([id]) => !gone.has(id));
	const rest = { ...state, known: packIds(known), count: known.length, edge: packEdge(edge) };
	if (refused !== undefined || missing.some((id) => !gone.has(id))) return { ...rest, comparedAt: null };
	return { ...moveTo(rest, startedAt), comparedAt: startedAt };
}

function createState(startedAt: string): FeedState {
	return { version: 1, since: startedAt, edge: {}, known: '', count: 0, comparedAt: null };
}

function collect<Row extends DeviceRow>(state: FeedState, { rows }: ReadRows<Row>): Round<Row> {
	const from = Date.parse(state.since) - OVERLAP_MS;
	const known = new Set(unpackIds(state.known));
	const edge = readEdge(state);
	const changes: Array<Change<Row>> = [];
	for (const row of keepLatest(rows)) {
		const date = readDate(row);
		if (!known.has(row.id)) changes.push({ change: 'added', row });
		else if (date >= from && date !== edge.get(row.id)) changes.push({ change: 'changed', row });
		known.add(row.id);
		if (date >= from) edge.set(row.id, date);
	}
	const isGrown = known.size > state.count;
	const ids = isGrown ? { known: packIds(known), count: known.size } : {};
	return { changes, state: { ...state, ...ids, edge: packEdge([...edge]) } };
}

/**
 * The position is the time at which the read began: a device that reports while the list is read may be missed or seen with its
 * former date, and comes with the next round. It never moves back, so that nothing is emitted twice.
 */
function moveTo(state: FeedState, startedAt: string): FeedState {
	const since = Math.max(Date.parse(state.since), Date.parse(startedAt));
	const recent = [...readEdge(state)].filter(([, date]) => date >= since - OVERLAP_MS);
	return { ...state, since: toText(since), edge: packEdge(recent) };
}

/** A device that moves within the list while it is read can be in it twice. */
function keepLatest<Row extends DeviceRow>(rows: readonly Row[]): Iterable<Row> {
	const latest = new Map<number, Row>();
	for (const row of rows) {
		const other = latest.get(row.id);
		if (other === undefined || readDate(row) > readDate(other)) latest.set(row.id, row);
	}
	return latest.values();
}

function readDate({ date }: DeviceRow): number {
	return date == null ? -Infinity : Date.parse(date);
}

function readEdge({ edge }: FeedState): Map<number, number> {
	return new Map(
		Object.entries(edge).flatMap(([date, ids]) => unpackIds(ids).map((id) => [id, Date.parse(date)] as const)),
	);
}

function packEdge(entries: ReadonlyArray<readonly [id: number, date: number]>): Record<string, string> {
	const byDate = new Map<number, number[]>();
	for (const [id, date] of entries) {
		const ids = byDate.get(date);
		if (ids === undefined) byDate.set(date, [id]);
		else ids.push(id);
	}
	return Object.fromEntries([...byDate].map(([date, ids]) => [toText(date), packIds(ids)]));
}

function toText(time: number): string {
	return new Date(time).toISOString();
}
