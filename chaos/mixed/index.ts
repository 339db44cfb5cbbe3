import { closeConnections } from '../../nodes/shared/transport/http/pool';
import { hashOf, mix } from '../../simulator/random';
import { TestBench } from '../../harness/testBench';
import type { SuiteOptions, SuiteResult } from '../suite';
import { shortenBackOffs, UnhandledErrors } from '../process';
import type { SecretSearch } from '../secrets';
import { withTimeout } from '../withTimeout';
import { type Tally, type Batch, createTally, checkInvariants } from './invariants';
import { armAtRandom } from './faults';
import { FLEET, type Job, JOBS } from './jobs';

const SHARE_OF_FAULTS = 0.1;
const ITEMS = 40;
/** Simultaneous executions, and seeds in parallel. */
const EXECUTIONS = 3;
const SIDE_BY_SIDE = 4;
const TIMEOUT_MS = 1_500;
/** Far longer than any run: exceeding it means that the run hangs. */
const MAX_DURATION_MS = 600_000;

/** Sends thousands of requests of all kinds while a tenth of them fail, then compares the journal with what the items reported. */
export async function runMixed({ seed, quick, secrets }: SuiteOptions): Promise<SuiteResult> {
	const unhandled = new UnhandledErrors();
	const undo = shortenBackOffs(seed);
	const [seeds, requests] = quick ? [1, 600] : [20, 10_000];
	const tally = createTally();
	const failures: string[] = [];
	let sent = 0;
	const waiting = Array.from({ length: seeds }, (_, index) => seed + index);
	const lane = async () => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			const mine = createTally();
			const its = await runSeed(next, requests, secrets, mine);
			sent += its;
			for (const kind of ['lost', 'duplicated', 'disordered', 'wrong'] as const) {
				failures.push(...mine[kind].map((what) => `seed ${next}, ${kind}: ${what}`));
			}
			addTally(tally, mine);
		}
	};
	await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
	await closeConnections();
	undo();
	failures.push(...unhandled.stop().map((error) => `unhandled: ${error}`));
	return {
		figures: [
			['seeds', seeds],
			['requests', sent],
			['items', tally.items],
			['items with an error', tally.errors],
			['writes', tally.writes],
			['writes with unknown outcome', tally.unknown],
			['lost', tally.lost.length],
			['duplicated', tally.duplicated.length],
			['in wrong order', tally.disordered.length],
			['other errors of order or content', tally.wrong.length],
		],
		failures,
	};
}

async function runSeed(seed: number, requests: number, secrets: SecretSearch, tally: Tally): Promise<number> {
	const bench = await TestBench.open({ ...FLEET, seed, compress: seed % 2 === 0, mark: /chaos-\d+-\d+/ });
	const { simulator, engine } = bench;
	const output = secrets.createCollector(simulator);
	const batches: Batch[] = [];
	armAtRandom(simulator, SHARE_OF_FAULTS);
	let made = 0;
	let round = 0;
	const execution = async () => {
		while (simulator.stats.requests < requests) {
			const number = round++;
			const job = chooseJob(seed, number);
			const marks = Array.from({ length: ITEMS }, () => `chaos-${seed}-${++made}`);
			const input = marks.map((mark) => job.createInput(simulator, mark));
			const run = await withTimeout(
				MAX_DURATION_MS,
				engine.runNode(
					job.node,
					{ ...job.parameters, options: { ...Object(job.parameters.options), timeout: TIMEOUT_MS } },
					{ input, executionId: `${seed} ${number}`, onError: 'continueRegularOutput' },
				),
			);
			if (run === undefined) {
				tally.wrong.push(`${job.name}: hangs`);
				return;
			}
			output.add(run.run);
			if (run.error !== undefined) tally.wrong.push(`${job.name}: the run failed: ${run.error.message}`);
			else batches.push({ job, input, marks, output: run.items });
		}
	};
	await Promise.all(Array.from({ length: EXECUTIONS }, execution));
	checkInvariants(tally, batches, simulator);
	output.finish();
	const sent = simulator.stats.requests;
	await simulator.close();
	return sent;
}

/** Chooses by share, deterministically for a seed. */
function chooseJob(seed: number, round: number): Job {
	const total = JOBS.reduce((sum, { share }) => sum + share, 0);
	let left = mix(seed, round, hashOf('job')) % total;
	for (const job of JOBS) if ((left -= job.share) < 0) return job;
	throw new RangeError('the shares do not add up');
}

function addTally(sum: Tally, more: Tally): void {
	for (const name of ['items', 'errors', 'writes', 'unknown'] as const) sum[name] += more[name];
	for (const name of ['lost', 'duplicated', 'disordered', 'wrong'] as const) sum[name].push(...more[name]);
}
