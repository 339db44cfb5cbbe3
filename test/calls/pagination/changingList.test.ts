import fc from 'fast-check';
import { readPages } from '../../../nodes/shared/calls/pagination/readPages';
import { choosePage } from '../../../nodes/shared/calls/pagination/choosePage';
import { ResponseError } from '../../../nodes/shared/transport/errors/errors';

interface Row {
	id: number;
}

/** What happens to the list before a page is read. */
type Change = { kind: 'append'; count: number } | { kind: 'delete'; at: number; count: number };

interface Model {
	total: number;
	ceiling: number;
	slowAbove: number;
	changes: Change[];
}

/** A list sorted by ID that changes before each page is read, while there are changes. */
function changingList({ total, ceiling, slowAbove, changes }: Model) {
	let rows: Row[] = Array.from({ length: total }, (_, index) => ({ id: index + 1 }));
	let lastId = total;
	let requests = 0;
	let sent = 0;
	const fetchPage = async (page: number, size: number) => {
		const change = requests++ > 0 ? changes[requests - 2] : undefined;
		if (change?.kind === 'append') for (let each = 0; each < change.count; each++) rows.push({ id: ++lastId });
		if (change?.kind === 'delete') {
			const at = Math.floor(change.at * rows.length);
			rows = [...rows.slice(0, at), ...rows.slice(at + change.count)];
		}
		if (size > slowAbove) throw new ResponseError('GATEWAY_TIMEOUT', 'slow', '', 504);
		const length = Math.min(size, ceiling);
		const results = rows.slice(page * length, (page + 1) * length);
		const totalCount = rows.length;
		sent += results.length;
		await new Promise((resolve) => setImmediate(resolve));
		return { totalCount, results };
	};
	return { fetchPage, rows: () => rows, requests: () => requests, rowsSent: () => sent };
}

const keyOf = (row: unknown) => String((row as Row).id);
const idsOf = (rows: unknown[]) => rows.map((row) => (row as Row).id);

const change: fc.Arbitrary<Change> = fc.oneof(
	fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 40 }) }),
	fc.record({
		kind: fc.constant('delete' as const),
		at: fc.double({ min: 0, max: 1, noNaN: true }),
		count: fc.integer({ min: 1, max: 120 }),
	}),
);

const FIRST_PAGE_DELETED: Omit<Model, 'total'> = {
	ceiling: 2000,
	slowAbove: Infinity,
	changes: [{ kind: 'delete', at: 1 / 43, count: 24 }],
};

test('returns every remaining row once and in order, whatever changes between two pages', async () => {
	const model = fc.record({
		total: fc.integer({ min: 0, max: 1500 }),
		ceiling: fc.constantFrom(2000, 200, 77),
		slowAbove: fc.constantFrom(Infinity, 150, 60),
		changes: fc.array(change, { maxLength: 40 }),
	});
	await fc.assert(
		fc.asyncProperty(
			model,
			fc.constantFrom(25, 50, 100, 500),
			fc.integer({ min: 1, max: 5 }),
			fc.option(fc.integer({ min: 0, max: 2000 }), { nil: undefined }),
			async (given, pageSize, concurrency, expected) => {
				const list = changingList(given);
				const { fetchPage } = list;
				const ids = idsOf(await readPages({ fetchPage, pageSize, expected, limit: Infinity, concurrency, keyOf }));
				expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
				const read = new Set(ids);
				const stayed = idsOf(list.rows()).filter((id) => id <= given.total);
				expect(stayed.filter((id) => !read.has(id))).toEqual([]);
			},
		),
		{
			numRuns: 200,
			// The page after the deletion repeats row 1, and ends with rows that follow the deleted ones.
			examples: [[{ ...FIRST_PAGE_DELETED, total: 43 }, 25, 1, undefined]],
		},
	);
});

test('reads a list without a key again when rows before the page were deleted', async () => {
	const list = changingList({
		total: 500,
		ceiling: 2000,
		slowAbove: Infinity,
		changes: [
			{ kind: 'delete', at: 0, count: 5 },
			{ kind: 'append', count: 5 },
		],
	});
	const ids = idsOf(await readPages({ fetchPage: list.fetchPage, pageSize: 100, limit: Infinity, concurrency: 1 }));
	expect(ids).toEqual(Array.from({ length: 500 }, (_, index) => index + 6));
});

test('needs few additional requests for the overlap', async () => {
	for (const [pageSize, largestPage, most] of [
		[100, 2000, 104],
		[100, 100, 115],
		[500, 2000, 21],
		[2000, 2000, 6],
	] as const) {
		const list = changingList({ total: 10_000, ceiling: 2000, slowAbove: Infinity, changes: [] });
		const { fetchPage } = list;
		const rows = await readPages({ fetchPage, pageSize, largestPage, limit: Infinity, concurrency: 5, keyOf });
		expect(rows).toHaveLength(10_000);
		expect(list.requests()).toBeLessThanOrEqual(most);
		expect(list.rowsSent()).toBeLessThan(11_000);
	}
});

test('fails on an unordered list after a limited number of requests', async () => {
	let requests = 0;
	const fetchPage = async (page: number, size: number) => {
		requests++;
		const count = Math.max(0, Math.min(size, 1000 - page * size));
		return {
			totalCount: 1000,
			results: Array.from({ length: count }, (_, index) => ({ id: requests * 1000 + index })),
		};
	};
	const paging = { fetchPage, pageSize: 100, limit: Infinity, concurrency: 2, keyOf };
	await expect(readPages(paging)).rejects.toMatchObject({ code: 'INCOMPLETE_LIST' });
	expect(requests).toBeLessThan(60);
});

test('loses no row when another one moves to the end of the list', async () => {
	const order = Array.from({ length: 300 }, (_, index) => ({ id: index + 1 }));
	const fetchPage = async (page: number, size: number) => {
		const results = order.slice(page * size, (page + 1) * size);
		const moved = page === 0 ? order.shift() : undefined;
		if (moved !== undefined) order.push(moved);
		return { totalCount: order.length, results };
	};
	const ids = idsOf(await readPages({ fetchPage, pageSize: 100, limit: Infinity, concurrency: 1, keyOf }));
	expect([...ids].sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
});

test('returns rows of later pages that lack the key', async () => {
	const rows = Array.from({ length: 400 }, (_, index) => ({ key: index % 130 === 129 ? '' : `row ${index}`, index }));
	const fetchPage = async (page: number, size: number) => ({
		totalCount: rows.length,
		results: rows.slice(page * size, (page + 1) * size),
	});
	const key = (row: unknown) => (row as { key: string }).key;
	const read = await readPages({ fetchPage, pageSize: 100, limit: Infinity, concurrency: 2, keyOf: key });
	expect(read).toEqual(rows);
});

test('ends without a count where the server does not paginate', async () => {
	const all = Array.from({ length: 60 }, (_, index) => ({ id: index + 1 }));
	for (const key of [keyOf, undefined]) {
		let requests = 0;
		const fetchPage = async () => {
			if (++requests > 50) throw new Error('endless');
			return { totalCount: Infinity, results: all };
		};
		const read = await readPages({ fetchPage, pageSize: 100, limit: Infinity, concurrency: 2, keyOf: key });
		expect(idsOf(read)).toEqual(idsOf(all));
	}
});

test('distinguishes rows without a key, or with a repeated one, by position', async () => {
	const rows = Array.from({ length: 250 }, (_, index) => ({ name: `row ${index}` }));
	const fetchPage = async (page: number, size: number) => ({
		totalCount: rows.length,
		results: rows.slice(page * size, (page + 1) * size),
	});
	for (const key of ['', 'same']) {
		const read = await readPages({ fetchPage, pageSize: 100, limit: Infinity, concurrency: 3, keyOf: () => key });
		expect(read).toEqual(rows);
	}
});

test('chooses a page that starts at or just before the row, and always adds new rows', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 200_000 }),
			fc.integer({ min: 25, max: 2000 }),
			fc.constantFrom(0 as const, 1 as const),
			(row, size, overlap) => {
				const place = choosePage(row, size, overlap);
				const start = place.page * place.size;
				expect(place.size).toBeLessThanOrEqual(size);
				expect(start).toBeLessThanOrEqual(Math.max(0, row - overlap));
				expect(start + place.size).toBeGreaterThan(row);
			},
		),
		{ numRuns: 2000 },
	);
});
