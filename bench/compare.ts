import type { Stats } from '../simulator';
import { Child } from './child';
import type { Measured } from './measure';
import type { CandidateTask } from './processes/candidate';
import type { Environment } from './environment';
import { ratios, type Spread, spread } from './statistics';
import type { CandidateName } from './candidates';

/** One line of a comparison. */
export interface Contestant {
	candidate: CandidateName;
	label: string;
	/** The amount of work: computers to read, items to update. */
	size: number;
	/** Number of requests, by which per-request figures are divided. */
	requests: number;
	warmUp?: number;
	/** Warms up over the measured route, so that token and connections exist. */
	keepWarm?: boolean;
}

export interface Round extends Measured {
	stats: Stats;
}

/** The rounds of one contestant. */
export class Result {
	constructor(
		readonly contestant: Contestant,
		readonly rounds: Round[],
	) {}

	of(read: (round: Round) => number): Spread {
		return spread(this.rounds.map(read));
	}

	perRequest(read: (round: Round) => number): Spread {
		return this.of((round) => read(round) / this.contestant.requests);
	}

	/** The ratio to another result for the same amount of work, round by round. */
	times(other: Result, read: (round: Round) => number): Spread {
		const values = ({ rounds, contestant }: Result) => rounds.map((round) => read(round) / contestant.size);
		return ratios(values(this), values(other));
	}
}

export interface RunContext {
	repeats: number;
	httpRequest?: string | undefined;
	/** A folder for CPU profiles. */
	profiles?: string | undefined;
	/** Prints progress. */
	log: (what: string) => void;
}

/** Measures the contestants in turn, `repeats` times, each time in a fresh process. */
export async function compare(
	environment: Environment,
	contestants: readonly Contestant[],
	context: RunContext,
): Promise<Result[]> {
	const { repeats, log } = context;
	const results = contestants.map((contestant) => new Result(contestant, []));
	for (let round = 1; round <= repeats; round++) {
		for (const { contestant, rounds } of results) {
			const measured = await measureOnce(environment, contestant, context);
			rounds.push(measured);
			const wall = (measured.wallMs / 1000).toFixed(2);
			log(`${contestant.label}, ${contestant.size}: ${wall} s (${round} of ${repeats})`);
		}
	}
	return results;
}

async function measureOnce(environment: Environment, contestant: Contestant, context: RunContext): Promise<Round> {
	const { candidate, size, warmUp = 20, keepWarm = false } = contestant;
	const { profiles } = context;
	// Only where it is used: loading it takes a second.
	const httpRequest = candidate.includes('httpRequest') ? context.httpRequest : undefined;
	const task: CandidateTask = {
		candidate,
		size,
		warmUp,
		keepWarm,
		address: environment.address,
		httpRequest,
		profiles,
	};
	const child = await Child.start('candidate', task, ['--expose-gc']);
	try {
		await environment.reset();
		const measured = await child.ask<Measured>('measure');
		return { ...measured, stats: await environment.stats() };
	} finally {
		await child.stop();
	}
}
