import type { Result, Round } from './compare';
import { MB, formatSpread, formatTable, formatRatio } from './text';

const wall = ({ wallMs }: Round) => wallMs;
const cpu = ({ cpuMs }: Round) => cpuMs;

/** Time and CPU of each contestant, compared with ours. */
export function formatSpeedTable(results: readonly Result[], ours: Result): string {
	return formatTable(
		['', 'work', 'wall time, s', 'ms per request', 'times ours', 'CPU, ms per request', 'connections', 'sign-ins'],
		results.map((result) => [
			result.contestant.label,
			`${result.contestant.size.toLocaleString('en-US')} in ${result.contestant.requests.toLocaleString('en-US')} requests`,
			formatSpread(result.of(wall), 1000),
			formatSpread(result.perRequest(wall)),
			result === ours ? '1' : formatRatio(result.times(ours, wall)),
			formatSpread(result.perRequest(cpu)),
			...formatTraffic(result),
		]),
	);
}

/** Connections and token exchanges that the server counted; the idle server counts nothing. */
function formatTraffic(result: Result): string[] {
	if (result.rounds.every(({ stats }) => stats.requests === 0)) return ['', ''];
	return [
		String(result.of(({ stats }) => stats.connections).median),
		String(result.of(({ stats }) => stats.tokens).median),
	];
}

/** The memory of each contestant. */
export function formatMemoryTable(results: readonly Result[]): string {
	return formatTable(
		['', 'heap of what it returned, MB', 'peak heap in use, MB', 'with garbage, MB', 'peak process memory, MB'],
		results.map((result) => [
			result.contestant.label,
			...[
				({ heldBytes }: Round) => heldBytes,
				({ liveBytes }: Round) => liveBytes,
				({ peakHeapBytes }: Round) => peakHeapBytes,
				({ maxRssBytes }: Round) => maxRssBytes,
			].map((read) => formatSpread(result.of(read), MB)),
		]),
	);
}

/** The ratio of time and CPU of another contestant to ours for the same work. */
export function compareWithOurs(other: Result, ours: Result) {
	return { wall: other.times(ours, wall), cpu: other.times(ours, cpu) };
}
