import fc from 'fast-check';
import { commitRound, type Feed, openRound, parseFeed, startRound } from '../../nodes/shared/changes/feeds';
import { unpackIds } from '../../nodes/shared/changes/packedIds';
import { type RoundResult, runRound } from '../../nodes/shared/changes/runRound';
import { type Disturbances, Fleet, FleetReader, summarize, UNDISTURBED } from './fleet';

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

/** How an execution ends. After a failure n8n saves static data, after a cancellation it does not. */
type End = 'cancelled' | 'failed' | 'overlapped' | 'succeeded';

/** A workflow that keeps a copy of the fleet by what the feed emits. */
class Replica {
	readonly devices = new Map<number, string>();

	/** What n8n has saved, as JSON. */
	saved: string | undefined;

	falseRemovals = 0;

	/** Devices that no saved feed knows although they were emitted: their removal cannot be reported (ADR 0019). */
	readonly unsaved = new Set<number>();

	private executions = 0;

	constructor(
		private readonly fleet: Fleet,
		private readonly withContent: boolean,
	) {}

	/** One execution. Returns whether it compared everything. */
	async run(end: End, disturbances: Disturbances, everyHours: number): Promise<boolean> {
		const before = this.read();
		const result = await this.readRound(before, disturbances, everyHours).catch(() => undefined);
		if (result === undefined) return false;
		this.falseRemovals += result.removed.filter(({ id }) => this.fleet.devices.has(id)).length;
		if (end === 'overlapped') await this.run('succeeded', disturbances, everyHours);
		const execution = String(this.executions++);
		const opened = openRound(before, execution, result);
		this.apply(result, end);
		if (end === 'failed') this.save(opened);
		if (end === 'cancelled' || end === 'overlapped') this.markUnsaved();
		if (end === 'cancelled' || end === 'failed') return false;
		const committed = commitRound(opened, execution);
		if (typeof committed === 'string') throw new Error(committed);
		this.save(committed);
		// A retry starts behind the read, so its commit must not move the feed.
		expect(commitRound(this.read(), 'retry')).toBe('notRead');
		return everyHours === 0 && result.refused === undefined;
	}

	/** A lost feed starts again, and so does the copy. */
	lose(): void {
		this.saved = undefined;
		this.devices.clear();
		this.unsaved.clear();
	}

	/** Forgets deleted devices that no saved feed knew, the one difference that may remain. */
	dropUnsaved(): void {
		for (const id of this.unsaved) if (!this.fleet.devices.has(id)) this.devices.delete(id);
		this.unsaved.clear();
	}

	private async readRound(feed: Feed | undefined, disturbances: Disturbances, everyHours: number) {
		const { state, orphans } = startRound(feed);
		const settings = { everyHours, remembersContent: this.withContent, acceptsMany: false, filter: '', orphans };
		return await runRound(state, new FleetReader(this.fleet, this.withContent, disturbances), settings);
	}

	private read(): Feed | undefined {
		const feed = parseFeed(this.saved === undefined ? undefined : JSON.parse(this.saved));
		if (feed === 'invalid') throw new Error(this.saved);
		return feed;
	}

	private save(feed: Feed): void {
		this.saved = JSON.stringify(feed);
	}

	/** A workflow that fails or is cancelled has processed a part of the changes. */
	private apply({ changes, removed }: RoundResult, end: End): void {
		const isPartial = end === 'cancelled' || end === 'failed';
		const length = isPartial ? Math.floor(changes.length * this.fleet.random()) : changes.length;
		for (const { row } of changes.slice(0, length)) {
			this.devices.set(row.id, summarize(row.device.report, row.device.edit, this.withContent));
		}
		if (length < changes.length) return;
		for (const { id, serialNumber } of removed) {
			if (serialNumber !== '') expect(serialNumber).toBe(`S${id}`);
			this.devices.delete(id);
		}
	}

	private markUnsaved(): void {
		const { state, orphans } = startRound(this.read());
		const known = new Set([...unpackIds(state?.known ?? ''), ...orphans]);
		for (const id of this.devices.keys()) if (!known.has(id)) this.unsaved.add(id);
	}
}

async function check(seed: number): Promise<number> {
	const random = createRandom(seed);
	const withContent = random() < 0.5;
	const fleet = new Fleet(random, DEVICES, Math.ceil(DEVICES / 5));
	const replica = new Replica(fleet, withContent);
	let checks = 0;
	const disturb = (): Disturbances => ({
		between: () => fleet.disturb(Math.floor(random() * 10)),
		cut: random() < 0.1 ? random() : 1,
		hidesCut: random() < 0.5,
		failsAt: random() < 0.1 ? Math.floor(random() * 6) : Infinity,
	});
	for (let round = 0; round < ROUNDS; round++) {
		fleet.now += Math.floor(random() * 3 * 3_600_000);
		if (random() < 0.1) fleet.skew = Math.floor((random() - 0.5) * 2 * 3_600_000);
		fleet.disturb(Math.floor(random() * DEVICES * 0.05));
		if (random() < 0.02) replica.lose();
		const end = random();
		const ends: End = end < 0.1 ? 'failed' : end < 0.2 ? 'cancelled' : end < 0.3 ? 'overlapped' : 'succeeded';
		await replica.run(ends, disturb(), 24);
		if (round % 5 < 4) continue;
		fleet.now += 60_000;
		if (!(await replica.run('succeeded', UNDISTURBED, 0))) continue;
		checks++;
		replica.dropUnsaved();
		expect(replica.devices).toEqual(fleet.summarize(withContent));
	}
	expect(replica.falseRemovals).toBe(0);
	return checks;
}

test('whatever happens to fleet and workflow, the copy equals the fleet after a full comparison', async () => {
	let checks = 0;
	const property = fc.asyncProperty(fc.integer(), async (seed) => {
		checks += await check(seed);
	});
	await fc.assert(property, { numRuns: RUNS, seed: 16 });
	expect(checks).toBeGreaterThanOrEqual(RUNS * Math.floor(ROUNDS / 5 - 3));
});
