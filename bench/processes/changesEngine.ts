import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Rounds from '../../nodes/shared/changes/runRound';
import type { DeviceRow, FullRow } from '../../nodes/shared/changes/types';
import { serve } from '../child';

export type EngineRound = 'reports' | 'compare';

export interface EngineTask {
	devices: number;
	round: EngineRound;
}

const ROUNDS = 20;
const START = Date.parse('2026-01-01T00:00:00Z');
const HOUR_MS = 3_600_000;

// The published build, so that tsx does not influence the measurement.
const BUILT = path.join(__dirname, '../../dist/nodes/shared/changes/runRound.js');
const { runRound } = createRequire(__filename)(BUILT) as typeof Rounds;

const settings = { remembersContent: false, acceptsMany: false, filter: '' };

let task: EngineTask;
let rows: FullRow[];

serve<EngineTask>(
	async (given) => {
		task = given;
		// Every seventh ID was deleted long ago, and each device reported at another time of the last day.
		rows = Array.from({ length: task.devices }, (_, index) => {
			const date = new Date(START - (index % 86_400) * 1000).toISOString();
			return { id: index + 1 + Math.floor(index / 6), date, device: {} };
		});
	},
	async () => {
		let { state } = await runRound(undefined, createReader(START), { ...settings, everyHours: 24 });
		const readings: number[] = [];
		for (let round = 1; round <= ROUNDS; round++) {
			const now = START + round * HOUR_MS;
			for (let index = round; index < rows.length; index += 100) {
				rows[index] = { ...rows[index], date: new Date(now - 60_000).toISOString() } as FullRow;
			}
			const reader = createReader(now);
			// What n8n keeps is JSON: nothing of the round before is left in memory but this.
			const stored = JSON.parse(JSON.stringify(state)) as typeof state;
			const before = process.cpuUsage();
			const result = await runRound(stored, reader, { ...settings, everyHours: task.round === 'compare' ? 0 : 48 });
			const { user, system } = process.cpuUsage(before);
			readings.push((user + system) / 1000);
			if (result.changes.length !== Math.ceil((rows.length - round) / 100)) throw new Error('a change was not found');
			({ state } = result);
		}
		return readings;
	},
);

/** Rows that are in memory already. */
function createReader(now: number): Rounds.InventoryReader {
	const light: DeviceRow[] = rows.map(({ id, date }) => ({ id, date }));
	const reported = rows.filter(({ date }) => Date.parse(date ?? '') > now - HOUR_MS);
	return {
		count: async () => ({ serverTime: new Date(now).toISOString(), totalCount: rows.length }),
		readReports: async () => reported,
		readAll: async () => ({ rows, isComplete: true }),
		readIds: async () => ({ rows: light, isComplete: true }),
		readDevices: async (ids) => rows.filter(({ id }) => ids.includes(id)),
		findGone: async (ids) => [...ids],
	};
}
