import { sortIds, subtractIds, uniteIds } from './idLists';
import { packIds, unpackIds } from './packedIds';
import type { FeedState } from './types';

/** The difference between two states of a feed: small, unlike the states, except for the first one. */
export interface Move {
	/** Whether it starts a feed. Otherwise it only applies to an existing one. */
	isFirst: boolean;
	position: Pick<FeedState, 'since' | 'edge' | 'comparedAt' | 'filter'>;
	/** Packed IDs of devices that are known now, and of those that are gone. */
	added: string;
	gone: string;
	/** Replaces or adds to the remembered content; null if the feed remembers none. */
	content: NonNullable<FeedState['content']> | null;
}

/** @param gone further devices that were emitted as removed */
export function describeMove(before: FeedState | undefined, after: FeedState, gone: readonly number[] = []): Move {
	const old = unpackIds(before?.known ?? '');
	const now = unpackIds(after.known);
	const { since, edge, comparedAt, filter } = after;
	const isSame = old === now;
	const entries = Object.entries(after.content ?? {});
	const fresh = entries.filter(([id, entry]) => before?.content?.[id]?.join('\n') !== entry.join('\n'));
	return {
		isFirst: before === undefined,
		position: { since, edge, comparedAt, filter },
		added: packIds(isSame ? [] : subtractIds(now, old)),
		gone: packIds(uniteIds(isSame ? [] : subtractIds(old, now), sortIds(gone))),
		content: after.content === undefined ? null : Object.fromEntries(fresh),
	};
}

/** Returns `undefined` if the feed that the move belongs to is lost. */
export function applyMove(state: FeedState | undefined, move: Move): FeedState | undefined {
	if (state === undefined && !move.isFirst) return undefined;
	const gone = unpackIds(move.gone);
	const known = subtractIds(uniteIds(unpackIds(state?.known ?? ''), unpackIds(move.added)), gone);
	const content = move.content && { ...state?.content, ...move.content };
	for (const id of gone) if (content !== null) delete content[id];
	const isSame = state !== undefined && known === unpackIds(state.known);
	return {
		version: 1,
		...move.position,
		known: isSame ? state.known : packIds(known),
		count: known.length,
		...(content && { content }),
	};
}
