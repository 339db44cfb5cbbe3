import { readPages } from '../../../nodes/shared/calls/pagination/paginator';
import { ConnectionError, ResponseError } from '../../../nodes/shared/transport/errors/errors';

interface Options {
	total: number;
	/** The server cuts larger pages to this size. */
	ceiling?: number;
	/** Pages above this size end in a 504. */
	slowAbove?: number;
	failAt?: number;
}

/** A server with rows 1 to `total`, and what was asked of it. */
function server({ total, ceiling = Infinity, slowAbove = Infinity, failAt }: Options) {
	const asked: string[] = [];
	let inFlight = 0;
	let peak = 0;
	const rows = Array.from({ length: total }, (_, index) => index + 1);
	const fetchPage = async (page: number, size: number) => {
		asked.push(`${page}x${size}`);
		peak = Math.max(peak, ++inFlight);
		// Later pages answer first: order must not come from luck.
		await new Promise((resolve) => setTimeout(resolve, Math.max(1, 8 - page)));
		inFlight--;
		if (size > slowAbove) throw new ResponseError('GATEWAY_TIMEOUT', 'slow', '', 504);
		if (page === failAt) throw new ResponseError('SERVER_ERROR', 'broken', '', 500);
		const length = Math.min(size, ceiling);
		return { totalCount: rows.length, results: rows.slice(page * length, page * length + length) };
	};
	return { fetchPage, asked, rows, peak: () => peak };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test.each([
	[0, 100, Infinity, 1],
	[1, 100, Infinity, 1],
	[100, 100, Infinity, 1],
	[101, 100, Infinity, 2],
	[1000, 100, Infinity, 10],
	[1000, 100, 250, 3],
	[1000, 100, 1, 1],
	[10, 100, 1000, 1],
	[5000, 10_000, Infinity, 3],
])('%i rows in pages of %i, limit %d: %i requests', async (total, pageSize, limit, requests) => {
	const { fetchPage, asked } = server({ total, ceiling: 2000 });
	expect(await readPages({ fetchPage, pageSize, limit, concurrency: 5 })).toEqual(upTo(Math.min(total, limit)));
	expect(asked).toHaveLength(requests);
});

test('a server with a lower ceiling loses nothing', async () => {
	const { fetchPage } = server({ total: 777, ceiling: 100 });
	expect(await readPages({ fetchPage, pageSize: 500, limit: Infinity, concurrency: 3 })).toEqual(upTo(777));
});

test('slow pages are halved as far as it helps, in order', async () => {
	const { fetchPage, asked } = server({ total: 1000, slowAbove: 100 });
	expect(await readPages({ fetchPage, pageSize: 400, limit: Infinity, concurrency: 4 })).toEqual(upTo(1000));
	expect(asked.filter((page) => page.endsWith('x100'))).toHaveLength(10);
});

test('a page that stays too slow is an error', async () => {
	const { fetchPage } = server({ total: 1000, slowAbove: 10 });
	await expect(readPages({ fetchPage, pageSize: 100, limit: Infinity, concurrency: 4 })).rejects.toMatchObject({
		status: 504,
	});
	const timeout = async () => Promise.reject(new ConnectionError('TIMEOUT', '', '', true, true));
	await expect(readPages({ fetchPage: timeout, pageSize: 100, limit: 9, concurrency: 1 })).rejects.toMatchObject({
		code: 'TIMEOUT',
	});
});

test('pages behind the first are fetched ahead, as many as allowed', async () => {
	const { fetchPage, peak } = server({ total: 1000 });
	await readPages({ fetchPage, pageSize: 50, limit: Infinity, concurrency: 3 });
	expect(peak()).toBe(3);
});

test('a slow page does not keep those behind it from being read, up to a measure', async () => {
	const asked: number[] = [];
	let release: (() => void) | undefined;
	const slow = new Promise<void>((resolve) => (release = resolve));
	const fetchPage = async (page: number, size: number) => {
		asked.push(page);
		if (page === 1) await slow;
		// All that may be asked for meanwhile: three times two pages, the slow one among them.
		if (page === 6) setTimeout(() => release?.(), 20);
		return { totalCount: 500, results: upTo(500).slice(page * size, (page + 1) * size) };
	};
	expect(await readPages({ fetchPage, pageSize: 50, limit: Infinity, concurrency: 2 })).toEqual(upTo(500));
	expect(asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('another error ends it, also on a page that was fetched ahead', async () => {
	const { fetchPage } = server({ total: 1000, failAt: 3 });
	await expect(readPages({ fetchPage, pageSize: 100, limit: Infinity, concurrency: 5 })).rejects.toMatchObject({
		status: 500,
	});
});

test('rows that go away while reading end in an empty page, not in a loop', async () => {
	const { fetchPage, rows, asked } = server({ total: 1000 });
	const shrinking = async (page: number, size: number) => {
		const answer = await fetchPage(page, size);
		rows.splice(300);
		return { ...answer, totalCount: 1000 };
	};
	expect(await readPages({ fetchPage: shrinking, pageSize: 100, limit: Infinity, concurrency: 2 })).toEqual(upTo(300));
	expect(asked.length).toBeLessThan(8);
});

test('rows that come while reading are read too', async () => {
	const { fetchPage, rows } = server({ total: 200 });
	const growing = async (page: number, size: number) => {
		const answer = await fetchPage(page, size);
		if (page === 0) rows.push(...upTo(50).map((row) => row + 200));
		return answer;
	};
	expect(await readPages({ fetchPage: growing, pageSize: 100, limit: Infinity, concurrency: 1 })).toEqual(upTo(250));
});

test('a first page that is there already is not read again', async () => {
	const { fetchPage, asked } = server({ total: 250 });
	const first = { totalCount: 250, results: upTo(100) };
	expect(await readPages({ first, fetchPage, pageSize: 2000, limit: Infinity, concurrency: 5 })).toEqual(upTo(250));
	expect(asked).toEqual(['1x100', '2x100']);
});

describe('a list whose length is expected', () => {
	const paging = { pageSize: 100, limit: Infinity, concurrency: 4 };

	/** The pages that were asked for before any answer came. */
	function holding({ total }: { total: number }) {
		const { fetchPage, asked } = server({ total });
		let atOnce: string[] | undefined;
		const watched = async (page: number, size: number) => {
			const answer = await fetchPage(page, size);
			atOnce ??= [...asked];
			return answer;
		};
		return { fetchPage: watched, asked, atOnce: () => atOnce };
	}

	test('is asked for at once, as many pages as allowed', async () => {
		const { fetchPage, asked, atOnce } = holding({ total: 1000 });
		expect(await readPages({ ...paging, fetchPage, expected: 1000 })).toEqual(upTo(1000));
		expect(atOnce()).toEqual(['0x100', '1x100', '2x100', '3x100']);
		expect(asked).toHaveLength(10);
	});

	test('not past its limit', async () => {
		const { fetchPage, asked } = holding({ total: 1000 });
		expect(await readPages({ ...paging, fetchPage, expected: 1000, limit: 150 })).toEqual(upTo(150));
		expect(asked).toEqual(['0x100', '1x100']);
	});

	test.each([
		[250, 1000, 4],
		[0, 1000, 4],
		[1000, 250, 10],
		[1000, 0, 10],
	])('has %i rows where %i were expected: %i requests', async (total, expected, requests) => {
		const { fetchPage, asked } = server({ total });
		expect(await readPages({ ...paging, fetchPage, expected })).toEqual(upTo(total));
		expect(asked).toHaveLength(requests);
	});

	test('a server with a lower ceiling, or with slow pages, loses nothing', async () => {
		for (const options of [{ ceiling: 70 }, { slowAbove: 50 }]) {
			const { fetchPage } = server({ total: 777, ...options });
			expect(await readPages({ ...paging, fetchPage, expected: 777 })).toEqual(upTo(777));
		}
	});

	test('a page behind the end that fails is no error', async () => {
		const { fetchPage } = server({ total: 200, failAt: 3 });
		expect(await readPages({ ...paging, fetchPage, expected: 1000 })).toEqual(upTo(200));
	});
});

test('a server that sends all rows at once is not asked for them again', async () => {
	const { rows } = server({ total: 250 });
	const fetchPage = jest.fn(async () => ({ totalCount: 250, results: rows }));
	expect(await readPages({ fetchPage, pageSize: 100, limit: Infinity, concurrency: 5 })).toEqual(upTo(250));
	expect(fetchPage).toHaveBeenCalledTimes(1);
});

test('a server that counts more rows than it gives is not read a hundred times', async () => {
	const { rows } = server({ total: 250 });
	const fetchPage = jest.fn(async (page: number, size: number) => ({
		totalCount: 10_000,
		results: rows.slice(page * size, page * size + size),
	}));
	const paging = { fetchPage, pageSize: 100, limit: Infinity, concurrency: 1, keyOf: String };
	expect(await readPages(paging)).toEqual(upTo(250));
	expect(fetchPage.mock.calls.length).toBeLessThan(30);
});
