import type { Page } from '../../../nodes/shared/calls/responseItems';

interface Row {
	id: number;
}

/** What happens to the list before a page is read. */
export type Change =
	| { kind: 'append'; count: number }
	| { kind: 'prepend'; count: number }
	| { kind: 'delete'; at: number; count: number };

/** What the server returns instead of the requested page. */
export type Fault =
	| { kind: 'empty' }
	| { kind: 'emptyAndUncounted' }
	| { kind: 'cut'; share: number }
	| { kind: 'otherPage'; page: number }
	| { kind: 'otherSize'; size: number }
	| { kind: 'stale'; age: number }
	| { kind: 'wrongTotal'; total: number };

export interface Model {
	total: number;
	/** `changes[n]` happens before request `n + 1`. */
	changes?: Array<Change | undefined>;
	/** The fault of a request, by its number from 0 on, its page and its size. */
	faultOf?: (request: number, page: number, size: number) => Fault | undefined;
	ceiling?: number;
	isCounted?: boolean;
}

const slice = (rows: Row[], page: number, size: number): Page => ({
	totalCount: rows.length,
	results: rows.slice(page * size, (page + 1) * size),
});

/** A server with one list ordered by ID, which changes and fails as the model says. */
export function createFaultyServer({ total, changes = [], faultOf, ceiling = Infinity, isCounted = true }: Model) {
	let rows: Row[] = Array.from({ length: total }, (_, index) => ({ id: index + 1 }));
	const snapshots: Row[][] = [rows];
	let [lowestId, highestId] = [1, total];
	let requests = 0;

	function change(next: Change): void {
		if (next.kind === 'append') rows = [...rows, ...Array.from({ length: next.count }, () => ({ id: ++highestId }))];
		if (next.kind === 'prepend') {
			rows = [...Array.from({ length: next.count }, () => ({ id: --lowestId })).reverse(), ...rows];
		}
		if (next.kind === 'delete') {
			const at = Math.floor(next.at * rows.length);
			rows = [...rows.slice(0, at), ...rows.slice(at + next.count)];
		}
		snapshots.push(rows);
	}

	function respond(page: number, size: number, fault: Fault | undefined): Page {
		const honest = slice(rows, page, size);
		switch (fault?.kind) {
			case 'empty':
				return { ...honest, results: [] };
			case 'emptyAndUncounted':
				return { totalCount: 0, results: [] };
			case 'cut':
				return { ...honest, results: honest.results.slice(0, Math.floor(size * fault.share)) };
			case 'otherPage':
				return slice(rows, fault.page, size);
			case 'otherSize':
				return slice(rows, page, Math.min(fault.size, ceiling));
			case 'stale':
				return slice(snapshots.at(-1 - fault.age) ?? rows, page, size);
			case 'wrongTotal':
				return { ...honest, totalCount: fault.total };
			default:
				return honest;
		}
	}

	const fetchPage = async (page: number, requestedSize: number): Promise<Page> => {
		const request = requests++;
		const next = request === 0 ? undefined : changes[request - 1];
		if (next !== undefined) change(next);
		const size = Math.min(requestedSize, ceiling);
		const { totalCount, results } = respond(page, size, faultOf?.(request, page, requestedSize));
		await new Promise((resolve) => setImmediate(resolve));
		return { totalCount: isCounted ? totalCount : Infinity, results };
	};

	/** IDs of the rows that were in the list throughout. */
	const stableIds = () =>
		rows.map(({ id }) => id).filter((id) => snapshots.every((each) => each.some((row) => row.id === id)));

	return { fetchPage, stableIds, requests: () => requests };
}

export const keyOf = (row: unknown) => String((row as Row).id);
export const idsOf = (rows: unknown[]) => rows.map((row) => (row as Row).id);
