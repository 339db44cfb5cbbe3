import type { NodeRun } from '../harness/engine';
import type { JournalEntry } from '../simulator';

/** What the node reports about a write: carried out, not carried out, or unknown. */
type Claim = 'done' | 'not done' | 'unknown';

const UNKNOWN = /may have carried out the change/;
const DONE = /do not repeat it/;

/** Reads the claim from the text of an error, message and description together. */
export function readClaim(error: string | undefined): Claim {
	if (error === undefined || DONE.test(error)) return 'done';
	return UNKNOWN.test(error) ? 'unknown' : 'not done';
}

/** Checks a claim about a write that the server carried out `applied` times. Returns what is wrong, or undefined. */
export function checkClaim(claim: Claim, applied: number): string | undefined {
	if (applied > 1) return `applied ${applied} times`;
	if (claim === 'done' && applied === 0) return 'not applied, but reported as done';
	if (claim === 'not done' && applied === 1) return 'applied, but the error does not say so';
	return undefined;
}

/**
 * Counts in the journal how often the server carried out a write. A retry that the server rejected because it had carried out
 * the first one ("name taken", "unknown ID") counts too: it was harmless only by chance.
 */
export function countApplied(entries: readonly JournalEntry[]): number {
	const first = entries.findIndex(({ handled }) => handled >= 200 && handled < 300);
	return first === -1 ? 0 : entries.slice(first).filter(({ handled }) => handled !== 0).length;
}

/** The text of an error that the user sees: message and description. */
export function formatError({
	message,
	description,
}: {
	message: string;
	description?: string | null | undefined;
}): string {
	return `${message} ${description ?? ''}`;
}

/** Checks that an error has one of n8n's types, a cause and a next step. Returns what is wrong, or undefined. */
export function checkError(error: NonNullable<NodeRun['error']>): string | undefined {
	// The engine keeps a copy of the error, of which only the name identifies the type.
	if (!/^Node(Api|Operation)Error$/.test(error.name)) return `an error of type ${error.name}`;
	if (error.message.length < 15 || (error.description ?? '').length < 10)
		return `an unclear error: ${formatError(error)}`;
	// A JavaScript exception is a bug, not a network fault.
	if (/is not a function|undefined|Cannot read|\[object/.test(error.message)) return `a raw error: ${error.message}`;
	return undefined;
}
