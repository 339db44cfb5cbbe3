import type { InventoryReader, Listing } from '../../nodes/shared/changes/runRound';
import type { DeviceRow, FullRow } from '../../nodes/shared/changes/types';

/** A fleet that changes while it is read; time moves with every page. */
interface Device {
	id: number;
	date: number | null;
	/** Counts the reports, so that a replica shows which one it has. */
	report: number;
	/** Counts the edits in the console, which do not change the date. */
	edit: number;
}

/** How far the date of a report may lie behind the time at which it becomes visible. */
const MAX_DELAY_MS = 4 * 60_000;

const SIGNIFICANT_DATES = 60_000;

export class Fleet {
	readonly devices = new Map<number, Device>();

	now = Date.UTC(2026, 0, 1);

	/** How far the clock behind the `Date` header is ahead of the one that dates reports. */
	skew = 0;

	private lastId = 0;

	/** IDs in ascending order, until a device is added or deleted. */
	private sorted: number[] | undefined;

	constructor(
		readonly random: () => number,
		size: number,
		readonly pageSize: number,
	) {
		for (let index = 0; index < size; index++) this.enroll();
	}

	/** Devices report, enroll, come back under their ID, disappear or are edited; a tenth of the reports have one rounded date. */
	disturb(events: number): void {
		for (let event = 0; event < events; event++) {
			const kind = this.random();
			const id = 1 + Math.floor(this.random() * this.lastId);
			const known = this.devices.get(id);
			if (kind < 0.05) this.enroll();
			else if (kind < 0.1) this.remove(id);
			else if (known === undefined) this.add({ id, date: this.pickDate(), report: 1, edit: 0 });
			else if (kind < 0.3) this.devices.set(id, { ...known, edit: known.edit + 1 });
			else this.devices.set(id, { ...known, date: this.pickDate(known.date), report: known.report + 1 });
		}
	}

	/** The next devices behind an ID. */
	readPage(last: number, keep: (device: Device) => boolean): Device[] {
		this.sorted ??= [...this.devices.keys()].sort((a, b) => a - b);
		const page: Device[] = [];
		for (const id of this.sorted) {
			const device = id > last ? this.devices.get(id) : undefined;
			if (device !== undefined && keep(device)) page.push(device);
			if (page.length === this.pageSize) break;
		}
		return page;
	}

	/** What a replica should have of each device, by its ID. */
	summarize(withEdits: boolean): Map<number, string> {
		const texts = [...this.devices.values()].map(
			({ id, report, edit }) => [id, summarize(report, edit, withEdits)] as const,
		);
		return new Map(texts);
	}

	private enroll(): void {
		const id = (this.lastId += 1 + Math.floor(this.random() * 3));
		this.add({ id, date: this.random() < 0.1 ? null : this.pickDate(), report: 1, edit: 0 });
	}

	private add(device: Device): void {
		this.devices.set(device.id, device);
		this.sorted = undefined;
	}

	private remove(id: number): void {
		this.devices.delete(id);
		this.sorted = undefined;
	}

	/** Greater than the former date: a report replaces an earlier one. */
	private pickDate(former: number | null = null): number {
		const exact = this.now - Math.floor(this.random() * MAX_DELAY_MS);
		const date = this.random() < 0.1 ? exact - (exact % SIGNIFICANT_DATES) : exact;
		return former === null ? date : Math.max(date, former + 1);
	}
}

export function summarize(report: unknown, edit: unknown, withEdits: boolean): string {
	return withEdits ? `${String(report)}/${String(edit)}` : String(report);
}

export interface Disturbances {
	/** Runs before every page but the first. */
	between: () => void;
	/** The part of a complete list that arrives. */
	cut: number;
	/** Whether the server counts only what arrives. */
	hidesCut: boolean;
	/** The request that fails; from 0. */
	failsAt: number;
}

export const UNDISTURBED: Disturbances = { between: () => undefined, cut: 1, hidesCut: false, failsAt: Infinity };

/** Reads a fleet page by page, each behind the last row of the former one. */
export class FleetReader implements InventoryReader {
	private requests = 0;

	constructor(
		private readonly fleet: Fleet,
		private readonly withContent: boolean,
		private readonly disturbances: Disturbances,
	) {}

	async count() {
		this.request();
		const { devices, now, skew } = this.fleet;
		return { serverTime: new Date(now + skew).toISOString(), totalCount: devices.size };
	}

	async readReports(from: string): Promise<FullRow[]> {
		const start = Date.parse(from);
		return this.readPages(({ date }) => date !== null && date >= start).rows.map((device) => this.toRow(device));
	}

	async readAll(): Promise<Listing<FullRow>> {
		const { rows, isComplete } = this.readPages(() => true);
		return { rows: rows.map((device) => this.toRow(device)), isComplete };
	}

	async readIds(): Promise<Listing<DeviceRow>> {
		const { rows, isComplete } = this.readPages(() => true);
		return { rows: rows.map(({ id, date }) => ({ id, date: toText(date) })), isComplete };
	}

	async readDevices(ids: readonly number[]): Promise<FullRow[]> {
		this.request();
		return ids.flatMap((id) => this.fleet.devices.get(id) ?? []).map((device) => this.toRow(device));
	}

	async findGone(ids: readonly number[]): Promise<number[]> {
		return ids.filter((id) => !this.fleet.devices.has(id));
	}

	private request(): void {
		if (this.requests++ === this.disturbances.failsAt) throw new Error('the server failed');
	}

	private readPages(keep: (device: Device) => boolean): Listing<Device> {
		const { devices, pageSize } = this.fleet;
		const { between, cut, hidesCut } = this.disturbances;
		const rows: Device[] = [];
		const counts: number[] = [];
		for (let last = 0; ;) {
			this.request();
			counts.push(devices.size);
			const page = this.fleet.readPage(last, keep);
			rows.push(...page);
			if (page.length < pageSize) break;
			last = page.at(-1)?.id ?? last;
			this.fleet.now += 3000;
			between();
		}
		const arrived = rows.slice(0, Math.floor(rows.length * cut));
		const isCounted = rows.length >= Math.min(...counts) && rows.length <= Math.max(...counts);
		return { rows: arrived, isComplete: cut < 1 ? hidesCut : isCounted };
	}

	private toRow({ id, date, report, edit }: Device): FullRow {
		const content = { hash: `${report}/${edit}`, scope: 's', name: `Mac ${id}`, serialNumber: `S${id}` };
		return { id, date: toText(date), device: { report, edit }, ...(this.withContent && { content }) };
	}
}

function toText(date: number | null): string | null {
	return date === null ? null : new Date(date).toISOString();
}
