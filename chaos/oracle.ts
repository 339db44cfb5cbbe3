import type { NodeRun } from '../harness/engine';
import type { JournalEntry } from '../simulator';

/** What the workflow was told of a write: it is done, it is not, or nobody can know. */
export type Claim = 'done' | 'not done' | 'unknown';

const UNKNOWN = /may have carried out the change/;
const DONE = /do not repeat it/;

/** Reads it from the text of an error, message and description together. */
export function readClaim(error: string | undefined): Claim {
	if (error === undefined || DONE.test(error)) return 'done';
	return UNKNOWN.test(error) ? 'unknown' : 'not done';
}

/** What is wrong with a claim about a write that the server carried out `applied` times; undefined when it is true. */
export function checkClaim(claim: Claim, applied: number): string | undefined {
	if (applied > 1) return `applied ${applied} times`;
	if (claim === 'done' && applied === 0) return 'not applied, but the workflow was told that it is';
	if (claim === 'not done' && applied === 1) return 'applied, but the error does not say that it may be';
	return undefined;
}

/**
 * How often the server carried out a write, by the journal. A repetition that the server refused since it had carried out the
 * first one ("name taken", "unknown ID") counts as one more: it was only luck that nothing happened.
 */
export function countApplied(entries: readonly JournalEntry[]): number {
	const first = entries.findIndex(({ handled }) => handled >= 200 && handled < 300);
	return first === -1 ? 0 : entries.slice(first).filter(({ handled }) => handled !== 0).length;
}

/** What the user reads of an error: message and description. */
export function formatError({
	message,
	description,
}: {
	message: string;
	description?: string | null | undefined;
}): string {
	return `${message} ${description ?? ''}`;
}

/** What is wrong with the error of a run; undefined when it is one of n8n's types, with a cause and a way on. */
export function checkError(error: NonNullable<NodeRun['error']>): string | undefined {
	// The engine keeps a copy of the error, which has its name only.
	if (!/^Node(Api|Operation)Error$/.test(error.name)) return `an error of type ${error.name}`;
	if (error.message.length < 15 || (error.description ?? '').length < 10)
		return `an unclear error: ${formatError(error)}`;
	// What the engine throws by itself is a fault of the code, not of the wire.
	if (/is not a function|undefined|Cannot read|\[object/.test(error.message)) return `a raw error: ${error.message}`;
	return undefined;
}
