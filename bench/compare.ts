import type { Stats } from '../simulator';
import { Child } from './child';
import type { Measured } from './measure';
import type { SubjectTask } from './processes/candidate';
import type { Site } from './environment';
import { ratios, type Spread, spread } from './statistics';
import type { SubjectName } from './candidates';

/** One line of a comparison. */
export interface Contestant {
	subject: SubjectName;
	label: string;
	/** How much work: computers to read, items to update. */
	size: number;
	/** Requests that it takes; the per-request figures divide by it. */
	requests: number;
	warmUp?: number;
	/** Warms up on the way that is measured: token and connections are there. */
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

	/** How many times as much this one needed for the same work, whatever requests it took, in the same rounds. */
	times(other: Result, read: (round: Round) => number): Spread {
		const values = ({ rounds, contestant }: Result) => rounds.map((round) => read(round) / contestant.size);
		return ratios(values(this), values(other));
	}
}

export interface Surroundings {
	repeats: number;
	httpRequest?: string | undefined;
	/** A folder for profiles of everything that is measured. */
	profiles?: string | undefined;
	/** Tells what is being done. */
	say: (what: string) => void;
}

/** Measures the contestants in turn, as often as wanted, each time in a fresh process. */
export async function compare(
	site: Site,
	contestants: readonly Contestant[],
	surroundings: Surroundings,
): Promise<Result[]> {
	const { repeats, say } = surroundings;
	const results = contestants.map((contestant) => new Result(contestant, []));
	for (let round = 1; round <= repeats; round++) {
		for (const { contestant, rounds } of results) {
			const measured = await measureOnce(site, contestant, surroundings);
			rounds.push(measured);
			const wall = (measured.wallMs / 1000).toFixed(2);
			say(`${contestant.label}, ${contestant.size}: ${wall} s (${round} of ${repeats})`);
		}
	}
	return results;
}

async function measureOnce(site: Site, contestant: Contestant, surroundings: Surroundings): Promise<Round> {
	const { subject, size, warmUp = 20, keepWarm = false } = contestant;
	const { profiles } = surroundings;
	// Loading it takes a second.
	const httpRequest = subject.includes('httpRequest') ? surroundings.httpRequest : undefined;
	const task: SubjectTask = { subject, size, warmUp, keepWarm, address: site.address, httpRequest, profiles };
	const child = await Child.start('candidate', task, ['--expose-gc']);
	try {
		await site.reset();
		const measured = await child.ask<Measured>('measure');
		return { ...measured, stats: await site.stats() };
	} finally {
		await child.stop();
	}
}
