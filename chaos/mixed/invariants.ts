import type { INodeExecutionData } from 'n8n-workflow';
import { readFailedItem } from '../../harness/failedItem';
import type { JournalEntry, Simulator } from '../../simulator';
import { readClaim, checkClaim, countApplied } from '../oracle';
import { groupBy } from '../groupBy';
import type { Job } from './jobs';

/** One run of a job, with its input and output. */
export interface Batch {
	job: Job;
	input: INodeExecutionData[];
	marks: string[];
	output: INodeExecutionData[];
}

export interface Tally {
	items: number;
	errors: number;
	writes: number;
	unknown: number;
	lost: string[];
	duplicated: string[];
	disordered: string[];
	wrong: string[];
}

export const createTally = (): Tally => ({
	items: 0,
	errors: 0,
	writes: 0,
	unknown: 0,
	lost: [],
	duplicated: [],
	disordered: [],
	wrong: [],
});

/** Compares what the items reported with what the server did. */
export function checkInvariants(tally: Tally, batches: readonly Batch[], simulator: Simulator): void {
	const written = groupBy(simulator.journal.filter(isWrite), ({ mark, method, path }) => mark ?? `${method} ${path}`);
	for (const { job, input, marks, output } of batches) {
		const order = output.map(({ pairedItem }) => Number(Object(pairedItem).item));
		if (order.some((item, index) => item < (order[index - 1] ?? 0)))
			tally.disordered.push(`${job.name}: ${order.join()}`);
		const outputs = groupBy(output, ({ pairedItem }) => Number(Object(pairedItem).item));
		for (const [index, { json: given }] of input.entries()) {
			const mark = marks[index] ?? '';
			const out = outputs.get(index) ?? [];
			const say = (what: string) => `${job.name} ${mark}: ${what}`;
			tally.items++;
			if (out.length === 0) {
				tally.lost.push(say('no output'));
				continue;
			}
			const failed = readFailedItem(out[0]?.json);
			const text = failed && `${failed.error} ${failed.hint}`;
			if (text !== undefined) tally.errors++;
			else if (!job.isCorrect(out, given))
				tally.wrong.push(say(JSON.stringify(out.map(({ json }) => json)).slice(0, 200)));
			if (text !== undefined && (out.length > 1 || text.length < 40)) tally.wrong.push(say(text));
			if (job.writes === undefined) continue;
			const key = job.writes.path === undefined ? mark : `${job.writes.method} ${job.writes.path(given)}`;
			const applied = countApplied(written.get(key) ?? []);
			const claim = readClaim(text);
			tally.writes++;
			if (claim === 'unknown') tally.unknown++;
			const defect = checkClaim(claim, applied);
			if (defect !== undefined) (applied > 1 ? tally.duplicated : tally.lost).push(say(`${defect} (${text})`));
			else if (job.isStored && job.isStored(simulator, mark, given) !== (applied === 1))
				tally.wrong.push(say('the server has a different state'));
		}
	}
}

const isWrite = ({ method, path }: JournalEntry): boolean => method !== 'GET' && !path.endsWith('/oauth/token');
