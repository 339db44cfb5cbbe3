import { pro } from '../../catalogue/lookup';
import { explain } from '../../errors/explain';
import { JamfClient } from '../../transport/client';
import {
	CancelledError,
	endSentence,
	JamfError,
	ResponseError,
	TokenExchangeError,
} from '../../transport/errors/errors';
import { startDeadline } from '../../transport/http/deadline';
import { clock } from './clock';

/** The first pause, and the longest one. Each is longer than the one before. */
const BASE_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 10_000;
const PAUSE_FACTOR = 1.5;
/** How long a status request may take after the maximum wait. */
const GRACE_MS = 10_000;

/** What is known about something that was started. */
export interface Status {
	result: string;
}

export interface Polled<S> {
	/** The latest status by key; none for what the server never had a record of. */
	statuses: Map<string, S>;
	/** Why the statuses could not be read. */
	problem?: string;
}

type ReadStatuses<S> = (jamf: JamfClient, keys: readonly string[]) => Promise<Map<string, S>>;

/**
 * Reads statuses with longer and longer pauses until none is pending or the time is over. Reading can fail: the result is then what is
 * known until then.
 *
 * @param keys what to ask for, of which only those that are pending are passed to `read` again
 * @throws CancelledError when the user stops the execution
 */
export async function pollUntilFinal<S extends Status>(
	jamf: JamfClient,
	keys: readonly string[],
	read: ReadStatuses<S>,
	maxMs: number,
): Promise<Polled<S>> {
	const end = clock.now() + maxMs;
	const statuses = new Map<string, S>();
	const isPending = (key: string) => (statuses.get(key)?.result ?? 'pending') === 'pending';
	let problem: unknown;
	for (let pause = BASE_PAUSE_MS; keys.some(isPending); pause = Math.min(pause * PAUSE_FACTOR, MAX_PAUSE_MS)) {
		const left = end - clock.now();
		if (left <= 0 || isPermanent(problem)) break;
		await clock.sleep(Math.min(pause, left), jamf.session.signal).catch(() => Promise.reject(createCancelled(keys)));
		const reading = readInTime(jamf, keys.filter(isPending), read, end - clock.now() + GRACE_MS);
		problem = await reading.then(
			(found) => {
				for (const [key, status] of found) statuses.set(key, status);
			},
			(error: unknown) => error,
		);
		if (jamf.session.signal?.aborted === true) throw createCancelled(keys);
	}
	return problem === undefined ? { statuses } : { statuses, problem: await describeProblem(jamf, problem) };
}

/** The error must not make anybody send it again. */
function createCancelled(keys: readonly string[]): CancelledError {
	return new CancelledError().withOutcome(
		`Jamf Pro had already accepted the request, so do not send it again: ${keys.join(', ')}.`,
	);
}

/** A server that does not respond must not prolong the wait. */
async function readInTime<S>(
	{ settings, session }: JamfClient,
	keys: readonly string[],
	read: ReadStatuses<S>,
	timeoutMs: number,
): Promise<Map<string, S>> {
	const { signal, race, clear } = startDeadline(timeoutMs, session.signal);
	return await race(read(new JamfClient(settings, { ...session, signal }), keys)).finally(clear);
}

/** Whether the next attempt will fail in the same way. */
function isPermanent(error: unknown): boolean {
	if (error instanceof TokenExchangeError) return error.transient === undefined;
	return error instanceof ResponseError && error.status < 500 && error.status !== 408 && error.status !== 429;
}

async function describeProblem(jamf: JamfClient, problem: unknown): Promise<string> {
	const error = await explain(jamf, { pro }, problem);
	if (error instanceof JamfError && !(error instanceof CancelledError))
		return `${endSentence(error.message)} ${error.hint}`;
	return 'The server did not respond in time.';
}
