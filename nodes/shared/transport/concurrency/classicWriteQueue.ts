import { setTimeout as wait } from 'node:timers/promises';
import type { ServerUrl } from '../baseUrl';
import { CancelledError, ResponseError } from '../errors/errors';
import { limiterFor } from './limiter';
import type { JamfRequest } from '../session';

const FALSE_CONFLICT_DELAY_MS = 500;
/** An object may be there although its creation was refused so: the second attempt then meets the name of the first. */
const OUTCOME_UNKNOWN =
	'The server refused it twice, first for a conflict with other writes: it may have carried it out all the same, so look before you repeat it.';

/**
 * Carries out a request when it is its turn. Classic writes to one type of objects go one after the other, for the whole process:
 * together they run into conflicts that are none (jamf-behavior 5.6). One that others still cause is repeated once.
 */
export async function serializeClassicWrites<T>(
	request: JamfRequest,
	{ root }: ServerUrl,
	signal: AbortSignal | undefined,
	deliver: () => Promise<T>,
): Promise<T> {
	const { api, method, body } = request;
	if (api !== 'classic' || method === 'GET' || method === 'HEAD') return await deliver();
	const release = await limiterFor(`${root} ${typeOf(request)}`).acquire(1, signal);
	try {
		return await deliver().catch(async (error: unknown) => {
			if (!isFalseConflict(error) || (typeof body === 'object' && !Buffer.isBuffer(body))) throw error;
			const delay = FALSE_CONFLICT_DELAY_MS * (1 + Math.random());
			await wait(delay, undefined, { signal }).catch(() => Promise.reject(new CancelledError()));
			return await deliver().catch((again: unknown) => {
				throw method === 'POST' && isConflict(again) ? again.withOutcome(OUTCOME_UNKNOWN) : again;
			});
		});
	} finally {
		release();
	}
}

/** `/policies/id/1` writes policies, and so does an upload to one: `/fileuploads/policies/id/1`. */
function typeOf({ path }: JamfRequest): string {
	const [, first = '', second = ''] = path.toLowerCase().split('/');
	return first === 'fileuploads' ? second : first;
}

function isConflict(error: unknown): error is ResponseError {
	return error instanceof ResponseError && error.status === 409;
}

/** The database refused because others write; a taken name, or a reference to nothing, is told in other words. */
function isFalseConflict(error: unknown): boolean {
	return isConflict(error) && /\bupdate the database\b|^$/i.test(error.serverMessage);
}
