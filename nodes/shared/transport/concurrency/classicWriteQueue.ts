import type { ServerUrl } from '../baseUrl';
import { CancelledError, ResponseError } from '../errors/errors';
import { pause } from '../http/deadline';
import { limiterFor } from './limiter';
import type { JamfRequest } from '../session';

const FALSE_CONFLICT_DELAY_MS = 500;
/** A creation may succeed despite a false conflict; the retry then fails because the name is taken. */
const OUTCOME_UNKNOWN =
	'The first attempt failed because of a conflict with other writes, but Jamf may have carried out the change: check whether the object exists before you run this again.';

/**
 * Runs Classic writes to the same object type one at a time, process-wide, because Jamf reports false conflicts for parallel
 * ones (jamf-behavior 5.6). A false conflict caused by other clients is retried once. Other requests run at once.
 */
export async function serializeClassicWrites<T>(
	request: JamfRequest,
	{ root }: ServerUrl,
	signal: AbortSignal | undefined,
	deliver: () => Promise<T>,
): Promise<T> {
	const { api, method, body } = request;
	if (api !== 'classic' || method === 'GET' || method === 'HEAD') return await deliver();
	const release = await limiterFor(`${root} ${objectTypeOf(request)}`).acquire(1, signal);
	try {
		return await deliver().catch(async (error: unknown) => {
			if (!isFalseConflict(error) || (typeof body === 'object' && !Buffer.isBuffer(body))) throw error;
			if (!(await pause(FALSE_CONFLICT_DELAY_MS * (1 + Math.random()), signal))) throw new CancelledError();
			return await deliver().catch((retryError: unknown) => {
				throw method === 'POST' && isConflict(retryError) ? retryError.withOutcome(OUTCOME_UNKNOWN) : retryError;
			});
		});
	} finally {
		release();
	}
}

/** Classic requests of the same kind need the same privilege: `GET computers`. Undefined for the other API. */
export function toClassicKind(request: JamfRequest): string | undefined {
	return request.api === 'classic' ? `${request.method} ${objectTypeOf(request)}` : undefined;
}

/** Uploads write the object they belong to: `/fileuploads/policies/id/1` writes policies. */
function objectTypeOf({ path }: JamfRequest): string {
	const [, first = '', second = ''] = path.toLowerCase().split('/');
	return first === 'fileuploads' ? second : first;
}

function isConflict(error: unknown): error is ResponseError {
	return error instanceof ResponseError && error.status === 409;
}

/** A concurrent write made the database fail. Duplicate names and dangling references have different texts. */
function isFalseConflict(error: unknown): boolean {
	return isConflict(error) && /\bupdate the database\b|^$/i.test(error.serverMessage);
}
