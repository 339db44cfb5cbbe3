import fc from 'fast-check';
import type { SuiteOptions, SuiteResult } from '../suite';
import { play, type Tally } from './history';
import { histories } from './steps';

const HISTORIES = 10_000;
const QUICK_HISTORIES = 500;

/** Random histories of four trigger nodes on a model of the server: crashes, faults, lost data, other users. */
export async function runTrigger({ seed, quick }: SuiteOptions): Promise<SuiteResult> {
	const tally: Tally = { steps: 0, deliveries: 0, runs: 0, webhooks: 0 };
	const property = fc.asyncProperty(histories, async (history) => await play(history, tally));
	const numRuns = quick ? QUICK_HISTORIES : HISTORIES;
	const outcome = await fc.check(property, { seed, numRuns });
	return {
		figures: [
			['histories', outcome.numRuns],
			['steps', tally.steps],
			['deliveries', tally.deliveries],
			['runs', tally.runs],
			['webhooks in the end', tally.webhooks],
		],
		failures: outcome.failed
			? [`${String(outcome.errorInstance)} after ${JSON.stringify(outcome.counterexample)}`]
			: [],
	};
}
