import type { IPollFunctions } from 'n8n-workflow';
import type { RoundResult } from '../shared/changes/runRound';
import { clock } from '../shared/operations/waitForResult/clock';

/**
 * While n8n 2 publishes a workflow, it waits for the first poll, and gives up after 84 seconds (70% of
 * N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS). An error before that would not help: n8n tries five times.
 */
const MAX_FIRST_POLL_MS = 60_000;

/** The budget of polls that n8n 2 does not end itself. With durable polling, each poll has a context of its own and a smaller budget. */
const UNLIMITED_BUDGET_MS = 300_000;

/** The contexts that have polled. n8n uses one for all polls of a publication. */
const hasPolled = new WeakSet<IPollFunctions>();

/** The reads that the first poll did not wait for. */
const unfinished = new WeakMap<IPollFunctions, Promise<RoundResult>>();

/**
 * Reads for a poll. A read that takes longer than a publication waits goes on, and the next poll gets its result or its error.
 *
 * @returns `undefined` if the read goes on
 */
export async function readInTime(
	context: IPollFunctions,
	read: () => Promise<RoundResult>,
): Promise<RoundResult | undefined> {
	// n8n 1 has no budgets and waits.
	const isLimited = 'getPollBudgetMs' in context && context.getPollBudgetMs() === UNLIMITED_BUDGET_MS;
	const isFirst = isLimited && !hasPolled.has(context);
	hasPolled.add(context);
	const reading = unfinished.get(context) ?? read();
	unfinished.delete(context);
	if (!isFirst) return await reading;
	const timer = new AbortController();
	const timeIsUp = clock.sleep(MAX_FIRST_POLL_MS, timer.signal).then(
		() => undefined,
		() => undefined,
	);
	const result = await Promise.race([reading, timeIsUp]).finally(() => timer.abort());
	if (result !== undefined) return result;
	reading.catch(() => undefined); // the next poll throws the error
	unfinished.set(context, reading);
	return undefined;
}
