import { Child } from '../child';
import { Environment, NEAR } from '../environment';
import type { ChangesTask, Read } from '../processes/changes';
import type { EngineTask, EngineRound } from '../processes/changesEngine';
import { ratios, type Spread, spread } from '../statistics';
import type { Goal, Suite } from '../suite';
import { formatNumber, formatRatio, formatSpread, formatTable, MB } from '../text';

/** One read of the inventory, with what the server counted of it. Requests are counted without sign-in. */
interface Sample extends Read {
	requests: number;
	bytes: number;
}

interface Fleet {
	computers: number;
	/** By name of the read, one sample a round. */
	samples: Map<ReadName, Sample[]>;
}

const READS = {
	getMany: 'Get Many, all computers',
	getChanges: 'Get Changes, 1 % changed',
	compare: 'Get Changes with a full comparison, 1 % changed',
} as const;
type ReadName = keyof typeof READS;

/** What a round with 1 % changed may need between full comparisons, for each fleet. */
const GOALS = [
	{ maxRequests: 3, maxBytes: 1 / 30, maxTime: 1 / 2 },
	{ maxRequests: 5, maxBytes: 1 / 30, maxTime: 1 / 10 },
];
const MAX_ENGINE_MS = 100;
const MAX_STATE_BYTES = 250_000;

export const changes: Suite = {
	name: 'changes',
	title: 'Reading only what changed',
	async run(plan, { repeats, log }) {
		const fleets: Fleet[] = [];
		for (const computers of plan.changingFleets) fleets.push(await measureFleet(computers, repeats, log));
		const rows = fleets.flatMap(({ computers, samples }) =>
			[...samples].map(([name, of]) => [
				`${READS[name]}, of ${computers.toLocaleString('en-US')}`,
				formatNumber(spreadOf(of, ({ requests }) => requests).median),
				formatNumber(spreadOf(of, ({ bytes }) => bytes).median / MB),
				formatSpread(
					spreadOf(of, ({ wallMs }) => wallMs),
					1000,
				),
				formatNumber(spreadOf(of, ({ stateBytes }) => stateBytes).median / 1000),
			]),
		);
		const engine = await measureEngine(plan.engineDevices, repeats);
		return {
			text: [
				`Computers with their General section. ${NEAR.name}. Every read reuses the token and connections of the previous one. A hundredth of the computers submits inventory before each Get Changes.`,
				formatTable(['', 'requests', 'MB', 'wall time, s', 'state, KB'], rows),
				`CPU time of the engine alone for a round of ${plan.engineDevices.toLocaleString('en-US')} devices, from rows in memory to the next state: ${engine.map(({ name, cpu }) => `${name} ${formatSpread(cpu)} ms`).join('; ')}.`,
			].join('\n\n'),
			goals: [
				...fleets.flatMap((fleet, index) => goalsOf(fleet, GOALS[Math.min(index, GOALS.length - 1)])),
				...engine.map(({ name, cpu }) => ({
					what: `engine, ${name}: at most ${MAX_ENGINE_MS} ms of CPU`,
					measured: `${formatNumber(cpu.median)} ms`,
					met: cpu.median <= MAX_ENGINE_MS,
				})),
			],
		};
	},
};

async function measureFleet(computers: number, repeats: number, log: (what: string) => void): Promise<Fleet> {
	const environment = await Environment.open(NEAR, { computers });
	const samples = new Map<ReadName, Sample[]>();
	try {
		const task: ChangesTask = { address: environment.address };
		const child = await Child.start<null>('changes', task);
		try {
			for (let round = 0; round < repeats; round++) {
				for (const name of Object.keys(READS) as ReadName[]) {
					if (name !== 'getMany') await environment.submitInventory(computers / 100);
					await environment.reset();
					const read = await child.ask<Read>(name);
					const { requests, tokens, responseBytes } = await environment.stats();
					const sample = { ...read, requests: requests - tokens, bytes: responseBytes };
					samples.set(name, [...(samples.get(name) ?? []), sample]);
					log(`${READS[name]}, ${computers}: ${(read.wallMs / 1000).toFixed(2)} s (${round + 1} of ${repeats})`);
				}
			}
		} finally {
			await child.stop();
		}
	} finally {
		await environment.close();
	}
	return { computers, samples };
}

const spreadOf = (samples: readonly Sample[], read: (sample: Sample) => number): Spread => spread(samples.map(read));

function goalsOf({ computers, samples }: Fleet, goal: (typeof GOALS)[number] | undefined): Goal[] {
	const [full, changed, compared] = (['getMany', 'getChanges', 'compare'] as const).map(
		(name) => samples.get(name) ?? [],
	);
	if (goal === undefined || full === undefined || changed === undefined || compared === undefined) return [];
	const fleet = `1 % of ${computers.toLocaleString('en-US')} changed`;
	const ratio = (read: (sample: Sample) => number) => ratios(changed.map(read), full.map(read));
	const [bytes, time] = [ratio((sample) => sample.bytes), ratio(({ wallMs }) => wallMs)];
	const requests = spreadOf(changed, (sample) => sample.requests).max;
	const state = spreadOf(compared, ({ stateBytes }) => stateBytes).max;
	return [
		{
			what: `${fleet}: at most ${goal.maxRequests} requests`,
			measured: String(requests),
			met: requests <= goal.maxRequests,
		},
		{
			what: `${fleet}: at most ${formatNumber(goal.maxBytes)} of the bytes of Get Many`,
			measured: formatRatio(bytes),
			met: bytes.median <= goal.maxBytes,
		},
		{
			what: `${fleet}: at most ${formatNumber(goal.maxTime)} of the time of Get Many`,
			measured: formatRatio(time),
			met: time.median <= goal.maxTime,
		},
		{
			what: `${fleet}: a state of at most ${MAX_STATE_BYTES / 1000} KB`,
			measured: `${formatNumber(state / 1000)} KB`,
			met: state <= MAX_STATE_BYTES,
		},
	];
}

const ENGINE_ROUNDS: Record<EngineRound, string> = {
	reports: 'reports of 1 %',
	compare: 'a full comparison with 1 % changed',
};

async function measureEngine(devices: number, repeats: number): Promise<Array<{ name: string; cpu: Spread }>> {
	const found: Array<{ name: string; cpu: Spread }> = [];
	for (const [round, name] of Object.entries(ENGINE_ROUNDS) as Array<[EngineRound, string]>) {
		const medians: number[] = [];
		for (let index = 0; index < repeats; index++) {
			const task: EngineTask = { devices, round };
			const child = await Child.start<null>('changesEngine', task);
			medians.push(spread(await child.ask<number[]>('measure').finally(async () => await child.stop())).median);
		}
		found.push({ name, cpu: spread(medians) });
	}
	return found;
}
