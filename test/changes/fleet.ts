/** A fleet that changes while it is read; time moves with every page. */
interface Device {
	id: number;
	date: number | null;
	/** Counts the reports, so that a replica shows which one it has. */
	report: number;
}

export interface FleetRow {
	id: number;
	date: string | null;
	report: number;
}

/** How far the date of a report may lie behind the time at which it becomes visible. */
const MAX_DELAY_MS = 4 * 60_000;

const SIGNIFICANT_DATES = 60_000;

export class Fleet {
	readonly devices = new Map<number, Device>();

	now = Date.UTC(2026, 0, 1);

	private lastId = 0;

	constructor(
		private readonly random: () => number,
		size: number,
		private readonly pageSize: number,
	) {
		for (let index = 0; index < size; index++) this.enroll();
	}

	/** Devices report, enroll, come back under their ID or disappear; a tenth of the reports have one rounded date. */
	disturb(events: number): void {
		for (let event = 0; event < events; event++) {
			const kind = this.random();
			const id = 1 + Math.floor(this.random() * this.lastId);
			const known = this.devices.get(id);
			if (kind < 0.05) this.enroll();
			else if (kind < 0.1) this.devices.delete(id);
			else if (known === undefined) this.devices.set(id, { id, date: this.pickDate(), report: 1 });
			else this.devices.set(id, { id, date: this.pickDate(known.date), report: known.report + 1 });
		}
	}

	/** Pages in ascending order, each behind the last row of the former one; `between` runs before every page but the first. */
	readReports(from: string, between: () => void): FleetRow[] {
		const compare = (a: Device, b: Device) => Number(a.date) - Number(b.date) || a.id - b.id;
		return this.readPages(between, compare, ({ date }) => date !== null && date >= Date.parse(from));
	}

	readAll(between: () => void): FleetRow[] {
		return this.readPages(
			between,
			(a, b) => a.id - b.id,
			() => true,
		);
	}

	/** What a replica should have: the report of each device by its ID. */
	summarize(): Map<number, number> {
		return new Map([...this.devices.values()].map(({ id, report }) => [id, report]));
	}

	private readPages(between: () => void, compare: (a: Device, b: Device) => number, keep: (row: Device) => boolean) {
		const rows = new Map<number, FleetRow>();
		let last: Device | undefined;
		for (;;) {
			const behind = [...this.devices.values()].filter(
				(row) => keep(row) && (last === undefined || compare(row, last) > 0),
			);
			const page = behind.sort(compare).slice(0, this.pageSize);
			for (const { id, date, report } of page) {
				const text = date === null ? null : new Date(date).toISOString();
				// The reader of lists keeps the first of two rows with one ID.
				if (!rows.has(id)) rows.set(id, { id, date: text, report });
			}
			last = page.at(-1);
			if (page.length < this.pageSize) return [...rows.values()];
			this.now += 3000;
			between();
		}
	}

	private enroll(): void {
		const id = (this.lastId += 1 + Math.floor(this.random() * 3));
		this.devices.set(id, { id, date: this.random() < 0.1 ? null : this.pickDate(), report: 1 });
	}

	/** Greater than the former date: a report replaces an earlier one. */
	private pickDate(former: number | null = null): number {
		const exact = this.now - Math.floor(this.random() * MAX_DELAY_MS);
		const date = this.random() < 0.1 ? exact - (exact % SIGNIFICANT_DATES) : exact;
		return former === null ? date : Math.max(date, former + 1);
	}
}
