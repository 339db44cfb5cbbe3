import { Session } from 'node:inspector/promises';

/**
 * Starts to count the blocks of JavaScript that this process executes: loop bodies, branches and function calls. Unlike time, the
 * count is the same on every machine. Only code that is loaded afterwards is counted in full. Run it in its own process: a test runner
 * that collects coverage needs the same counters.
 *
 * @returns reads the steps since the last call, or since the start
 */
export async function startStepCounter(): Promise<() => Promise<number>> {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
	return async () => {
		const { result: scripts } = await session.post('Profiler.takePreciseCoverage');
		const ranges = scripts.flatMap(({ functions }) => functions.flatMap((each) => each.ranges));
		return ranges.reduce((sum, { count }) => sum + count, 0);
	};
}
