/** What happens a while after the start. */
export type Step<T> = T & { afterMs: number };

/** The latest step after this time, or `undefined` before the first. */
export function stepAt<T>(steps: ReadonlyArray<Step<T>>, elapsedMs: number): Step<T> | undefined {
	return steps.filter(({ afterMs }) => afterMs <= elapsedMs).sort((a, b) => b.afterMs - a.afterMs)[0];
}
