import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { handOver } from '../../nodes/shared/transport/http/responseBody';

const MINUTE = 60_000;

function start() {
	const body = new PassThrough({ highWaterMark: 1024 * 1024 });
	let isReleased = false;
	handOver(body, 'jamf.example', () => (isReleased = true));
	return { body, isReleased: () => isReleased };
}

describe('the progress of a download', () => {
	beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
	afterEach(() => jest.useRealTimers());

	it('is too slow below 16 KB a minute, which frees the slot', async () => {
		const { body, isReleased } = start();
		const failed = once(body, 'error');
		body.resume();
		for (let second = 0; second < 60; second++) {
			body.write(Buffer.alloc(200));
			await turn();
			expect(isReleased()).toBe(false);
			jest.advanceTimersByTime(1000);
		}
		expect((await failed)[0]).toMatchObject({
			code: 'TOO_SLOW',
			message: expect.stringMatching(/jamf\.example .* less than 16 KB/),
		});
		await turn();
		expect(isReleased()).toBe(true);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('is sufficient at 16 KB a minute, for any time', async () => {
		const { body, isReleased } = start();
		body.resume();
		for (let minute = 0; minute < 120; minute++) {
			body.write(Buffer.alloc(16 * 1024));
			await turn();
			jest.advanceTimersByTime(MINUTE);
		}
		expect(body.destroyed).toBe(false);
		body.end();
		await once(body, 'close');
		expect(isReleased()).toBe(true);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('does not depend on the reader', async () => {
		const { body } = start();
		body.write(Buffer.alloc(100));
		await turn();
		jest.advanceTimersByTime(10 * MINUTE);
		expect(body.destroyed).toBe(false);
		body.destroy();
	});

	it('does not start the stream', () => {
		const body = Readable.from([Buffer.from('a')]);
		handOver(body, 'jamf.example', () => {});
		expect(body.readableFlowing).toBeNull();
		body.destroy();
	});
});
