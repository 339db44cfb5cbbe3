import { subtractIds, uniteIds } from './idLists';
import { applyMove, describeMove, type Move } from './moves';
import { packIds, unpackIds } from './packedIds';
import type { RoundResult } from './runRound';
import type { FeedState } from './types';

/** A feed that is moved by a commit of the execution that read it. Plain JSON, never changed in place. */
export interface Feed {
	version: 1;
	/** What the last commit moved it to; absent before the first one. */
	state?: FeedState;
	/** The last round that was read, until it is committed. */
	open?: { execution: string; move: Move };
	/** Packed IDs of devices that were emitted as added but never committed. Without them, the feed could not report their removal. */
	orphans: string;
	/** The execution that committed last. */
	committedBy?: string;
}

/**
 * Why a feed was not moved: another execution read it in the meantime, or this one never did (`notRead`), or the feed that the round
 * belongs to is gone (`lost`).
 */
type CommitFailure = 'lost' | 'notRead';

/** What the next round of a feed starts with. */
export function startRound(feed: Feed | undefined): { state: FeedState | undefined; orphans: readonly number[] } {
	if (feed === undefined) return { state: undefined, orphans: [] };
	const emitted = uniteIds(unpackIds(feed.orphans), unpackIds(feed.open?.move.added ?? ''));
	return { state: feed.state, orphans: subtractIds(emitted, unpackIds(feed.state?.known ?? '')) };
}

/** Keeps a round until its execution commits it. The position of the feed does not move. */
export function openRound(feed: Feed | undefined, execution: string, { state, removed }: RoundResult): Feed {
	const { state: before, orphans } = startRound(feed);
	const gone = removed.map(({ id }) => id);
	return {
		version: 1,
		...(before && { state: before }),
		open: { execution, move: describeMove(before, state, gone) },
		orphans: packIds(orphans),
	};
}

/** Moves a feed to what an execution has read. A second commit of the same execution changes nothing. */
export function commitRound(feed: Feed | undefined, execution: string): Feed | CommitFailure {
	if (feed?.open?.execution !== execution) return feed?.committedBy === execution ? feed : 'notRead';
	const { open, orphans, state } = feed;
	const moved = applyMove(state, open.move);
	if (moved === undefined) return 'lost';
	const unknown = subtractIds(unpackIds(orphans), unpackIds(moved.known));
	const left = subtractIds(unknown, unpackIds(open.move.gone));
	return { version: 1, state: moved, orphans: packIds(left), committedBy: execution };
}

/**
 * Reads a feed from where it is stored. Users can edit it there.
 *
 * @returns `invalid` for anything other than a feed
 */
export function parseFeed(stored: unknown): Feed | 'invalid' | undefined {
	if (stored === undefined || stored === null) return undefined;
	try {
		const feed = JSON.parse(JSON.stringify(stored)) as Feed;
		const states = [feed.state, feed.open?.move.position].filter((each) => each !== undefined);
		const isValid = feed.version === 1 && states.every(({ since }) => !Number.isNaN(Date.parse(since)));
		startRound(feed);
		return isValid ? feed : 'invalid';
	} catch {
		return 'invalid';
	}
}
