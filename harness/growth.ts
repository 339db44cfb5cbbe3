const ROUNDS = 5;

/**
 * Compares what work costs at two sizes: the processor time for `large` divided by the one for `small`. The cheapest of several
 * rounds counts, and waiting does not count, so a busy machine does not change the result. Work that is linear in its size results in
 * about `large / small`, quadratic work in the square of that.
 */
export async function measureGrowth(
	work: (size: number) => unknown,
	{ small, large }: { small: number; large: number },
): Promise<number> {
	await work(large);
	const [first, second] = [await measureCpu(work, small), await measureCpu(work, large)];
	return second / first;
}

/** Microseconds, at least one. */
async function measureCpu(work: (size: number) => unknown, size: number): Promise<number> {
	let least = Infinity;
	for (let round = 0; round < ROUNDS; round++) {
		const start = process.cpuUsage();
		await work(size);
		const { user, system } = process.cpuUsage(start);
		least = Math.min(least, user + system);
	}
	return Math.max(least, 1);
}
