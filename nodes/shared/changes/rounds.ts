import { packEdge, readDate, readEdge, toText } from './edge';
import { hasId, sortIds, subtractIds, uniteIds } from './idLists';
import { packIds, unpackIds } from './packedIds';
import type { Change, Comparison, Content, DeviceRow, FeedState, ReadAll, ReadRows, Removal, Round } from './types';

/** How far a round reads back behind the last one: a report can become visible later than its date says. */
const OVERLAP_MS = 10 * 60_000;

/** A nightly workflow starts a little earlier or later than the night before. */
const TOLERANCE_MS = 10 * 60_000;

/** A comparison that finds less than this share of the known devices is not trusted. */
const MIN_FOUND = 0.5;

/** The date from which the next round must read reports. */
export function planReadFrom({ since }: FeedState): string {
	return toText(Date.parse(since) - OVERLAP_MS);
}

/**
 * Whether the next round must compare all IDs: always for a new feed, when the last comparison is too long ago in the server's
 * time, or when the server counts a different number of devices than are known.
 */
export function isComparisonDue(
	state: FeedState | undefined,
	{ serverTime, everyHours, totalCount }: { serverTime: string; everyHours: number; totalCount?: number },
): boolean {
	if (state?.comparedAt == null) return true;
	if (totalCount !== undefined && totalCount !== state.count) return true;
	return Date.parse(serverTime) - Date.parse(state.comparedAt) >= everyHours * 3_600_000 - TOLERANCE_MS;
}

/** Applies the rows of a read with all reports from `planReadFrom` on. */
export function applyReports<Row extends DeviceRow>(state: FeedState, read: ReadRows<Row>): Round<Row> {
	const { changes, latest, state: after } = collect(state, read.rows);
	return { changes, state: moveTo(after, read.startedAt, latest) };
}

/**
 * Applies the rows of a read of all devices. Without a state all of them are new. Pass the result to `finishComparison`.
 *
 * No device counts as missing when the rows are not as many as the server counted, or fewer than half of the known devices are
 * among them.
 */
export function applyComparison<Row extends DeviceRow>(
	state: FeedState | undefined,
	{ startedAt, rows, isComplete, orphans = [], acceptsMany = false }: ReadAll<Row>,
): Comparison<Row> {
	const known = uniteIds(unpackIds(state?.known ?? ''), sortIds(orphans));
	const missing = subtractIds(known, sortIds(rows.map(({ id }) => id)));
	const comparison = { ...collect(state ?? createState(startedAt, rows), rows), startedAt };
	if (!isComplete) return { ...comparison, missing: [], refused: 'incomplete' };
	if (!acceptsMany && known.length - missing.length < known.length * MIN_FOUND) {
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
	{
		state,
		missing,
		refused,
		startedAt,
		latest,
	}: Pick<Comparison<DeviceRow>, 'state' | 'missing' | 'refused' | 'startedAt' | 'latest'>,
	confirmed: Iterable<number>,
): { state: FeedState; removed: Removal[] } {
	const gone = sortIds([...confirmed]);
	const removed = gone.map((id): Removal => {
		const [, name = '', serialNumber = ''] = state.content?.[id] ?? [];
		return { id, name, serialNumber };
	});
	const rest = { ...forget(state, gone), comparedAt: null };
	if (refused !== undefined || subtractIds(missing, gone).length > 0) return { state: rest, removed };
	return { state: { ...moveTo(rest, startedAt, latest), comparedAt: startedAt }, removed };
}

function forget(state: FeedState, gone: readonly number[]): FeedState {
	if (gone.length === 0) return state;
	const known = subtractIds(unpackIds(state.known), gone);
	const edge = [...readEdge(state)].filter(([id]) => !hasId(gone, id));
	const content = state.content && { ...state.content };
	for (const id of gone) if (content !== undefined) delete content[id];
	return { ...state, known: packIds(known), count: known.length, edge: packEdge(edge), ...(content && { content }) };
}

/** A new feed remembers recent reports as if it had read from the latest one. */
function createState(startedAt: string, rows: readonly DeviceRow[]): FeedState {
	const since = toText(choosePosition(startedAt, findLatest(rows)));
	return { version: 1, since, edge: {}, known: '', count: 0, comparedAt: null, filter: '' };
}

function collect<Row extends DeviceRow>(
	state: FeedState,
	rows: readonly Row[],
): Pick<Comparison<Row>, 'changes' | 'state' | 'latest' | 'isRehashed'> {
	const from = Date.parse(state.since) - OVERLAP_MS;
	const known = unpackIds(state.known);
	const edge = readEdge(state);
	const changes: Array<Change<Row>> = [];
	const added: number[] = [];
	const content = { ...state.content };
	let latest = -Infinity;
	let isRehashed = false;
	const isRecent = createFilter(from);
	for (const row of keepLatest(rows)) {
		const { id } = row;
		const date = isRecent(row) ? readDate(row) : -Infinity;
		const [hash, , , scope = row.content?.scope] = content[id] ?? [];
		const hasOtherHash = hash !== undefined && row.content !== undefined && row.content.hash !== hash;
		const isEdited = hasOtherHash && row.content?.scope === scope;
		isRehashed ||= hasOtherHash && !isEdited;
		if (!hasId(known, id)) {
			changes.push({ change: 'added', row });
			added.push(id);
		} else if ((date >= from && date !== edge.get(id)) || isEdited) changes.push({ change: 'changed', row });
		if (date >= from) edge.set(id, date);
		if (date > latest) latest = date;
		if (row.content !== undefined) content[id] = pack(row.content);
	}
	const all = uniteIds(known, sortIds(added));
	const ids = added.length > 0 ? { known: packIds(all), count: all.length } : {};
	const remembered = Object.keys(content).length > 0 ? { content } : {};
	return { changes, latest, isRehashed, state: { ...state, ...ids, ...remembered, edge: packEdge(edge) } };
}

function pack({ hash, name, serialNumber, scope }: Content): NonNullable<FeedState['content']>[string] {
	return [hash, name, serialNumber, scope];
}

/**
 * The position is the time at which the read began: a device that reports while the list is read may be missed or seen with its
 * former date, and comes with the next round. It is not later than the latest report, because the clock behind the `Date` header,
 * which may be that of a proxy, can be ahead of the clock that dates reports. It never moves back, so that nothing is emitted twice.
 */
function moveTo(state: FeedState, startedAt: string, latest: number): FeedState {
	const since = latest === -Infinity ? Date.parse(state.since) : choosePosition(startedAt, latest);
	const position = Math.max(Date.parse(state.since), since);
	const recent = [...readEdge(state)].filter(([, date]) => date >= position - OVERLAP_MS);
	return { ...state, since: toText(position), edge: packEdge(recent) };
}

function choosePosition(startedAt: string, latest: number): number {
	return latest === -Infinity ? Date.parse(startedAt) : Math.min(Date.parse(startedAt), latest);
}

/** The date of the latest report, to the second; `-Infinity` without any. */
function findLatest(rows: readonly DeviceRow[]): number {
	let latest = '';
	for (const { date } of rows) if (date != null && date > latest) latest = date;
	return latest === '' ? -Infinity : Date.parse(latest);
}

/** Excludes rows with an older date. Dates in UTC are compared as text, because it takes long to parse those of a large fleet. */
function createFilter(from: number): (row: DeviceRow) => boolean {
	const second = toText(from).slice(0, 19);
	return ({ date }) => date != null && (date > second || !date.endsWith('Z'));
}

/** A device that moves within the list while it is read can be in it twice. */
function keepLatest<Row extends DeviceRow>(rows: readonly Row[]): Iterable<Row> {
	if (rows.every(({ id }, index) => index === 0 || id > (rows[index - 1]?.id ?? 0))) return rows;
	const latest = new Map<number, Row>();
	for (const row of rows) {
		const other = latest.get(row.id);
		if (other === undefined || readDate(row) > readDate(other)) latest.set(row.id, row);
	}
	return latest.values();
}
