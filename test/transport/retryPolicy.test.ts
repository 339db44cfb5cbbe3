import {
	CancelledError,
	ConnectionError,
	InputError,
	type JamfError,
	ResponseError,
	TokenExchangeError,
	UnreadableResponseError,
} from '../../nodes/shared/transport/errors/errors';
import {
	type FailedAttempt,
	type Failure,
	classifyFailure,
	retryDelay,
} from '../../nodes/shared/transport/http/retryPolicy';
import type { Method } from '../../nodes/shared/transport/types';

const READS: Method[] = ['GET', 'HEAD'];
const WRITES: Method[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

const status = (code: number, retryAfter?: string): Failure => ({ kind: 'status', status: code, retryAfter });

const delay = (failed: Partial<FailedAttempt>, random = 0.5, now = 0) =>
	retryDelay(
		{
			method: 'GET',
			attempt: 1,
			failure: { kind: 'notSent' },
			replayable: true,
			callerHandlesTimeout: false,
			...failed,
		},
		now,
		() => random,
	);

/** The number of attempts when all of them fail like this. */
function attempts(failed: Partial<FailedAttempt>): number {
	let attempt = 1;
	while (delay({ ...failed, attempt }) !== undefined) attempt++;
	return attempt;
}

describe('the number of attempts', () => {
	it.each<[Failure, reads: number, writes: number]>([
		[{ kind: 'notSent' }, 4, 4],
		[{ kind: 'interrupted' }, 4, 1],
		[{ kind: 'timeout' }, 2, 1],
		[status(408), 4, 1],
		[status(429), 4, 4],
		[status(500), 4, 1],
		[status(502), 4, 1],
		[status(503), 4, 1],
		[status(504), 4, 1],
		...[302, 400, 401, 403, 404, 405, 409, 412, 413, 415, 418, 422, 501, 505].map((code): [Failure, number, number] => [
			status(code),
			1,
			1,
		]),
	])('after %j: %i reads, %i writes', (failure, reads, writes) => {
		expect(READS.map((method) => attempts({ method, failure }))).toEqual([reads, reads]);
		expect(WRITES.map((method) => attempts({ method, failure }))).toEqual([writes, writes, writes, writes]);
	});

	it.each<Failure>([{ kind: 'notSent' }, { kind: 'interrupted' }, { kind: 'timeout' }, status(429, '1'), status(503)])(
		'for a stream is one, after %j',
		(failure) => {
			for (const method of [...READS, ...WRITES]) expect(attempts({ method, failure, replayable: false })).toBe(1);
		},
	);

	it.each<[Failure, number]>([
		[status(504), 1],
		[{ kind: 'timeout' }, 1],
		[status(503), 4],
		[status(429), 4],
		[{ kind: 'notSent' }, 4],
		[{ kind: 'interrupted' }, 4],
	])('for a caller that handles timeouts, after %j: %i', (failure, expected) => {
		expect(attempts({ failure, callerHandlesTimeout: true })).toBe(expected);
	});
});

describe('the delay', () => {
	it.each([
		[1, 0, 0],
		[1, 0.5, 250],
		[1, 0.999, 499.5],
		[2, 0.999, 999],
		[3, 0.999, 1998],
	])('after attempt %i with jitter %d is %d ms', (attempt, random, expected) => {
		expect(delay({ attempt }, random)).toBeCloseTo(expected);
		expect(delay({ attempt, failure: status(503) }, random)).toBeCloseTo(expected);
	});

	it('uses random jitter and the current time by default', () => {
		const failed: FailedAttempt = {
			method: 'GET',
			attempt: 1,
			failure: { kind: 'notSent' },
			replayable: true,
			callerHandlesTimeout: false,
		};
		const delays = Array.from({ length: 50 }, () => retryDelay(failed) ?? -1);
		expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...delays)).toBeLessThan(500);
		expect(new Set(delays).size).toBeGreaterThan(10);
		jest.spyOn(Date, 'now').mockReturnValueOnce(Date.parse('Sun, 06 Nov 1994 08:49:07 GMT'));
		const retryAfter = 'Sun, 06 Nov 1994 08:49:37 GMT';
		expect(retryDelay({ ...failed, failure: status(503, retryAfter) })).toBe(30_000);
	});

	const NOW = Date.parse('Sun, 06 Nov 1994 08:49:37 GMT');
	const BACK_OFF = 250;

	it.each([
		['0', 0],
		['1', 1000],
		[' 7 ', 7000],
		['0.5', 500],
		['60', 60_000],
		['61', 60_000],
		['99999999999999999999', 60_000],
		['Sun, 06 Nov 1994 08:49:42 GMT', 5000],
		['Sun, 06 Nov 1994 09:49:37 GMT', 60_000],
		['Sun, 06 Nov 1994 08:00:00 GMT', 0],
		['', BACK_OFF],
		['soon', BACK_OFF],
		['-5', BACK_OFF],
		['later 3', BACK_OFF],
		['5 seconds', BACK_OFF],
		['1e3', BACK_OFF],
		['Sun, some day', BACK_OFF],
		['NaN', BACK_OFF],
		[undefined, BACK_OFF],
	])('for Retry-After %j is %d ms', (retryAfter, expected) => {
		expect(delay({ failure: status(429, retryAfter) }, 0.5, NOW)).toBe(expected);
		expect(delay({ failure: status(503, retryAfter), method: 'GET' }, 0.5, NOW)).toBe(expected);
	});
});

describe('classifyFailure', () => {
	const response = (code: number) => new ResponseError('X', 'm', 'h', code, [], 'trace', '7');
	const connection = (code: string, sent: boolean, transient: boolean) =>
		new ConnectionError(code, 'm', 'h', sent, transient);

	it.each<[string, JamfError, Failure | undefined]>([
		['an error response', response(503), { kind: 'status', status: 503, retryAfter: '7' }],
		['an unreadable response', new UnreadableResponseError('m', 'h', 200), { kind: 'interrupted' }],
		['a refused connection', connection('REFUSED', false, true), { kind: 'notSent' }],
		['a broken connection', connection('BROKEN', true, true), { kind: 'interrupted' }],
		['a timeout', connection('TIMEOUT', true, true), { kind: 'timeout' }],
		['an invalid certificate', connection('TLS_NAME', false, false), undefined],
		['a redirect loop', connection('REDIRECT', true, false), undefined],
		['a wrong secret', new TokenExchangeError('INVALID_CLIENT', 'm', 'h'), undefined],
		[
			'a failed token exchange',
			new TokenExchangeError('X', 'm', 'h', { status: 503, retryAfter: '' }),
			{ kind: 'notSent' },
		],
		[
			'a throttled token exchange',
			new TokenExchangeError('X', 'm', 'h', { status: 429, retryAfter: '3' }),
			{ kind: 'status', status: 429, retryAfter: '3' },
		],
		['invalid input', new InputError('m', 'h'), undefined],
		['a cancellation', new CancelledError(), undefined],
	])('classifies %s', (_, error, expected) => {
		expect(classifyFailure(error)).toEqual(expected);
	});
});
