import { runConcurrently } from '../../nodes/shared/transport/concurrency/runConcurrently';

/** Tasks that the test completes one by one. */
function manual() {
	const ends: Array<{ resolve: () => void; reject: (error: Error) => void }> = [];
	const work = async (index: number) =>
		await new Promise<void>((resolve, reject) => (ends[index] = { resolve, reject }));
	return { ends, work, turn: async () => await new Promise((resolve) => setImmediate(resolve)) };
}

test('runs each number once, at most so many at a time', async () => {
	const { ends, work, turn } = manual();
	const done = runConcurrently(5, 2, work);
	expect(ends).toHaveLength(2);
	for (let index = 0; index < 5; index++) {
		ends[index]?.resolve();
		await turn();
		expect(ends).toHaveLength(Math.min(5, index + 3));
	}
	expect(await done).toBeUndefined();
});

test('starts no further one after a failure, waits for the running ones, and returns the failure with the lowest number', async () => {
	const { ends, work, turn } = manual();
	let settled = false;
	const done = runConcurrently(5, 3, work).finally(() => (settled = true));
	ends[2]?.reject(new Error('third'));
	await turn();
	expect(ends).toHaveLength(3);
	ends[0]?.reject(new Error('first'));
	await turn();
	expect(settled).toBe(false);
	ends[1]?.resolve();
	expect(await done).toEqual({ index: 0, error: new Error('first') });
	expect(ends).toHaveLength(3);
});

test('does nothing for a count of 0', async () => {
	expect(await runConcurrently(0, 5, async () => await Promise.reject(new Error('started')))).toBeUndefined();
});
