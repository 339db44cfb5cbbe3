import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { ConcurrencyLimiter, limiterFor } from '../../nodes/shared/transport/concurrency/limiter';
import { CancelledError } from '../../nodes/shared/transport/errors/errors';

describe('ConcurrencyLimiter', () => {
	/** Records who acquired a slot, in order, and how to release it. */
	function track(limiter: ConcurrencyLimiter) {
		const holders: string[] = [];
		const release: Record<string, () => void> = {};
		const acquire = (name: string, max: number, signal?: AbortSignal) =>
			limiter.acquire(max, signal).then((done) => {
				holders.push(name);
				release[name] = done;
			});
		return { holders, release, acquire };
	}

	it('grants slots up to the limit, then first come, first served', async () => {
		const { holders, release, acquire } = track(new ConcurrencyLimiter());
		for (const name of ['a', 'b', 'c', 'd', 'e']) void acquire(name, 2);
		await turn();
		expect(holders).toEqual(['a', 'b']);
		release.b?.();
		await turn();
		expect(holders).toEqual(['a', 'b', 'c']);
		release.a?.();
		release.c?.();
		await turn();
		expect(holders).toEqual(['a', 'b', 'c', 'd', 'e']);
	});

	it('counts all holders for a lower limit and keeps the order of the queue', async () => {
		const { holders, release, acquire } = track(new ConcurrencyLimiter());
		for (const name of ['a', 'b', 'c']) void acquire(name, 5);
		void acquire('low', 1);
		void acquire('d', 5);
		await turn();
		expect(holders).toEqual(['a', 'b', 'c']);
		for (const name of ['a', 'b', 'c']) release[name]?.();
		await turn();
		expect(holders).toEqual(['a', 'b', 'c', 'low', 'd']);
	});

	it('ignores a second release', async () => {
		const { holders, release, acquire } = track(new ConcurrencyLimiter());
		for (const name of ['a', 'b', 'c']) void acquire(name, 1);
		await turn();
		release.a?.();
		release.a?.();
		release.a?.();
		await turn();
		expect(holders).toEqual(['a', 'b']);
	});

	it('rejects a caller that is already cancelled, even if a slot is free', async () => {
		await expect(new ConcurrencyLimiter().acquire(5, AbortSignal.abort())).rejects.toThrow(CancelledError);
	});

	it('removes only the cancelled caller from the queue', async () => {
		const { holders, release, acquire } = track(new ConcurrencyLimiter());
		const controller = new AbortController();
		void acquire('a', 1);
		const cancelled = acquire('b', 1, controller.signal);
		void acquire('c', 1);
		controller.abort();
		await expect(cancelled).rejects.toThrow(CancelledError);
		release.a?.();
		await turn();
		expect(holders).toEqual(['a', 'c']);
		release.c?.();
		await acquire('d', 1);
		expect(holders).toEqual(['a', 'c', 'd']);
	});

	it('grants slots to callers queued behind a cancelled one with a low limit', async () => {
		const { holders, acquire } = track(new ConcurrencyLimiter());
		const controller = new AbortController();
		void acquire('a', 5);
		const low = acquire('low', 1, controller.signal);
		void acquire('b', 5);
		controller.abort();
		await expect(low).rejects.toThrow(CancelledError);
		await turn();
		expect(holders).toEqual(['a', 'b']);
	});

	it('removes the abort listener once a slot is granted', async () => {
		const limiter = new ConcurrencyLimiter();
		const { signal } = new AbortController();
		const release = await limiter.acquire(1);
		const waiting = limiter.acquire(1, signal);
		expect(getEventListeners(signal, 'abort')).toHaveLength(1);
		release();
		await waiting;
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	it('is shared per key', () => {
		expect(limiterFor('https://jamf.example')).toBe(limiterFor('https://jamf.example'));
		expect(limiterFor('https://jamf.example')).not.toBe(limiterFor('https://jamf.example:8443'));
	});
});

describe('limiterFor', () => {
	it('forgets an idle limiter', async () => {
		const limiter = limiterFor('an object');
		const release = await limiter.acquire(1);
		const waiting = limiter.acquire(1);
		release();
		expect(limiterFor('an object')).toBe(limiter);
		(await waiting)();
		expect(limiterFor('an object')).not.toBe(limiter);
	});
});
