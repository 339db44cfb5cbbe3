import type { JournalEntry } from '../simulator';

/**
 * How often the server carried out a write, by the journal. A repetition that the server refused since it had carried out the
 * first one ("name taken", "unknown ID") counts as one more: it was only luck that nothing happened.
 */
export function timesApplied(entries: readonly JournalEntry[]): number {
	const first = entries.findIndex(({ handled }) => handled >= 200 && handled < 300);
	return first === -1 ? 0 : entries.slice(first).filter(({ handled }) => handled !== 0).length;
}
