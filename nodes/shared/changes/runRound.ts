import { readDate } from './edge';
import { hasId } from './idLists';
import { unpackIds } from './packedIds';
import { applyComparison, applyReports, finishComparison, isComparisonDue, planReadFrom } from './rounds';
import type { Change, DeviceRow, FeedState, FullRow, Refusal, Removal } from './types';

/** All devices, and whether there are as many rows as the server counted while they were read. */
export interface Listing<Row> {
	rows: Row[];
	isComplete: boolean;
}

/** Reads the devices of a feed. */
export interface InventoryReader {
	/** One request, sent before any other. */
	count(): Promise<{ serverTime: string; totalCount: number }>;
	readReports(from: string): Promise<FullRow[]>;
	readAll(): Promise<Listing<FullRow>>;
	/** All IDs and dates, with as few bytes as possible. */
	readIds(): Promise<Listing<DeviceRow>>;
	readDevices(ids: readonly number[]): Promise<FullRow[]>;
	/** Those of the devices that are certainly gone. */
	findGone(ids: readonly number[]): Promise<number[]>;
}

interface RoundSettings {
	everyHours: number;
	/** Whether rows have content, to find edits without a report. */
	remembersContent: boolean;
	acceptsMany: boolean;
	filter: string;
	/** Devices that were emitted as added by executions that did not commit. */
	orphans?: readonly number[];
}

export interface RoundResult {
	changes: Array<Change<FullRow>>;
	removed: Removal[];
	state: FeedState;
	refused?: Refusal;
	/** Whether edits could not be found, because the fields or sections that are hashed have changed. */
	isRehashed: boolean;
	/** The number of known devices before the round. */
	known: number;
}

/** With more unknown devices than this it is faster to read all devices. */
const MAX_DEVICES_BY_ID = 1_000;

/** One round of a feed: what changed since `state`, and the state to continue with once these changes have been processed. */
export async function runRound(
	stored: FeedState | undefined,
	reader: InventoryReader,
	settings: RoundSettings,
): Promise<RoundResult> {
	const { filter, everyHours, remembersContent } = settings;
	const state = stored && dropUnusedContent(stored, remembersContent);
	const { serverTime: startedAt, totalCount } = await reader.count();
	const known = state?.count ?? 0;
	const isFiltered = state !== undefined && state.filter !== filter;
	if (
		state !== undefined &&
		!isFiltered &&
		!isComparisonDue(state, { serverTime: startedAt, everyHours, totalCount })
	) {
		const rows = await reader.readReports(planReadFrom(state));
		return { ...applyReports(state, { startedAt, rows }), removed: [], isRehashed: false, known };
	}
	const { rows, isComplete } =
		state === undefined || remembersContent ? await reader.readAll() : await compareIds(state, reader);
	const compared = applyComparison<DeviceRow>(state, {
		startedAt,
		rows,
		isComplete,
		orphans: settings.orphans ?? [],
		acceptsMany: settings.acceptsMany || isFiltered,
	});
	const gone = await reader.findGone(compared.missing);
	const { state: after, removed } = finishComparison(compared, gone);
	return {
		changes: await complete(compared.changes, reader),
		removed,
		state: { ...after, filter },
		isRehashed: compared.isRehashed,
		known,
		...(compared.refused && { refused: compared.refused }),
	};
}

/** Drops the remembered content if the feed no longer needs it. */
function dropUnusedContent({ content, ...state }: FeedState, remembersContent: boolean): FeedState {
	return remembersContent && content !== undefined ? { ...state, content } : state;
}

/** Reads all IDs, and only those devices completely that are new or reported. */
async function compareIds(state: FeedState, reader: InventoryReader): Promise<Listing<DeviceRow>> {
	const { rows: listed, isComplete } = await reader.readIds();
	const reports = await reader.readReports(planReadFrom(state));
	const full = new Map(reports.map((row) => [row.id, row]));
	const known = unpackIds(state.known);
	const unknown = listed.filter(({ id }) => !hasId(known, id) && !full.has(id)).map(({ id }) => id);
	if (unknown.length > MAX_DEVICES_BY_ID) return await reader.readAll();
	for (const row of unknown.length === 0 ? [] : await reader.readDevices(unknown)) full.set(row.id, row);
	const deleted = new Set(unknown.filter((id) => !full.has(id)));
	const rows = listed.flatMap((row) => {
		const device = full.get(row.id);
		full.delete(row.id);
		if (device !== undefined) return readDate(row) > readDate(device) ? [row] : [device];
		// An unknown device that is not found was deleted in the meantime.
		return deleted.has(row.id) ? [] : [row];
	});
	return { rows: full.size === 0 ? rows : [...rows, ...full.values()], isComplete };
}

/** Reads the devices whose rows only have an ID and a date. */
async function complete(
	changes: ReadonlyArray<Change<DeviceRow>>,
	reader: InventoryReader,
): Promise<Array<Change<FullRow>>> {
	const partial = changes.filter(({ row }) => !isFull(row));
	const devices = partial.length === 0 ? [] : await reader.readDevices(partial.map(({ row }) => row.id));
	const byId = new Map(devices.map((row) => [row.id, row]));
	return changes.flatMap(({ change, row }) => {
		const device = isFull(row) ? row : byId.get(row.id);
		return device === undefined ? [] : [{ change, row: device }];
	});
}

function isFull(row: DeviceRow): row is FullRow {
	return 'device' in row;
}
