import type { NodeRun } from '../../harness/engine';
import type { Stage } from '../../harness/testBench';
import { claimOf, objectionTo, objectionToError, textOf, timesApplied } from '../oracle';
import type { Collector } from '../secrets';
import { within } from '../withTimeout';
import type { RequestKind } from './requests';
import type { Strike } from './faultCases';

export interface Cell {
	request: RequestKind;
	strike: Strike;
	/** Only the first matching request is struck, or every one. */
	often: 'always' | 'once';
}

export interface Verdict extends Cell {
	/** `ok`, `no` (error, nothing applied), `?` (error that says it cannot be known). */
	outcome: 'ok' | 'no' | '?';
	ms: number;
	failure?: string;
}

/** Short where the time-out itself is what is tried; a busy machine must not time out otherwise. */
export const TIMEOUT_MS = 400;
const PATIENT_TIMEOUT_MS = 10_000;
const SILENT = new Set(['endlessBody', 'noAnswer', 'stalledBody']);
/** Attempts, back-offs and halved pages after each other; a hang is longer than any of them. */
const MAX_DURATION_MS = 15_000;

export async function runCell(stage: Stage, output: Collector, cell: Cell, mark: string): Promise<Verdict> {
	const { simulator, engine } = stage;
	const { request, strike, often } = cell;
	simulator.clearFaults();
	simulator.resetStats();
	// A sign-in of its own: no cell waits for an exchange that another one's fault holds.
	stage.signInAs(simulator.addClient({ roles: ['Simulator Administrator'] }));
	const call = request.prepare(stage, mark);
	const heal = simulator.fault({ ...strike.rule, ...request.struck, ...(often === 'once' && { times: 1 }) });
	const started = performance.now();
	const { input } = call;
	const parameters = {
		...call.parameters,
		options: {
			...Object(call.parameters.options),
			timeout: SILENT.has(strike.rule.kind) ? TIMEOUT_MS : PATIENT_TIMEOUT_MS,
		},
	};
	const stop = new AbortController();
	const options = { executionId: mark, signal: stop.signal, ...(input && { input }) };
	const run = await within(MAX_DURATION_MS, engine.runNode(call.node, parameters, options));
	const ms = performance.now() - started;
	heal();
	if (run === undefined) {
		stop.abort();
		return { ...cell, outcome: '?', ms, failure: `hangs: no end after ${MAX_DURATION_MS} ms` };
	}
	output.look(run.run);
	const { error } = run;
	const text = error && textOf(error);
	const claim = claimOf(text);
	const failure =
		judge(cell, run, call.isRight) ?? (call.writes && objectionTo(claim, timesApplied(call.writes(simulator.journal))));
	return {
		...cell,
		ms,
		outcome: error === undefined ? 'ok' : claim === 'not done' ? 'no' : '?',
		...(failure !== undefined && { failure: `${failure}${text === undefined ? '' : ` (${text})`}` }),
	};
}

function judge({ request, strike, often }: Cell, run: NodeRun, isRight: (run: NodeRun) => boolean): string | undefined {
	if (run.error !== undefined) {
		const passes = request.signsIn ? strike.passes === 'all' : strike.passes !== undefined;
		const mustPass = often === 'once' && passes && !request.changes && !request.streams;
		return mustPass ? 'not tried again' : objectionToError(run.error);
	}
	return isRight(run)
		? undefined
		: `a success with other items than asked for: ${JSON.stringify(run.json).slice(0, 200)}`;
}
