import { readPages } from '../../../nodes/shared/calls/pagination/readPages';
import { ConnectionError, ResponseError } from '../../../nodes/shared/transport/errors/errors';

interface Options {
	total: number;
	/** The server cuts larger pages to this size. */
	ceiling?: number;
	/** Pages above this size end in a 504. */
	slowAbove?: number;
	failAt?: number;
}

/** A server with rows 1 to `total`, and the pages that were requested. */
function server({ total, ceiling = Infinity, slowAbove = Infinity, failAt }: Options) {
	const requested: string[] = [];
	let inFlight = 0;
	let peak = 0;
	const rows = Array.from({ length: total }, (_, index) => index + 1);
	const fetchPage = async (page: number, size: number) => {
		requested.push(`${page}x${size}`);
		peak = Math.max(peak, ++inFlight);
		// Later pages arrive first: the order must not depend on the responses.
		await new Promise((resolve) => setTimeout(resolve, Math.max(1, 8 - page)));
		inFlight--;
		if (size > slowAbove) throw new ResponseError('GATEWAY_TIMEOUT', 'slow', '', 504);
		if (page === failAt) throw new ResponseError('SERVER_ERROR', 'broken', '', 500);
		const length = Math.min(size, ceiling);
		return { totalCount: rows.length, results: rows.slice(page * length, page * length + length) };
	};
	return { fetchPage, requested, rows, peak: () => peak };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test.each([
	[0, 100, Infinity, 1],
	[1, 100, Infinity, 1],
	[100, 100, Infinity, 1],
	[101, 100, Infinity, 2],
	[1000, 100, Infinity, 11],
	[1000, 100, 250, 3],
	[1000, 100, 1, 1],
	[10, 100, 1000, 1],
	[5000, 10_000, Infinity, 3],
])('%i rows in pages of %i, limit %d: %i requests', async (total, pageSize, limit, requests) => {
	const { fetchPage, requested } = server({ total, ceiling: 2000 });
	expect(await readPages({ fetchPage, pageSize, limit, concurrency: 5 })).toEqual(upTo(Math.min(total, limit)));
	expect(requested).toHaveLength(requests);
});

test('reads all rows from a server with a smaller maximum page size', async () => {
	const { fetchPage } = server({ total: 777, ceiling: 100 });
	expect(await readPages({ fetchPage, pageSize: 500, limit: Infinity, concurrency: 3 })).toEqual(upTo(777));
});

test('halves pages that are too slow', async () => {
	const { fetchPage, requested } = server({ total: 1000, slowAbove: 100 });
	expect(await readPages({ fetchPage, pageSize: 400, limit: Infinity, concurrency: 4 })).toEqual(upTo(1000));
	const sizes = requested.map((page) => Number(page.split('x')[1]));
	expect(sizes.filter((size) => size <= 100)).toHaveLength(11);
	expect(sizes.filter((size) => size > 100 && size <= 200)).not.toHaveLength(0);
});

test('fails when a page stays too slow', async () => {
	const { fetchPage } = server({ total: 1000, slowAbove: 10 });
	await expect(readPages({ fetchPage, pageSize: 100, limit: Infinity, concurrency: 4 })).rejects.toMatchObject({
		status: 504,
	});
	const timeout = async () => Promise.reject(new ConnectionError('TIMEOUT', '', '', true, true));
	await expect(readPages({ fetchPage: timeout, pageSize: 100, limit: 9, concurrency: 1 })).rejects.toMatchObject({
		code: 'TIMEOUT',
	});
});

test('prefetches as many pages as allowed', async () => {
	const { fetchPage, peak } = server({ total: 1000 });
	await readPages({ fetchPage, pageSize: 50, limit: Infinity, concurrency: 3 });
	expect(peak()).toBe(3);
});

test('prefetches a limited number of pages after a slow one', async () => {
	const requested: number[] = [];
	let release: (() => void) | undefined;
	const slow = new Promise<void>((resolve) => (release = resolve));
	const fetchPage = async (page: number, size: number) => {
		requested.push(page);
		if (requested.length === 2) await slow;
		// The last page that may be requested meanwhile: three times two pages, including the slow one.
		if (requested.length === 7) setTimeout(() => release?.(), 20);
		return { totalCount: 500, results: upTo(500).slice(page * size, (page + 1) * size) };
	};
	expect(await readPages({ fetchPage, pageSize: 50, limit: Infinity, concurrency: 2 })).toEqual(upTo(500));
	expect(requested).toEqual([0, 1, 2, 3, 4, 5, 6, 6, 7, 8, 10, 10]);
});

test('fails on any other error, also of a prefetched page', async () => {
	const { fetchPage } = server({ total: 1000, failAt: 3 });
	await expect(readPages({ fetchPage, pageSize: 100, limit: Infinity, concurrency: 5 })).rejects.toMatchObject({
		status: 500,
	});
});

test('reads rows that are added during the run', async () => {
	const { fetchPage, rows } = server({ total: 200 });
	const growing = async (page: number, size: number) => {
		const response = await fetchPage(page, size);
		if (page === 0) rows.push(...upTo(50).map((row) => row + 200));
		return response;
	};
	expect(await readPages({ fetchPage: growing, pageSize: 100, limit: Infinity, concurrency: 1 })).toEqual(upTo(250));
});

test('does not read the first page again when it is passed in', async () => {
	const { fetchPage, requested } = server({ total: 250 });
	const first = { totalCount: 250, results: upTo(100) };
	expect(await readPages({ first, fetchPage, pageSize: 2000, limit: Infinity, concurrency: 5 })).toEqual(upTo(250));
	expect(requested).toEqual(['1x99', '2x98']);
});

describe('a list whose length is cached', () => {
	const paging = { pageSize: 100, limit: Infinity, concurrency: 4 };

	/** The pages that were requested before the first response. */
	function watch({ total }: { total: number }) {
		const { fetchPage, requested } = server({ total });
		let atOnce: string[] | undefined;
		const watched = async (page: number, size: number) => {
			const response = await fetchPage(page, size);
			atOnce ??= [...requested];
			return response;
		};
		return { fetchPage: watched, requested, atOnce: () => atOnce };
	}

	test('is requested at once, as many pages as allowed', async () => {
		const { fetchPage, requested, atOnce } = watch({ total: 1000 });
		expect(await readPages({ ...paging, fetchPage, expected: 1000 })).toEqual(upTo(1000));
		expect(atOnce()).toEqual(['0x100', '1x99', '2x98', '3x97']);
		expect(requested).toHaveLength(11);
	});

	test('is not requested past its limit', async () => {
		const { fetchPage, requested } = watch({ total: 1000 });
		expect(await readPages({ ...paging, fetchPage, expected: 1000, limit: 150 })).toEqual(upTo(150));
		expect(requested).toEqual(['0x100', '1x99']);
	});

	test.each([
		[250, 1000, 4],
		[0, 1000, 4],
		[1000, 250, 11],
		[1000, 0, 11],
	])('has %i rows instead of %i: %i requests', async (total, expected, requests) => {
		const { fetchPage, requested } = server({ total });
		expect(await readPages({ ...paging, fetchPage, expected })).toEqual(upTo(total));
		expect(requested).toHaveLength(requests);
	});

	test('is complete when the server has a smaller maximum page size, or slow pages', async () => {
		for (const options of [{ ceiling: 70 }, { slowAbove: 50 }]) {
			const { fetchPage } = server({ total: 777, ...options });
			expect(await readPages({ ...paging, fetchPage, expected: 777 })).toEqual(upTo(777));
		}
	});

	test('ignores the error of a page after its end', async () => {
		const { fetchPage } = server({ total: 200, failAt: 3 });
		expect(await readPages({ ...paging, fetchPage, expected: 1000 })).toEqual(upTo(200));
	});
});

test('does not request rows again from a server that sends all of them in one page', async () => {
	const { rows } = server({ total: 250 });
	const fetchPage = jest.fn(async () => ({ totalCount: 250, results: rows }));
	expect(await readPages({ fetchPage, pageSize: 100, limit: Infinity, concurrency: 5 })).toEqual(upTo(250));
	expect(fetchPage).toHaveBeenCalledTimes(1);
});
