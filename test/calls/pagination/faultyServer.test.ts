import fc from 'fast-check';
import { readPages } from '../../../nodes/shared/calls/pagination/readPages';
import { type Change, createFaultyServer, type Fault, idsOf, keyOf, type Model } from './faultyServer';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Reads the list of a server with a limited number of requests: IDs, or the error message. */
async function readIds(
	model: Model,
	{ pageSize = 100, limit = Infinity, concurrency = 5, isKeyed = true } = {},
): Promise<{ ids?: number[]; message?: string; requests: number; stableIds: number[] }> {
	const server = createFaultyServer(model);
	const outcome = await readPages({
		fetchPage: server.fetchPage,
		pageSize,
		largestPage: 2000,
		limit,
		concurrency,
		keyOf: isKeyed ? keyOf : undefined,
	}).then(
		(rows) => ({ ids: idsOf(rows) }),
		(error: unknown) => {
			expect(error).toMatchObject({ name: 'JamfError', code: 'INCOMPLETE_LIST' });
			return { message: (error as Error).message };
		},
	);
	return { ...outcome, requests: server.requests(), stableIds: server.stableIds() };
}

const always =
	(fault: Fault, applies: (page: number) => boolean = () => true): Model['faultOf'] =>
	(_request, page) =>
		applies(page) ? fault : undefined;

describe.each([
	['with a key', true],
	['without a key', false],
])('a list %s', (_title, isKeyed) => {
	test('is an error that counts the missing rows when every page is answered with page 0', async () => {
		const faultOf = always({ kind: 'otherPage', page: 0 });
		const { message, requests } = await readIds({ total: 10_000, faultOf }, { isKeyed });
		expect(message).toMatch(/^The list is incomplete: 9,\d{3} of 10,000 rows are missing\.$/);
		expect(requests).toBeLessThan(60);
	});

	test('is complete or an error when pages 3 to 5 are answered with page 0', async () => {
		const faultOf = always({ kind: 'otherPage', page: 0 }, (page) => page >= 3 && page <= 5);
		const { ids, message } = await readIds({ total: 10_000, faultOf }, { isKeyed });
		expect(ids ?? message).toEqual(ids === undefined ? expect.stringContaining('missing') : upTo(10_000));
	});

	test('is complete when a page is answered with page 0 only once', async () => {
		const faultOf: Model['faultOf'] = (request) => (request === 3 ? { kind: 'otherPage', page: 0 } : undefined);
		expect((await readIds({ total: 1000, faultOf }, { isKeyed })).ids).toEqual(upTo(1000));
	});

	test('is an error when every page after the first is empty', async () => {
		const faultOf = always({ kind: 'empty' }, (page) => page > 0);
		const { message, requests } = await readIds({ total: 250, faultOf }, { isKeyed });
		expect(message).toBe('The list is incomplete: 150 of 250 rows are missing.');
		expect(requests).toBeLessThan(60);
	});

	test('is complete when single pages in the middle are empty', async () => {
		const faultOf: Model['faultOf'] = (request) => (request % 4 === 2 ? { kind: 'empty' } : undefined);
		expect((await readIds({ total: 2000, faultOf }, { isKeyed })).ids).toEqual(upTo(2000));
	});

	test('ends after a few requests when a billion rows are counted and every page is the same', async () => {
		const server = createFaultyServer({ total: 100 });
		let requests = 0;
		const fetchPage = async () => {
			requests++;
			return { ...(await server.fetchPage(0, 100)), totalCount: 1e9 };
		};
		const key = isKeyed ? keyOf : undefined;
		await expect(
			readPages({ fetchPage, pageSize: 100, limit: Infinity, concurrency: 5, keyOf: key }),
		).rejects.toMatchObject({
			message: expect.stringContaining('of 1,000,000,000 rows are missing') as string,
		});
		expect(requests).toBeLessThan(60);
	});

	test.each([0, 1, 5, 150, 100_000, 1e9])('is complete when one page counts %i rows', async (total) => {
		for (const wrong of [0, 2, 9, 10, 11]) {
			const faultOf: Model['faultOf'] = (request) => (request === wrong ? { kind: 'wrongTotal', total } : undefined);
			expect((await readIds({ total: 1000, faultOf }, { isKeyed })).ids).toEqual(upTo(1000));
		}
	});

	test('is an error when the server counts a row that it never sends', async () => {
		const server = createFaultyServer({ total: 500 });
		const fetchPage = async (page: number, size: number) => {
			const { totalCount, results } = await server.fetchPage(page, size);
			return { totalCount, results: results.filter((row) => keyOf(row) !== '333') };
		};
		const key = isKeyed ? keyOf : undefined;
		await expect(readPages({ fetchPage, pageSize: 100, limit: Infinity, concurrency: 5, keyOf: key })).rejects.toThrow(
			isKeyed ? 'incomplete: 1 of 500 rows are missing' : 'of 500 rows are missing',
		);
	});

	test('is read up to its limit without the pages after it', async () => {
		const faultOf = always({ kind: 'empty' }, (page) => page > 4);
		expect((await readIds({ total: 1000, faultOf }, { isKeyed, limit: 250 })).ids).toEqual(upTo(250));
	});

	test('is an error when rows before its limit are missing', async () => {
		const faultOf = always({ kind: 'otherPage', page: 0 });
		const { message } = await readIds({ total: 1000, faultOf }, { isKeyed, limit: 250 });
		expect(message).toMatch(/^The list is incomplete: 1?\d\d of 250 rows are missing\.$/);
	});

	test('without a count ends after a few requests', async () => {
		for (const total of [0, 1, 2, 60, 100, 101, 450]) {
			const { ids, requests } = await readIds({ total, isCounted: false }, { isKeyed });
			expect(ids).toEqual(upTo(total));
			expect(requests).toBeLessThanOrEqual(total < 100 ? 2 : Math.ceil(total / 90) + 6);
		}
	});

	test('without a count is complete, or an error, when pages are empty or repeated', async () => {
		for (const kind of ['empty', 'otherPage'] as const) {
			const fault: Fault = kind === 'empty' ? { kind } : { kind, page: 0 };
			const once: Model['faultOf'] = (request) => (request === 2 ? fault : undefined);
			const read = async (faultOf: Model['faultOf']) =>
				await readIds({ total: 450, isCounted: false, faultOf }, { isKeyed });
			expect((await read(once)).ids).toEqual(upTo(450));
			expect((await read(always(fault, (page) => page > 1))).message).toBe(
				'The list is incomplete: it could not be read to the end.',
			);
		}
	});
});

const share = fc.double({ min: 0, max: 1, noNaN: true });

const change: fc.Arbitrary<Change> = fc.oneof(
	fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 40 }) }),
	fc.record({ kind: fc.constant('prepend' as const), count: fc.integer({ min: 1, max: 40 }) }),
	fc.record({ kind: fc.constant('delete' as const), at: share, count: fc.integer({ min: 1, max: 120 }) }),
);

const fault: fc.Arbitrary<Fault> = fc.oneof(
	fc.constant<Fault>({ kind: 'empty' }),
	fc.constant<Fault>({ kind: 'emptyAndUncounted' }),
	fc.record({ kind: fc.constant('cut' as const), share }),
	fc.record({ kind: fc.constant('otherPage' as const), page: fc.integer({ min: 0, max: 12 }) }),
	fc.record({ kind: fc.constant('otherSize' as const), size: fc.constantFrom(10, 77, 100, 110) }),
	fc.record({ kind: fc.constant('stale' as const), age: fc.integer({ min: 0, max: 10 }) }),
	fc.record({ kind: fc.constant('wrongTotal' as const), total: fc.constantFrom(0, 8, 91, 403, 1e9) }),
);

/**
 * Faults of single requests, and permanent faults of pages. Nothing reveals that page 0 stands in for another page or is wrongly empty,
 * and permanently short pages can agree with a plausible wrong count.
 */
const faults = fc
	.record({
		transient: fc.array(fc.option(fault, { freq: 3 }), { maxLength: 60 }),
		lasting: fc.option(
			fc.record({ from: fc.integer({ min: 1, max: 8 }), count: fc.integer({ min: 1, max: 9 }), fault }),
			{
				freq: 3,
			},
		),
	})
	.map(({ transient, lasting }): Model['faultOf'] => (request, page) => {
		const found =
			lasting !== null && page >= lasting.from && page < lasting.from + lasting.count
				? lasting.fault
				: (transient[request] ?? undefined);
		const isPlausible = found?.kind === 'wrongTotal' && found.total > 0 && found.total < 1e9;
		if (isPlausible && lasting?.fault.kind === 'otherSize') return undefined;
		return page === 0 && (found?.kind === 'emptyAndUncounted' || found?.kind === 'otherPage') ? undefined : found;
	});

const reading = fc.record({
	pageSize: fc.constantFrom(1, 2, 7, 25, 50, 100, 500),
	concurrency: fc.integer({ min: 1, max: 5 }),
	isKeyed: fc.boolean(),
});

const COUNTED_TOO_HIGH: Model['faultOf'] = (request) =>
	request === 0 ? { kind: 'wrongTotal', total: 1e9 } : undefined;

/** Found by random runs: a count of 0 beside rows, or on an empty page, made a short list look complete. */
const SMALLER_PAGES: Model['faultOf'] = (request, page) => {
	if (page >= 2 && page < 5) return { kind: 'otherSize', size: 10 };
	return request === 0 ? { kind: 'wrongTotal', total: 0 } : undefined;
};
const EMPTY_THEN_SMALLER: Model['faultOf'] = (request, page) => {
	if (page >= 3 && page < 7) return { kind: 'otherSize', size: 10 };
	return request === 1 ? { kind: 'emptyAndUncounted' } : undefined;
};

test('an unchanged list is complete and in order, or an error, whatever the server does', async () => {
	const limits = fc.constantFrom(Infinity, Infinity, 1, 99, 100, 250, 1000);
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 0, max: 900 }),
			faults,
			fc.constantFrom(Infinity, 77),
			reading,
			limits,
			async (total, faultOf, ceiling, options, limit) => {
				const { ids, message, requests } = await readIds({ total, faultOf, ceiling }, { ...options, limit });
				expect(requests).toBeLessThan(900 + (8 * total) / Math.min(options.pageSize, 20));
				if (ids === undefined) expect(message).toContain('incomplete');
				else expect(ids).toEqual(upTo(Math.min(total, limit)));
			},
		),
		{
			numRuns: 300,
			examples: [
				[57, SMALLER_PAGES, Infinity, { pageSize: 25, concurrency: 1, isKeyed: true }, Infinity],
				[169, EMPTY_THEN_SMALLER, Infinity, { pageSize: 50, concurrency: 1, isKeyed: true }, Infinity],
			],
		},
	);
});

test('a changing list has every remaining row once, or is an error, whatever the server does', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 0, max: 900 }),
			fc.array(fc.option(change, { freq: 2 }), { maxLength: 30 }),
			faults,
			reading,
			async (total, changes, faultOf, options) => {
				const model = { total, faultOf, changes: changes.map((each) => each ?? undefined) };
				const { ids, message, stableIds } = await readIds(model, options);
				if (ids === undefined) {
					expect(message).toContain('incomplete');
					return;
				}
				expect(new Set(ids).size).toBe(ids.length);
				const read = new Set(ids);
				expect(stableIds.filter((id) => !read.has(id))).toEqual([]);
			},
		),
		{
			numRuns: 300,
			// Without keys: the first row stays in place, and the rows after it move up.
			examples: [
				[
					101,
					[{ kind: 'delete', at: 1 / 101, count: 4 }],
					COUNTED_TOO_HIGH,
					{ pageSize: 100, concurrency: 1, isKeyed: false },
				],
			],
		},
	);
});
