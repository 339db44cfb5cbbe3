import type { INodeExecutionData } from 'n8n-workflow';
import type { JournalEntry, Simulator } from '../../simulator';
import { claimOf, objectionTo, timesApplied } from '../oracle';
import { grouped } from '../groupBy';
import type { Job } from './jobs';

/** One run of a job: what went in, and what came out. */
export interface Batch {
	job: Job;
	input: INodeExecutionData[];
	marks: string[];
	output: INodeExecutionData[];
}

export interface Account {
	items: number;
	errors: number;
	writes: number;
	unknown: number;
	lost: string[];
	duplicated: string[];
	disordered: string[];
	wrong: string[];
}

export const emptyAccount = (): Account => ({
	items: 0,
	errors: 0,
	writes: 0,
	unknown: 0,
	lost: [],
	duplicated: [],
	disordered: [],
	wrong: [],
});

/** Holds what the items said against what the server did. */
export function settle(account: Account, batches: readonly Batch[], simulator: Simulator): void {
	const written = grouped(simulator.journal.filter(isWrite), ({ mark, method, path }) => mark ?? `${method} ${path}`);
	for (const { job, input, marks, output } of batches) {
		const order = output.map(({ pairedItem }) => Number(Object(pairedItem).item));
		if (order.some((item, index) => item < (order[index - 1] ?? 0)))
			account.disordered.push(`${job.name}: ${order.join()}`);
		const outputs = grouped(output, ({ pairedItem }) => Number(Object(pairedItem).item));
		for (const [index, { json: given }] of input.entries()) {
			const mark = marks[index] ?? '';
			const out = outputs.get(index) ?? [];
			const say = (what: string) => `${job.name} ${mark}: ${what}`;
			account.items++;
			if (out.length === 0) {
				account.lost.push(say('no output'));
				continue;
			}
			const { error, message } = out[0]?.json ?? {};
			const text = typeof error === 'string' ? `${error} ${String(message)}` : undefined;
			if (text !== undefined) account.errors++;
			else if (!job.isRight(out, given))
				account.wrong.push(say(JSON.stringify(out.map(({ json }) => json)).slice(0, 200)));
			if (text !== undefined && (out.length > 1 || text.length < 40)) account.wrong.push(say(text));
			if (job.writes === undefined) continue;
			const key = job.writes.path === undefined ? mark : `${job.writes.method} ${job.writes.path(given)}`;
			const applied = timesApplied(written.get(key) ?? []);
			const claim = claimOf(text);
			account.writes++;
			if (claim === 'unknown') account.unknown++;
			const objection = objectionTo(claim, applied);
			if (objection !== undefined)
				(applied > 1 ? account.duplicated : account.lost).push(say(`${objection} (${text})`));
			else if (job.holds && job.holds(simulator, mark, given) !== (applied === 1))
				account.wrong.push(say('the server holds another state'));
		}
	}
}

const isWrite = ({ method, path }: JournalEntry): boolean => method !== 'GET' && !path.endsWith('/oauth/token');
