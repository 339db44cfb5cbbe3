import { closeConnections } from '../../nodes/shared/transport/http/pool';
import { hashOf, mix } from '../../simulator/random';
import { Stage } from '../../harness/testBench';
import type { Given, Outcome } from '../suite';
import { hurryBackOffs, Unhandled } from '../process';
import type { SecretSearch } from '../secrets';
import { within } from '../withTimeout';
import { type Account, type Batch, emptyAccount, settle } from './invariants';
import { armAtRandom } from './faults';
import { FLEET, type Job, JOBS } from './jobs';

const SHARE_OF_FAULTS = 0.1;
const ITEMS = 40;
/** Executions at the same time, and seeds side by side. */
const EXECUTIONS = 3;
const SIDE_BY_SIDE = 4;
const TIMEOUT_MS = 400;
const MAX_DURATION_MS = 60_000;

/** Thousands of requests of all kinds while a tenth of them goes wrong; then the journal is held against what the items said. */
export async function runMixed({ seed, quick, secrets }: Given): Promise<Outcome> {
	const unhandled = new Unhandled();
	const undo = hurryBackOffs(seed);
	const [seeds, requests] = quick ? [1, 600] : [20, 10_000];
	const account = emptyAccount();
	const failures: string[] = [];
	let sent = 0;
	const waiting = Array.from({ length: seeds }, (_, index) => seed + index);
	const lane = async () => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			const mine = emptyAccount();
			const its = await oneSeed(next, requests, secrets, mine);
			sent += its;
			for (const kind of ['lost', 'duplicated', 'disordered', 'wrong'] as const) {
				failures.push(...mine[kind].map((what) => `seed ${next}, ${kind}: ${what}`));
			}
			add(account, mine);
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
			['items', account.items],
			['items with an error', account.errors],
			['writes', account.writes],
			['writes whose error says it cannot be known', account.unknown],
			['lost', account.lost.length],
			['duplicated', account.duplicated.length],
			['in wrong order', account.disordered.length],
			['wrong in another way', account.wrong.length],
		],
		failures,
	};
}

async function oneSeed(seed: number, requests: number, secrets: SecretSearch, account: Account): Promise<number> {
	const stage = await Stage.open({ ...FLEET, seed, compress: seed % 2 === 0, mark: /chaos-\d+-\d+/ });
	const { simulator, engine } = stage;
	const output = secrets.of(simulator);
	const batches: Batch[] = [];
	armAtRandom(simulator, SHARE_OF_FAULTS);
	let made = 0;
	let round = 0;
	const execution = async () => {
		while (simulator.stats.requests < requests) {
			const number = round++;
			const job = choose(seed, number);
			const marks = Array.from({ length: ITEMS }, () => `chaos-${seed}-${++made}`);
			const input = marks.map((mark) => job.make(simulator, mark));
			const run = await within(
				MAX_DURATION_MS,
				engine.runNode(
					job.node,
					{ ...job.parameters, options: { ...Object(job.parameters.options), timeout: TIMEOUT_MS } },
					{ input, executionId: `${seed} ${number}`, onError: 'continueRegularOutput' },
				),
			);
			if (run === undefined) {
				account.wrong.push(`${job.name}: hangs`);
				return;
			}
			output.look(run.run);
			if (run.error !== undefined) account.wrong.push(`${job.name}: the run failed: ${run.error.message}`);
			else batches.push({ job, input, marks, output: run.items });
		}
	};
	await Promise.all(Array.from({ length: EXECUTIONS }, execution));
	settle(account, batches, simulator);
	output.done();
	const sent = simulator.stats.requests;
	await simulator.close();
	return sent;
}

/** By share, the same for the same seed. */
function choose(seed: number, round: number): Job {
	const total = JOBS.reduce((sum, { share }) => sum + share, 0);
	let left = mix(seed, round, hashOf('job')) % total;
	for (const job of JOBS) if ((left -= job.share) < 0) return job;
	throw new RangeError('shares do not add up');
}

function add(sum: Account, more: Account): void {
	for (const name of ['items', 'errors', 'writes', 'unknown'] as const) sum[name] += more[name];
	for (const name of ['lost', 'duplicated', 'disordered', 'wrong'] as const) sum[name].push(...more[name]);
}
