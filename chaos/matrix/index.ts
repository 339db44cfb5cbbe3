import { closeConnections } from '../../nodes/shared/transport/http/pool';
import { Stage, locator } from '../../harness/testBench';
import { hurryBackOffs, openSockets, Unhandled, heapUsed } from '../process';
import type { Given, Outcome } from '../suite';
import { within } from '../withTimeout';
import { type Cell, runCell, TIMEOUT_MS, type Verdict } from './scenario';
import { FLEET, REQUESTS } from './requests';
import { STRIKES } from './faultCases';
import { toTable } from './table';

/** Servers that are worked on side by side: most cells only wait. */
const LANES = 6;
/** What is compiled, cached and grown once is not counted as kept. */
const WARM_UP = 60;
const QUICK_SHARE = 29;
const KEPT_MEGABYTES = 16;

/** Every strike on every kind of request, once and always. */
export async function runMatrix({ seed, quick, secrets }: Given): Promise<Outcome> {
	const unhandled = new Unhandled();
	const undo = hurryBackOffs(seed);
	const failures: string[] = [];
	const all = STRIKES.flatMap((strike) =>
		REQUESTS.filter(({ streams }) => !(streams && strike.inJson)).flatMap((request) =>
			(['once', 'always'] as const).map((often): Cell => ({ request, strike, often })),
		),
	);
	const cells = quick ? all.filter((_, index) => index % QUICK_SHARE === seed % QUICK_SHARE) : all;
	const warmUp = quick ? 6 : WARM_UP;
	const verdicts: Verdict[] = [];
	const lane = async (mine: readonly Cell[], number: number) => {
		const stage = await Stage.open({ ...FLEET, seed, mark: /chaos-\d+-\d+/ });
		const output = secrets.of(stage.simulator);
		await leftBehind(stage); // the first request of a process is slow
		for (const [index, cell] of mine.entries()) {
			verdicts.push(await runCell(stage, output, cell, `chaos-${number}-${index}`));
			const left = await leftBehind(stage);
			if (left !== undefined) failures.push(`${titleOf(cell)}: ${left}`);
		}
		output.done();
		await stage.simulator.close();
	};
	const lanes = async (some: readonly Cell[], first: number) => {
		const shares = Array.from({ length: LANES }, (_, number) =>
			some.filter((_cell, index) => index % LANES === number),
		);
		await Promise.all(shares.map(async (share, number) => await lane(share, first + number)));
		await closeConnections();
	};
	await lanes(cells.slice(0, warmUp), 100);
	const before = { heap: await heapUsed(), sockets: openSockets() };
	await lanes(cells.slice(warmUp), 0);
	const kept = (await heapUsed()) - before.heap;
	const sockets = openSockets() - before.sockets;
	undo();

	failures.push(
		...verdicts.filter(({ failure }) => failure).map((verdict) => `${titleOf(verdict)}: ${verdict.failure}`),
	);
	failures.push(...unhandled.stop().map((error) => `unhandled: ${error}`));
	if (sockets > 0) failures.push(`${sockets} sockets more than at the start`);
	if (kept > KEPT_MEGABYTES * 1e6) failures.push(`${(kept / 1e6).toFixed(1)} MB more than at the start`);
	const count = (outcome: Verdict['outcome']) => verdicts.filter((verdict) => verdict.outcome === outcome).length;
	return {
		figures: [
			['cells', verdicts.length],
			['succeeded', count('ok')],
			['one clear error, nothing applied', count('no')],
			['one clear error that says it cannot be known', count('?')],
			['longest cell', `${Math.round(Math.max(...verdicts.map(({ ms }) => ms)))} ms at a time-out of ${TIMEOUT_MS} ms`],
			['sockets and memory kept', `${Math.max(sockets, 0)} and ${Math.max(0, kept / 1e6).toFixed(1)} MB`],
		],
		...(!quick && { table: toTable(verdicts) }),
		failures,
	};
}

export const titleOf = ({ strike, request, often }: Cell): string =>
	`${strike.place} ${strike.name}, ${request.name}, ${often}`;

/** A place at the gate that was not given back would stop a credential with a cap of one. */
async function leftBehind(stage: Stage): Promise<string | undefined> {
	const { simulator } = stage;
	simulator.clearFaults();
	stage.signInAs(simulator.client, { maxConcurrentRequests: 1 });
	const run = await within(3_000, stage.pro('building', 'get', { id: locator('id', '1') }, { executionId: 'probe' }));
	if (run === undefined) return 'the next request hangs';
	if (run.error !== undefined) return `the next request fails: ${run.error.message}`;
	return simulator.stats.openConnections > 5 ? `${simulator.stats.openConnections} connections are open` : undefined;
}
