import { ConnectionError, ResponseError, TokenExchangeError, UnreadableResponseError } from '../errors/errors';
import type { Method } from '../types';

/** Why an attempt failed: the request never left, it left but no whole answer came, or there is an answer with a status. */
export type Failure =
	| { kind: 'notSent' }
	| { kind: 'interrupted' }
	| { kind: 'timeout' }
	| { kind: 'status'; status: number; retryAfter?: string | undefined };

export interface FailedAttempt {
	method: Method;
	/** 1 for the first. */
	attempt: number;
	failure: Failure;
	/** Whether the body can be sent again; a stream cannot. */
	replayable: boolean;
	/** Whether the caller answers slowness by asking for less. */
	callerHandlesTimeout: boolean;
}

const MAX_ATTEMPTS = 4;
const MAX_ATTEMPTS_AFTER_TIMEOUT = 2;
const BASE_DELAY_MS = 500;
const MAX_DELAY_MS = 10_000;
const MAX_RETRY_AFTER_MS = 60_000; // jamf-behavior 2.3
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);

/**
 * How long to wait before the next attempt in milliseconds, or `undefined` when the failure is final.
 * A write is repeated only when the server cannot have seen it, or said 429 (jamf-behavior 2.5): never after a read time-out.
 */
export function retryDelay(failed: FailedAttempt, now = Date.now(), random = Math.random): number | undefined {
	const { failure, attempt, replayable } = failed;
	if (!replayable || attempt >= (failure.kind === 'timeout' ? MAX_ATTEMPTS_AFTER_TIMEOUT : MAX_ATTEMPTS))
		return undefined;
	if (!isRepeatable(failed)) return undefined;
	const backOff = random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (attempt - 1));
	if (failure.kind !== 'status') return backOff;
	return retryAfterMs(failure.retryAfter, now) ?? backOff;
}

function isRepeatable({ method, failure, callerHandlesTimeout }: FailedAttempt): boolean {
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
	// Date.parse finds a date in almost any text with a number: only what begins with a weekday is one.
	if (!seconds && !/^[a-z]+, /i.test(text)) return undefined;
	const ms = seconds ? Number(text) * 1000 : Date.parse(text) - now;
	return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}

/** The failure behind an error, or `undefined` when repeating cannot help. */
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
