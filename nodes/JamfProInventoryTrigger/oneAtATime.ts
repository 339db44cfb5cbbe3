import type { IPollFunctions } from 'n8n-workflow';

/** The nodes that are polling, by workflow and node. */
const polling = new Set<string>();

/**
 * Polls unless the last poll of the node still runs: n8n starts one at every poll time. Two of them would start from the same state,
 * output the same changes, and the slower one would store the older state.
 *
 * @returns `null` if the last poll still runs
 */
export async function pollOneAtATime<Result>(
	context: IPollFunctions,
	poll: () => Promise<Result>,
): Promise<Result | null> {
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	if (polling.has(key)) return null;
	polling.add(key);
	try {
		return await poll();
	} finally {
		polling.delete(key);
	}
}
