/** What the workflow was told of a write: it is done, it is not, or nobody can know. */
export type Claim = 'done' | 'not done' | 'unknown';

const UNKNOWN = /may have carried out the change|see whether anything was changed/;
const DONE = /do not repeat it/;

/** Reads it from the text of an error, message and description together. */
export function claimOf(error: string | undefined): Claim {
	if (error === undefined || DONE.test(error)) return 'done';
	return UNKNOWN.test(error) ? 'unknown' : 'not done';
}

/** What is wrong with a claim about a write that the server carried out `applied` times; undefined when it is true. */
export function objectionTo(claim: Claim, applied: number): string | undefined {
	if (applied > 1) return `applied ${applied} times`;
	if (claim === 'done' && applied === 0) return 'not applied, but the workflow was told that it is';
	if (claim === 'not done' && applied === 1) return 'applied, but the error does not say that it may be';
	return undefined;
}
