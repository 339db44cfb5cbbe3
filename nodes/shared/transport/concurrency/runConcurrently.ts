/**
 * Runs `work` for each number below `count`, at most `max` at a time. After a failure no further one is started, but running ones finish.
 *
 * @returns the failure with the lowest number, or `undefined`
 */
export async function runConcurrently(
	count: number,
	max: number,
	work: (index: number) => Promise<void>,
): Promise<{ index: number; error: unknown } | undefined> {
	const failures: Array<{ index: number; error: unknown }> = [];
	let next = 0;
	const worker = async () => {
		while (next < count && failures.length === 0) {
			const index = next++;
			await work(index).catch((error: unknown) => failures.push({ index, error }));
		}
	};
	await Promise.all(Array.from({ length: Math.min(max, count) }, worker));
	return failures.sort((a, b) => a.index - b.index)[0];
}
