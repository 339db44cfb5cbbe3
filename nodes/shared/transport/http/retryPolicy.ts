import {
	ConnectionError,
	type JamfError,
	ResponseError,
	TokenExchangeError,
	UnreadableResponseError,
} from '../errors/errors';
import type { Method } from '../types';

/** Why an attempt failed: the request was not sent, the response is missing or incomplete, or it has an error status. */
export type Failure =
	| { kind: 'notSent' }
	| { kind: 'interrupted' }
	| { kind: 'timeout' }
	| { kind: 'status'; status: number; retryAfter?: string | undefined };

export interface FailedAttempt {
	method: Method;
	/** Starts at 1. */
	attempt: number;
	failure: Failure;
	/** Whether the body can be sent again, which a stream cannot. */
	replayable: boolean;
	/** Whether the caller reacts to a timeout itself, by requesting less. */
	callerHandlesTimeout: boolean;
}

const MAX_ATTEMPTS = 4;
const MAX_ATTEMPTS_AFTER_TIMEOUT = 2;
const BASE_DELAY_MS = 500;
const MAX_DELAY_MS = 10_000;
const MAX_RETRY_AFTER_MS = 60_000; // jamf-behavior 2.3
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);

/**
 * The delay before the next attempt in milliseconds, or `undefined` when the failure is final.
 * A write is only retried when the server cannot have processed it or returned 429 (jamf-behavior 2.5), never after a timeout.
 */
export function retryDelay(failed: FailedAttempt, now = Date.now(), random = Math.random): number | undefined {
	const { failure, attempt, replayable } = failed;
	if (!replayable || attempt >= (failure.kind === 'timeout' ? MAX_ATTEMPTS_AFTER_TIMEOUT : MAX_ATTEMPTS))
		return undefined;
	if (!isRetryable(failed)) return undefined;
	const backOff = random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (attempt - 1));
	if (failure.kind !== 'status') return backOff;
	return retryAfterMs(failure.retryAfter, now) ?? backOff;
}

function isRetryable({ method, failure, callerHandlesTimeout }: FailedAttempt): boolean {
	if (callerHandlesTimeout && (failure.kind === 'timeout' || (failure.kind === 'status' && failure.status === 504)))
		return false;
	if (failure.kind === 'notSent') return true;
	if (failure.kind === 'status' && failure.status === 429) return true;
	if (method !== 'GET' && method !== 'HEAD') return false;
	return failure.kind !== 'status' || TRANSIENT.has(failure.status);
}

function retryAfterMs(header: string | undefined, now: number): number | undefined {
	const text = header?.trim() ?? '';
	if (text === '') return undefined;
	const seconds = /^\d+(\.\d+)?$/.test(text);
	// Date.parse accepts almost any text with a number, so the date must start with a weekday.
	if (!seconds && !/^[a-z]+, /i.test(text)) return undefined;
	const ms = seconds ? Number(text) * 1000 : Date.parse(text) - now;
	return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}

/** Classifies an error for a retry; `undefined` when a retry cannot help. */
export function classifyFailure(error: unknown): Failure | undefined {
	if (error instanceof ResponseError) return { kind: 'status', status: error.status, retryAfter: error.retryAfter };
	if (error instanceof UnreadableResponseError) return { kind: 'interrupted' };
	if (error instanceof TokenExchangeError && error.transient) {
		return error.transient.status === 429 ? { kind: 'status', ...error.transient } : { kind: 'notSent' };
	}
	if (!(error instanceof ConnectionError) || !error.transient) return undefined;
	if (!error.sent) return { kind: 'notSent' };
	return { kind: error.code === 'TIMEOUT' ? 'timeout' : 'interrupted' };
}

/** The same error for an upload, which is never retried because its file is a stream. Says if the server did not carry it out. */
export function withUploadOutcome(error: JamfError): JamfError {
	const failure = classifyFailure(error);
	const status = failure?.kind === 'status' ? failure.status : undefined;
	if (status === 401) {
		return error.withOutcome(
			'Nothing was changed. If the access token was no longer valid, running this again works, because it uses a new one.',
		);
	}
	if (failure?.kind !== 'notSent' && status !== 429) return error;
	return error.withOutcome(
		'Nothing was changed. Run this again: the node does not repeat the upload of a stored file by itself.',
	);
}
