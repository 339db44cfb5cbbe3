import { getEventListeners, once } from 'node:events';
import { startDeadline } from '../../nodes/shared/transport/http/deadline';

describe('startDeadline', () => {
	it('fires after the timeout', async () => {
		const { signal } = startDeadline(5);
		expect(signal.aborted).toBe(false);
		await once(signal, 'abort');
		expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
	});

	it('fires on cancellation, also one that happened before', () => {
		const controller = new AbortController();
		const { signal, clear } = startDeadline(1000_000, controller.signal);
		controller.abort(new Error('stopped'));
		clear();
		expect(signal.reason).toMatchObject({ message: 'stopped' });
		expect(startDeadline(undefined, controller.signal).signal.aborted).toBe(true);
	});

	it('does not fire once it is cleared, and leaves no listener', () => {
		jest.useFakeTimers();
		const controller = new AbortController();
		const deadline = startDeadline(5, controller.signal);
		deadline.clear();
		expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
		controller.abort();
		jest.advanceTimersByTime(1000);
		jest.useRealTimers();
		expect(deadline.signal.aborted).toBe(false);
	});

	it('rejects a race with a promise that never settles', async () => {
		const never = new Promise<never>(() => {});
		await expect(startDeadline(5).race(never)).rejects.toMatchObject({ name: 'TimeoutError' });
		const deadline = startDeadline(1000_000);
		await expect(deadline.race(Promise.resolve(7))).resolves.toBe(7);
		await expect(deadline.race(Promise.reject(new Error('its own')))).rejects.toThrow('its own');
		deadline.clear();
	});
});
