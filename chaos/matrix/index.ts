import { closeConnections } from '../../nodes/shared/transport/http/pool';
import { TestBench, locator } from '../../harness/testBench';
import { shortenBackOffs, countOpenSockets, UnhandledErrors, measureHeap } from '../process';
import type { SuiteOptions, SuiteResult } from '../suite';
import { withTimeout } from '../withTimeout';
import { type Scenario, MAX_DURATION_MS, runScenario, type Verdict } from './scenario';
import { FLEET, REQUESTS } from './requests';
import { FAULT_CASES, TIMEOUT_MS } from './faultCases';
import { toTable } from './table';

/** Servers used in parallel: most scenarios only wait. */
const LANES = 6;
/** Scenarios before memory is measured, so that one-time compilation and caches do not count. */
const WARM_UP = 60;
const QUICK_SHARE = 29;
const MAX_RETAINED_MB = 16;

/** Applies every fault to every kind of request, once and always. */
export async function runMatrix({ seed, quick, secrets }: SuiteOptions): Promise<SuiteResult> {
	const unhandled = new UnhandledErrors();
	const undo = shortenBackOffs(seed);
	const failures: string[] = [];
	const all = FAULT_CASES.flatMap((faultCase) =>
		REQUESTS.filter((requestKind) => isDetectable(faultCase, requestKind)).flatMap((requestKind) =>
			(['once', 'always'] as const).map((frequency): Scenario => ({ requestKind, faultCase, frequency })),
		),
	);
	const scenarios = quick ? all.filter((_, index) => index % QUICK_SHARE === seed % QUICK_SHARE) : all;
	const warmUp = quick ? 6 : WARM_UP;
	const verdicts: Verdict[] = [];
	const lane = async (mine: readonly Scenario[], number: number) => {
		const bench = await TestBench.open({ ...FLEET, seed, mark: /chaos-\d+-\d+/ });
		const output = secrets.createCollector(bench.simulator);
		await findLeftovers(bench); // the first request of a process is slow
		for (const [index, scenario] of mine.entries()) {
			verdicts.push(await runScenario(bench, output, scenario, `chaos-${number}-${index}`));
			const left = await findLeftovers(bench);
			if (left !== undefined) failures.push(`${formatTitle(scenario)}: ${left}`);
		}
		output.finish();
		await bench.simulator.close();
	};
	const lanes = async (some: readonly Scenario[], first: number) => {
		const shares = Array.from({ length: LANES }, (_, number) =>
			some.filter((_cell, index) => index % LANES === number),
		);
		await Promise.all(shares.map(async (share, number) => await lane(share, first + number)));
		await closeConnections();
	};
	await lanes(scenarios.slice(0, warmUp), 100);
	const before = { heap: await measureHeap(), sockets: countOpenSockets() };
	await lanes(scenarios.slice(warmUp), 0);
	const kept = (await measureHeap()) - before.heap;
	const sockets = countOpenSockets() - before.sockets;
	undo();

	failures.push(
		...verdicts.filter(({ failure }) => failure).map((verdict) => `${formatTitle(verdict)}: ${verdict.failure}`),
	);
	failures.push(...unhandled.stop().map((error) => `unhandled: ${error}`));
	if (sockets > 0) failures.push(`${sockets} sockets more than at the start`);
	if (kept > MAX_RETAINED_MB * 1e6) failures.push(`${(kept / 1e6).toFixed(1)} MB more than at the start`);
	const count = (outcome: Verdict['outcome']) => verdicts.filter((verdict) => verdict.outcome === outcome).length;
	return {
		figures: [
			['scenarios', verdicts.length],
			['succeeded', count('ok')],
			['one clear error, nothing applied', count('no')],
			['one clear error with unknown outcome', count('?')],
			[
				'longest scenario',
				`${Math.round(Math.max(...verdicts.map(({ ms }) => ms)))} ms with a timeout of ${TIMEOUT_MS} ms`,
			],
			['sockets and memory retained', `${Math.max(sockets, 0)} and ${Math.max(0, kept / 1e6).toFixed(1)} MB`],
		],
		...(!quick && { table: toTable(verdicts) }),
		failures,
	};
}

function isDetectable({ jsonOnly, readsOnly }: Scenario['faultCase'], { streams, changes }: Scenario['requestKind']) {
	if (streams === true) return jsonOnly !== true && readsOnly !== true;
	return !(changes && readsOnly === true);
}

const formatTitle = ({ faultCase, requestKind, frequency }: Scenario): string =>
	`${faultCase.phase} ${faultCase.name}, ${requestKind.name}, ${frequency}`;

/** A slot that was not released would block a credential that is limited to one request. */
async function findLeftovers(bench: TestBench): Promise<string | undefined> {
	const { simulator } = bench;
	simulator.clearFaults();
	bench.signInAs(simulator.client, { maxConcurrentRequests: 1 });
	const run = await withTimeout(
		MAX_DURATION_MS,
		bench.pro('building', 'get', { id: locator('id', '1') }, { executionId: 'probe' }),
	);
	if (run === undefined) return 'the next request hangs';
	if (run.error !== undefined) return `the next request fails: ${run.error.message}`;
	return simulator.stats.openConnections > 5 ? `${simulator.stats.openConnections} connections are open` : undefined;
}
