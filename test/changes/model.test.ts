import fc from 'fast-check';
import {
	applyComparison,
	applyReports,
	finishComparison,
	isComparisonDue,
	planReadFrom,
} from '../../nodes/shared/changes/rounds';
import type { Change, FeedState } from '../../nodes/shared/changes/types';
import { unpackIds } from '../../nodes/shared/changes/packedIds';
import { Fleet, type FleetRow } from './fleet';

/** The long check: CHANGES_ROUNDS=500 CHANGES_DEVICES=10000 npx jest test/changes/model --testTimeout=3600000 */
const ROUNDS = Number(process.env.CHANGES_ROUNDS ?? 40);
const DEVICES = Number(process.env.CHANGES_DEVICES ?? 300);
const RUNS = ROUNDS > 40 ? 1 : 12;

function createRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A workflow that keeps a copy of the fleet by what the feed emits. */
class Replica {
	readonly devices = new Map<number, number>();

	state: FeedState | undefined;

	falseRemovals = 0;

	/** Devices emitted by executions that failed: the feed does not know them, so it cannot report that they are removed. */
	readonly uncommitted = new Set<number>();

	constructor(
		private readonly fleet: Fleet,
		private readonly random: () => number,
	) {}

	/** One execution; what goes wrong leaves the feed where it was. Returns whether it compared everything, undisturbed. */
	run(isDisturbed: boolean): boolean {
		const between = () => (isDisturbed ? this.fleet.disturb(Math.floor(this.random() * 10)) : undefined);
		const fault = isDisturbed ? this.random() : 1;
		const startedAt = new Date(this.fleet.now).toISOString();
		const clock = { serverTime: startedAt, everyHours: 24, totalCount: this.fleet.devices.size };
		const { state } = this;
		if (state !== undefined && isDisturbed && !isComparisonDue(state, clock)) {
			const rows = this.fleet.readReports(planReadFrom(state), between);
			const round = applyReports(state, { startedAt, rows });
			this.apply(round.changes, fault);
			if (fault > 0.2) this.commit(round.state);
			return false;
		}
		let rows = this.fleet.readAll(between);
		if (fault > 0.2 && fault < 0.3) rows = rows.slice(0, Math.floor(rows.length * this.random()));
		const totalCount = fault < 0.25 ? this.fleet.devices.size : rows.length;
		const compared = applyComparison(state, { startedAt, rows, totalCount });
		this.apply(compared.changes, fault);
		const gone = compared.missing.filter((id) => !this.fleet.devices.has(id));
		for (const id of gone) this.remove(id);
		if (fault > 0.2) this.commit(finishComparison(compared, gone));
		return fault === 1 && compared.refused === undefined;
	}

	/** What a committed round emitted is known, and must be emitted as removed. */
	private commit(state: FeedState): void {
		this.state = state;
		for (const id of unpackIds(state.known)) this.uncommitted.delete(id);
	}

	/** A lost feed starts again, and so does the copy. */
	lose(): void {
		this.state = undefined;
		this.devices.clear();
	}

	/** Below 0.1 the workflow fails in the middle of the changes. */
	private apply(changes: Array<Change<FleetRow>>, fault: number): void {
		const length = fault < 0.1 ? Math.floor(changes.length / 2) : changes.length;
		for (const { change, row } of changes.slice(0, length)) {
			this.devices.set(row.id, row.report);
			if (change === 'added' && fault <= 0.2) this.uncommitted.add(row.id);
		}
	}

	/** Forgets devices that no committed round ever emitted and that are gone, the one difference that may remain (ADR 0019). */
	dropUncommitted(): void {
		for (const id of this.uncommitted) if (!this.fleet.devices.has(id)) this.devices.delete(id);
		this.uncommitted.clear();
	}

	private remove(id: number): void {
		if (this.fleet.devices.has(id)) this.falseRemovals++;
		this.devices.delete(id);
	}
}

test('whatever happens to fleet and workflow, the copy equals the fleet after a full comparison', () => {
	let checks = 0;
	const check = (seed: number) => {
		const random = createRandom(seed);
		const fleet = new Fleet(random, DEVICES, Math.ceil(DEVICES / 5));
		const replica = new Replica(fleet, random);
		for (let round = 0; round < ROUNDS; round++) {
			fleet.now += Math.floor(random() * 3 * 3_600_000);
			fleet.disturb(Math.floor(random() * DEVICES * 0.05));
			if (random() < 0.02) replica.lose();
			replica.run(true);
			if (round % 5 < 4) continue;
			fleet.now += 60_000;
			if (!replica.run(false)) continue;
			checks++;
			replica.dropUncommitted();
			expect(replica.devices).toEqual(fleet.summarize());
		}
		expect(replica.falseRemovals).toBe(0);
	};
	fc.assert(fc.property(fc.integer(), check), { numRuns: RUNS, seed: 16 });
	expect(checks).toBeGreaterThan(RUNS * 4);
});
