import type { NodeRun } from '../../harness/engine';
import type { TestBench } from '../../harness/testBench';
import { readClaim, checkClaim, checkError, formatError, countApplied } from '../oracle';
import type { Collector } from '../secrets';
import { withTimeout } from '../withTimeout';
import type { RequestKind } from './requests';
import { type FaultCase, timeoutFor } from './faultCases';

export interface Scenario {
	requestKind: RequestKind;
	faultCase: FaultCase;
	/** Whether every matching request meets the fault, or only the first. */
	frequency: 'always' | 'once';
}

export interface Verdict extends Scenario {
	/** `ok`, `no` (error, nothing applied), `?` (error with unknown outcome). */
	outcome: 'ok' | 'no' | '?';
	ms: number;
	failure?: string;
}

/** Far longer than all attempts, back-offs and halved pages on the slowest machine: exceeding it means a hang. */
export const MAX_DURATION_MS = 600_000;

export async function runScenario(
	bench: TestBench,
	output: Collector,
	scenario: Scenario,
	mark: string,
): Promise<Verdict> {
	const { simulator, engine } = bench;
	const { requestKind, faultCase, frequency } = scenario;
	simulator.clearFaults();
	simulator.resetStats();
	// With its own token exchange, so that no scenario waits for one that another scenario's fault delays.
	bench.signInAs(simulator.addClient({ roles: ['Simulator Administrator'] }));
	const call = requestKind.prepare(bench, mark);
	const heal = simulator.fault({ ...faultCase.rule, ...requestKind.target, ...(frequency === 'once' && { times: 1 }) });
	const started = performance.now();
	const { input } = call;
	const parameters = {
		...call.parameters,
		options: {
			...Object(call.parameters.options),
			timeout: timeoutFor(faultCase),
		},
	};
	const stop = new AbortController();
	const options = { executionId: mark, signal: stop.signal, ...(input && { input }) };
	const run = await withTimeout(
		MAX_DURATION_MS,
		call.run?.(parameters) ?? engine.runNode(call.node, parameters, options),
	);
	const ms = performance.now() - started;
	heal();
	if (run === undefined) {
		stop.abort();
		return { ...scenario, outcome: '?', ms, failure: `hangs: no end after ${MAX_DURATION_MS} ms` };
	}
	output.add(run.run);
	const { error } = run;
	const text = error && formatError(error);
	const claim = readClaim(text);
	const failure =
		judge(scenario, run, call.isCorrect) ??
		(call.writes && checkClaim(claim, countApplied(call.writes(simulator.journal))));
	return {
		...scenario,
		ms,
		outcome: error === undefined ? 'ok' : claim === 'not done' ? 'no' : '?',
		...(failure !== undefined && { failure: `${failure}${text === undefined ? '' : ` (${text})`}` }),
	};
}

function judge(
	{ requestKind, faultCase, frequency }: Scenario,
	run: NodeRun,
	isCorrect: (run: NodeRun) => boolean,
): string | undefined {
	if (run.error !== undefined) {
		const passes = requestKind.signsIn ? faultCase.retried === 'all' : faultCase.retried !== undefined;
		const mustPass = frequency === 'once' && passes && !requestKind.changes && !requestKind.streams;
		return mustPass ? 'not retried' : checkError(run.error);
	}
	return isCorrect(run) ? undefined : `a success with wrong items: ${JSON.stringify(run.json).slice(0, 200)}`;
}
