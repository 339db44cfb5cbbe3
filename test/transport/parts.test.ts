import { getEventListeners, once } from 'node:events';
import { Readable } from 'node:stream';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { parseServerUrl } from '../../nodes/shared/transport/baseUrl';
import { discardBody, readJson, readText } from '../../nodes/shared/transport/http/responseBody';
import { CookieJar, cookieJarFor } from '../../nodes/shared/transport/http/cookieJar';
import { startDeadline } from '../../nodes/shared/transport/http/deadline';
import {
	CancelledError,
	ConnectionError,
	InputError,
	UnreadableResponseError,
} from '../../nodes/shared/transport/errors/errors';
import { ConcurrencyLimiter, limiterFor } from '../../nodes/shared/transport/concurrency/limiter';
import { redactor } from '../../nodes/shared/transport/errors/redact';
import { redirectTarget } from '../../nodes/shared/transport/http/redirects';
import { type FailedResponse, toResponseError } from '../../nodes/shared/transport/errors/responseError';
import { type CredentialFields, parseSettings } from '../../nodes/shared/transport/settings';
import type { HttpResponse, Method, Settings } from '../../nodes/shared/transport/types';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { failure } from './testServer';

const FIELDS = { serverUrl: 'https://jamf.example', clientId: 'id', clientSecret: 'secret' };

const answer = (text: string, status = 200, headers: HttpResponse['headers'] = {}): HttpResponse => ({
	status,
	headers,
	body: Readable.from(text === '' ? [] : [Buffer.from(text)]),
});

describe('the cookie jar', () => {
	const header = (...lines: Array<string | string[] | undefined>) => {
		const jar = new CookieJar();
		for (const line of lines) jar.store(line, Date.parse('2026-01-01'));
		return jar.header();
	};

	it.each<[string, Array<string | string[] | undefined>, string | undefined]>([
		['nothing', [undefined, []], undefined],
		['one', ['A=1; Path=/; HttpOnly; Secure'], 'A=1'],
		['several, under any name', [['A=1', 'B=2; Path=/api'], 'jpro-ingress=x.y'], 'A=1; B=2; jpro-ingress=x.y'],
		['a new value', ['A=1', 'A=2'], 'A=2'],
		['a value as it came', ['A=a%2Fb+c/=="q"'], 'A=a%2Fb+c/=="q"'],
		['one that ends in time', ['A=1; Expires=Fri, 01 Jan 2027 00:00:00 GMT', 'B=2; Max-Age=60'], 'A=1; B=2'],
		['one that has ended', [['A=1', 'B=2'], 'A=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], 'B=2'],
		['one that ends now', [['A=1', 'B=2'], 'B=; Max-Age=0'], 'A=1'],
		['text that is no cookie', ['\u0001bad\u0001; Path=/', 'A=1'], 'A=1'],
	])('with %s', (_, lines, expected) => {
		expect(header(...lines)).toBe(expected);
	});

	it('reads the clock by itself', () => {
		const jar = new CookieJar();
		jar.store('A=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT');
		expect(jar.header()).toBeUndefined();
	});

	it('is one for an execution and a server', () => {
		const jar = cookieJarFor('1', 'https://jamf.example');
		expect(cookieJarFor('1', 'https://jamf.example')).toBe(jar);
		expect(cookieJarFor('2', 'https://jamf.example')).not.toBe(jar);
		expect(cookieJarFor('1', 'https://other.example')).not.toBe(jar);
	});

	it('is kept while it is used, of 500', () => {
		const used = cookieJarFor('used', 'x');
		const idle = cookieJarFor('idle', 'x');
		for (let execution = 0; execution < 499; execution++)
			cookieJarFor(`many ${execution}`, cookieJarFor('used', 'x') && 'x');
		expect(cookieJarFor('used', 'x')).toBe(used);
		expect(cookieJarFor('idle', 'x')).not.toBe(idle);
	});
});

describe('the gate', () => {
	/** Who is in, in the order of arrival, and how to leave. */
	function crowd(gate: ConcurrencyLimiter) {
		const inside: string[] = [];
		const leave: Record<string, () => void> = {};
		const enter = (name: string, most: number, signal?: AbortSignal) =>
			gate.acquire(most, signal).then((out) => {
				inside.push(name);
				leave[name] = out;
			});
		return { inside, leave, enter };
	}

	it('admits up to the cap, then first come, first served', async () => {
		const { inside, leave, enter } = crowd(new ConcurrencyLimiter());
		for (const name of ['a', 'b', 'c', 'd', 'e']) void enter(name, 2);
		await turn();
		expect(inside).toEqual(['a', 'b']);
		leave.b?.();
		await turn();
		expect(inside).toEqual(['a', 'b', 'c']);
		leave.a?.();
		leave.c?.();
		await turn();
		expect(inside).toEqual(['a', 'b', 'c', 'd', 'e']);
	});

	it('counts everyone for a lower cap, and lets nobody overtake', async () => {
		const { inside, leave, enter } = crowd(new ConcurrencyLimiter());
		for (const name of ['a', 'b', 'c']) void enter(name, 5);
		void enter('low', 1);
		void enter('d', 5);
		await turn();
		expect(inside).toEqual(['a', 'b', 'c']);
		for (const name of ['a', 'b', 'c']) leave[name]?.();
		await turn();
		expect(inside).toEqual(['a', 'b', 'c', 'low', 'd']);
	});

	it('counts leaving twice once', async () => {
		const { inside, leave, enter } = crowd(new ConcurrencyLimiter());
		for (const name of ['a', 'b', 'c']) void enter(name, 1);
		await turn();
		leave.a?.();
		leave.a?.();
		leave.a?.();
		await turn();
		expect(inside).toEqual(['a', 'b']);
	});

	it('refuses who is cancelled already, also when there is room', async () => {
		await expect(new ConcurrencyLimiter().acquire(5, AbortSignal.abort())).rejects.toThrow(CancelledError);
	});

	it('lets go of who is cancelled while waiting, and of no other', async () => {
		const { inside, leave, enter } = crowd(new ConcurrencyLimiter());
		const controller = new AbortController();
		void enter('a', 1);
		const cancelled = enter('b', 1, controller.signal);
		void enter('c', 1);
		controller.abort();
		await expect(cancelled).rejects.toThrow(CancelledError);
		leave.a?.();
		await turn();
		expect(inside).toEqual(['a', 'c']);
		leave.c?.();
		await enter('d', 1);
		expect(inside).toEqual(['a', 'c', 'd']);
	});

	it('admits those behind a low cap when that one is cancelled', async () => {
		const { inside, enter } = crowd(new ConcurrencyLimiter());
		const controller = new AbortController();
		void enter('a', 5);
		const low = enter('low', 1, controller.signal);
		void enter('b', 5);
		controller.abort();
		await expect(low).rejects.toThrow(CancelledError);
		await turn();
		expect(inside).toEqual(['a', 'b']);
	});

	it('forgets the signal once inside', async () => {
		const gate = new ConcurrencyLimiter();
		const { signal } = new AbortController();
		const leave = await gate.acquire(1);
		const waiting = gate.acquire(1, signal);
		expect(getEventListeners(signal, 'abort')).toHaveLength(1);
		leave();
		await waiting;
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	it('is one for a server', () => {
		expect(limiterFor('https://jamf.example')).toBe(limiterFor('https://jamf.example'));
		expect(limiterFor('https://jamf.example')).not.toBe(limiterFor('https://jamf.example:8443'));
	});
});

describe('the gate of a server', () => {
	test('is forgotten when nobody is in it or waits for it: there may be one for every object', async () => {
		const gate = limiterFor('an object');
		const leave = await gate.acquire(1);
		const waiting = gate.acquire(1);
		leave();
		expect(limiterFor('an object')).toBe(gate);
		(await waiting)();
		expect(limiterFor('an object')).not.toBe(gate);
	});
});

describe('the deadline', () => {
	it('fires when the time is over', async () => {
		const { signal } = startDeadline(5);
		expect(signal.aborted).toBe(false);
		await once(signal, 'abort');
		expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
	});

	it('fires with the cancellation, also one from before', () => {
		const controller = new AbortController();
		const { signal, clear } = startDeadline(1000_000, controller.signal);
		controller.abort(new Error('stopped'));
		clear();
		expect(signal.reason).toMatchObject({ message: 'stopped' });
		expect(startDeadline(undefined, controller.signal).signal.aborted).toBe(true);
	});

	it('never fires once it is cleared, and leaves no listener', async () => {
		const controller = new AbortController();
		const deadline = startDeadline(5, controller.signal);
		deadline.clear();
		expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
		controller.abort();
		await wait(15);
		expect(deadline.signal.aborted).toBe(false);
	});

	it('ends the wait for a promise that never ends', async () => {
		const never = new Promise<never>(() => {});
		await expect(startDeadline(5).race(never)).rejects.toMatchObject({ name: 'TimeoutError' });
		const deadline = startDeadline(1000_000);
		await expect(deadline.race(Promise.resolve(7))).resolves.toBe(7);
		await expect(deadline.race(Promise.reject(new Error('its own')))).rejects.toThrow('its own');
		deadline.clear();
	});
});

describe('a redirect', () => {
	const target = (method: Method, location: string | string[] | undefined, status = 302, from?: string, hop = 0) =>
		redirectTarget(method, from ?? 'https://jamf.example/api/v1/x', answer('', status, { location }), hop);

	it.each<[Method, string | string[] | undefined, number, string | undefined]>([
		['GET', '/login', 302, 'https://jamf.example/login'],
		['GET', 'y?z=1', 301, 'https://jamf.example/api/v1/y?z=1'],
		['HEAD', 'https://cdn.example/icon.png', 303, 'https://cdn.example/icon.png'],
		['GET', ['/a', '/b'], 307, 'https://jamf.example/a'],
		['GET', '//cdn.example/x', 308, 'https://cdn.example/x'],
		['GET', '/login', 200, undefined],
		['GET', '/login', 300, undefined],
		['GET', '/login', 304, undefined],
		['GET', undefined, 302, undefined],
		['POST', undefined, 302, undefined],
		['POST', '/login', 201, undefined],
	])('of %s to %j with %i leads to %s', (method, location, status, expected) => {
		expect(target(method, location, status)).toBe(expected);
	});

	it.each(['http://jamf.example/api', 'ftp://jamf.example/x', 'data:text/html,x', 'file:///etc/passwd'])(
		'to %s is refused',
		(location) => {
			expect(() => target('GET', location)).toThrow(/unprotected/);
		},
	);

	it('from http may go to http and https', () => {
		expect(target('GET', 'http://b.example/', 302, 'http://a.example/')).toBe('http://b.example/');
		expect(target('GET', 'https://b.example/', 302, 'http://a.example/')).toBe('https://b.example/');
	});

	it('to nowhere, or in a circle, is an error that is not repeated', () => {
		for (const refused of [() => target('GET', 'https://:bad'), () => target('GET', '/x', 302, undefined, 5)]) {
			expect(refused).toThrow(ConnectionError);
			expect(refused).toThrow(expect.objectContaining({ code: 'REDIRECT', transient: false }));
		}
		expect(target('GET', '/x', 302, undefined, 4)).toBe('https://jamf.example/x');
	});

	it.each<Method>(['POST', 'PUT', 'PATCH', 'DELETE'])('of %s is refused, and says where it led', (method) => {
		expect(() => target(method, 'https://new.example/secret/path')).toThrow(InputError);
		expect(() => target(method, 'https://new.example/secret/path')).toThrow(
			`The server jamf.example redirects the ${method} request to https://new.example.`,
		);
		expect(() => target(method, '/api/v1/y/')).toThrow(`redirects the ${method} request.`);
	});
});

describe('redaction', () => {
	const redact = (secret: string, text: string, ...more: string[]) =>
		redactor({ clientSecret: secret } as Settings, ...more)(text);

	it.each([
		['s3cret', 'a s3cret and s3cret', 'a [redacted] and [redacted]'],
		[
			'a b/c',
			'raw a b/c, url a%20b%2Fc, lower a%20b%2fc, form a+b%2Fc',
			'raw [redacted], url [redacted], lower [redacted], form [redacted]',
		],
		["it's!(x)", 'form it%27s%21%28x%29', 'form [redacted]'],
		['quo"te\\d', 'json quo\\"te\\\\d', 'json [redacted]'],
		['abc', 'abc is too short to be one', 'abc is too short to be one'],
		['', 'nothing', 'nothing'],
	])('of %j', (secret, text, expected) => {
		expect(redact(secret, text)).toBe(expected);
	});

	it('of several', () => {
		expect(redact('s3cret', 's3cret t0ken t0ken.b', 't0ken.b', 't0ken')).toBe('[redacted] [redacted] [redacted]');
	});
});

describe('the settings', () => {
	const parse = (fields: CredentialFields) => parseSettings({ ...FIELDS, ...fields });

	it('are trimmed and complete', () => {
		expect(parse({ clientId: ' id\n', clientSecret: '\tsecret ' })).toEqual({
			server: parseServerUrl('https://jamf.example'),
			clientId: 'id',
			clientSecret: 'secret',
			scope: '',
			maxConnections: 5,
			tls: { ignoreIssues: false, ca: '' },
		});
	});

	it.each<[CredentialFields, RegExp]>([
		[{ serverUrl: '' }, /Server URL is empty/],
		[{ serverUrl: undefined }, /Server URL is empty/],
		[{ clientId: ' ' }, /Client ID of the credential is empty/],
		[{ clientSecret: '' }, /Client Secret of the credential is empty/],
		[{ clientSecret: 7 }, /Client Secret of the credential is empty/],
		[{ scope: '3 Auditor' }, /"Auditor"/],
		[{ scope: 'api-role:' }, /"api-role:"/],
		[{ scope: '-1' }, /"-1"/],
		[{ caPem: 'MIIB' }, /not a certificate/],
		[{ caPem: '-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----' }, /not a certificate/],
		[{ caPem: TEST_CERTIFICATE.key }, /not a certificate/],
	])('%j are refused', (fields, message) => {
		expect(() => parse(fields)).toThrow(InputError);
		expect(() => parse(fields)).toThrow(message);
	});

	it.each([
		['', ''],
		['3', 'api-role:3'],
		['api-role:3', 'api-role:3'],
		[' 3, 7 ', 'api-role:3 api-role:7'],
		['3,API-ROLE:7\n9', 'api-role:3 api-role:7 api-role:9'],
	])('read the scope %j as %j', (scope, expected) => {
		expect(parse({ scope }).scope).toBe(expected);
	});

	it.each([
		[1, 1],
		[3, 3],
		['2', 2],
		[5, 5],
		[6, 5],
		[1000, 5],
		[0, 5],
		[-1, 5],
		[2.5, 5],
		[Number.NaN, 5],
		['many', 5],
		[undefined, 5],
	])('allow for %j concurrent requests %i', (maxConcurrentRequests, expected) => {
		expect(parse({ maxConcurrentRequests }).maxConnections).toBe(expected);
	});

	it('take a certificate, also on one line', () => {
		const { cert } = TEST_CERTIFICATE;
		expect(parse({ caPem: ` ${cert}\n` }).tls).toEqual({ ignoreIssues: false, ca: cert });
		expect(parse({ caPem: cert.replaceAll('\n', '\\n') }).tls.ca).toBe(cert);
		expect(parse({ caPem: 'left behind', ignoreSslIssues: true }).tls).toEqual({ ignoreIssues: true, ca: '' });
	});

	it.each([
		[true, true],
		[false, false],
		['true', false],
		[undefined, false],
	])('ignore SSL issues when told so by %j: %s', (ignoreSslIssues, expected) => {
		expect(parse({ ignoreSslIssues }).tls.ignoreIssues).toBe(expected);
	});
});

describe('the body', () => {
	it('is read as text, also when a character is cut in two', async () => {
		const [first, second] = [Buffer.from('Zürich').subarray(0, 2), Buffer.from('Zürich').subarray(2)];
		expect(await readText(Readable.from([first, second]))).toBe('Zürich');
	});

	it('is read no further than it must', async () => {
		let made = 0;
		const endless = Readable.from(
			(async function* () {
				for (;;) yield Buffer.alloc(1000, `${made++ % 10}`);
			})(),
		);
		expect((await readText(endless, 2500)).length).toBeLessThan(4000);
		expect(endless.destroyed).toBe(true);
		expect(made).toBeLessThan(30);
	});

	it.each([
		['{"id":"1"}', { id: '1' }],
		[' [1,\n2]', [1, 2]],
		['null', null],
		['', undefined],
		[' \r\n', undefined],
	])('%j is JSON for %j', async (text, expected) => {
		expect(await readJson(answer(text))).toEqual(expected);
	});

	it.each(['<html>', '{"id":', 'OK'])('%j is not JSON, and the error says so', async (text) => {
		const error = await failure(readJson(answer(text, 201)));
		expect(error).toBeInstanceOf(UnreadableResponseError);
		expect(error).toMatchObject({ status: 201, message: 'The answer of the server is not JSON.' });
	});

	it('is dropped without a noise, also when it breaks', () => {
		const response = answer('x');
		discardBody(response);
		response.body.emit('error', new Error('late'));
		expect(response.body.destroyed).toBe(true);
	});
});

describe('an answer with an error', () => {
	test.each([
		['{"message":"Name is too long"}', 'Name is too long'],
		['{"error":"quota","error_description":"Quota exceeded"}', 'Quota exceeded'],
		['{"status":400,"error":"Bad Request"}', 'Bad Request'],
		['"Not today"', 'Not today'],
	])('JSON of something between is told: %s', (text, said) => {
		const redact = (each: string) => each;
		const error = toResponseError({ api: 'pro', method: 'GET', path: '/x', status: 400, headers: {}, text, redact });
		expect(error.message).toMatch(new RegExp(`: ${said}$`));
		expect(error.details).toEqual([]);
	});

	test.each(['<', '<style', '<p>Error:', '<p> '])('a page of nothing but %s does not hold up the process', (part) => {
		const text = part.repeat(65_536 / part.length);
		const redact = (each: string) => each;
		const started = performance.now();
		toResponseError({ api: 'classic', method: 'GET', path: '/x', status: 500, headers: {}, text, redact });
		expect(performance.now() - started).toBeLessThan(50);
	});

	const from = (failed: Partial<FailedResponse>) =>
		toResponseError({
			api: 'pro',
			method: 'GET',
			path: '/v1/x/1',
			status: 400,
			headers: {},
			text: '',
			redact: (text) => text,
			...failed,
		});

	it.each<[Partial<FailedResponse>, string, RegExp]>([
		[{ status: 400 }, 'BAD_REQUEST', /did not accept the request \(GET \/v1\/x\/1, HTTP 400\)$/],
		[{ status: 401 }, 'UNAUTHORIZED', /access token/],
		[{ status: 401, api: 'classic' }, 'FORBIDDEN', /lacks a Classic API privilege/],
		[{ status: 403, text: '{"httpStatus":403,"errors":[]}' }, 'FORBIDDEN', /lacks a privilege .*HTTP 403\)$/],
		[
			{ status: 403, text: '<html><body><p>Request blocked.</p></body></html>' },
			'BLOCKED',
			/firewall.*Request blocked\.$/,
		],
		[{ status: 403, text: '<html>', api: 'classic' }, 'FORBIDDEN', /lacks a privilege/],
		[{ status: 404 }, 'NOT_FOUND', /does not know/],
		[{ status: 405 }, 'METHOD_NOT_ALLOWED', /method/],
		[{ status: 408 }, 'TIMEOUT', /gave up waiting/],
		[{ status: 409 }, 'CONFLICT', /collides/],
		[{ status: 413 }, 'TOO_LARGE', /too large/],
		[{ status: 415 }, 'UNSUPPORTED_MEDIA_TYPE', /kind of body/],
		[{ status: 418 }, 'CLIENT_ERROR', /did not accept/],
		[{ status: 429 }, 'RATE_LIMITED', /slow down/],
		[{ status: 500 }, 'SERVER_ERROR', /failed to process/],
		[{ status: 502, text: '<html><h1>Bad Gateway</h1></html>' }, 'SERVER_ERROR', /: Bad Gateway$/],
		[{ status: 504 }, 'GATEWAY_TIMEOUT', /too long/],
	])('%j is %s', (failed, code, message) => {
		const error = from(failed);
		expect(error.code).toBe(code);
		expect(error.message).toMatch(message);
		expect(error.hint).toMatch(/\.$/);
		expect(error.status).toBe(failed.status);
	});

	it.each([
		['{"errors":[{"code":"INVALID_FIELD","field":"name","description":"is taken"}]}', 'name: is taken'],
		['{"errors":[{"code":"INVALID_ID","field":null,"description":""}]}', 'INVALID_ID'],
		['{"errors":[{"description":"a"},{"description":"b"}]}', 'a; b'],
		['{"errors":[null, 7, "x"]}', ''],
		['{"errors":{"code":"X"}}', ''],
		['null', ''],
		['[]', ''],
		['7', ''],
		['', ''],
		['plain words\n  of a proxy', 'plain words of a proxy'],
		[
			'<html><body><p>Bad Request</p>\n<p>Error: Duplicate name</p><p>You can get help</p></body></html>',
			'Duplicate name',
		],
		['<html><body><p>Bad Request</p> name is too long </body></html>', 'name is too long'],
		['<html><title>No</title><style>p{}</style><script>x</script><p>Down for maintenance</p>', 'Down for maintenance'],
	])('says of %j: %j', (text, said) => {
		const { message } = from({ text });
		expect(message).toBe(`Jamf did not accept the request (GET /v1/x/1, HTTP 400)${said && `: ${said}`}`);
	});

	it('keeps the details, cut to a readable length', () => {
		const long = 'x'.repeat(5000);
		const error = from({
			text: JSON.stringify({ traceId: 'abc', errors: [{ code: 7, field: 'f', description: long }] }),
		});
		expect(error.details).toEqual([{ code: '7', field: 'f', description: `${'x'.repeat(300)} …` }]);
		expect(error.message.length).toBeLessThan(400);
		expect(error.traceId).toBe('abc');
	});

	it.each<[FailedResponse['headers'], string | undefined]>([
		[{ 'x-traceid': 'a', 'x-b3-traceid': 'b' }, 'a'],
		[{ 'x-traceid': '', 'x-tyk-trace-id': ['c', 'd'] }, 'c'],
		[{ 'x-b3-traceid': 'b' }, 'b'],
		[{}, undefined],
	])('takes the trace from the headers %j', (headers, traceId) => {
		expect(from({ headers }).traceId).toBe(traceId);
	});

	it('redacts what the server says, however it is written, before it cuts', () => {
		const redact = redactor({ clientSecret: 'a/b&c-secret' } as Settings);
		const echo = [
			'{"errors":[{"description":"\\u0061\\/b\\u0026c-secret"}],"traceId":"a/b&c-secret"}',
			`${'x'.repeat(295)}a/b&c-secret`,
			'<p>Error: a%2Fb%26c-secret</p>',
		];
		for (const text of echo) {
			const headers = { 'retry-after': 'a/b&c-secret', 'x-traceid': 'a/b&c-secret' };
			const error = from({ text, headers, redact });
			expect(JSON.stringify([error, error.message])).toMatch(/redacted/);
			expect(JSON.stringify([error, error.message])).not.toMatch(/secret|a\/b|a%2F/);
		}
	});

	it('can be explained in other words', () => {
		const error = from({ status: 404, headers: { 'x-traceid': 't' } }).reworded('GONE', 'It is gone.', 'Make it anew.');
		expect(error).toMatchObject({
			code: 'GONE',
			message: 'It is gone.',
			hint: 'Make it anew.',
			status: 404,
			traceId: 't',
		});
	});
});
