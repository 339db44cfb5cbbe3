import type { Failure, IPollFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { pro } from '../shared/catalogue/lookup';
import { explain } from '../shared/errors/explain';
import { toNodeError } from '../shared/errors/nodeError';
import type { JamfClient } from '../shared/transport/client';
import { ConnectionError, InputError, ResponseError, TokenExchangeError } from '../shared/transport/errors/errors';

/** The error of a failed poll, with its cause: n8n polls again soon, later, or only after a correction. */
export async function toPollError(
	context: IPollFunctions,
	jamf: JamfClient | undefined,
	thrown: unknown,
): Promise<NodeApiError | NodeOperationError> {
	const error = jamf === undefined ? thrown : await explain(jamf, { pro }, thrown);
	// Without a client, the credential is not valid, unless a parameter was rejected before.
	const isCredential = jamf === undefined && !(thrown instanceof InputError);
	const failure = isCredential ? ({ cause: 'credential-invalid' } as const) : classify(error);
	return Object.assign(toNodeError(context.getNode(), error), { failure });
}

function classify(error: unknown): Failure {
	if (error instanceof InputError) return { cause: 'configuration-invalid' };
	if (error instanceof TokenExchangeError) {
		if (error.transient === undefined) return { cause: 'credential-invalid' };
		return waitFor(error.transient.status, error.transient.retryAfter);
	}
	if (error instanceof ConnectionError) {
		return { cause: error.transient ? 'temporarily-unavailable' : 'configuration-invalid' };
	}
	if (!(error instanceof ResponseError)) return { cause: 'temporarily-unavailable' };
	const { status, retryAfter } = error;
	if (status === 401) return { cause: 'credential-invalid' };
	const isTimed = status === 408 || status === 429 || status >= 500;
	return isTimed ? waitFor(status, retryAfter) : { cause: 'configuration-invalid' };
}

/** A date in `Retry-After` is left to n8n's own interval. */
function waitFor(status: number, retryAfter: string | undefined): Failure {
	const cause = status === 429 ? 'rate-limited' : 'temporarily-unavailable';
	const seconds = Number(retryAfter ?? NaN);
	return seconds > 0 ? { cause, retryAfterMs: seconds * 1000 } : { cause };
}
