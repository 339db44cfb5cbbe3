import { CookieJar, cookieJarFor } from '../../nodes/shared/transport/http/cookieJar';

describe('CookieJar', () => {
	const header = (...lines: Array<string | string[] | undefined>) => {
		const jar = new CookieJar();
		for (const line of lines) jar.store(line, Date.parse('2026-01-01'));
		return jar.header();
	};

	it.each<[string, Array<string | string[] | undefined>, string | undefined]>([
		['nothing for no cookies', [undefined, []], undefined],
		['one cookie', ['A=1; Path=/; HttpOnly; Secure'], 'A=1'],
		['several cookies with any names', [['A=1', 'B=2; Path=/api'], 'jpro-ingress=x.y'], 'A=1; B=2; jpro-ingress=x.y'],
		['the latest value of a cookie', ['A=1', 'A=2'], 'A=2'],
		['a value unchanged', ['A=a%2Fb+c/=="q"'], 'A=a%2Fb+c/=="q"'],
		['cookies that have not expired', ['A=1; Expires=Fri, 01 Jan 2027 00:00:00 GMT', 'B=2; Max-Age=60'], 'A=1; B=2'],
		['no cookie whose Expires has passed', [['A=1', 'B=2'], 'A=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], 'B=2'],
		['no cookie with Max-Age=0', [['A=1', 'B=2'], 'B=; Max-Age=0'], 'A=1'],
		['nothing for invalid cookies', ['\u0001bad\u0001; Path=/', 'A=1'], 'A=1'],
	])('sends %s', (_, lines, expected) => {
		expect(header(...lines)).toBe(expected);
	});

	it('uses the current time by default', () => {
		const jar = new CookieJar();
		jar.store('A=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT');
		expect(jar.header()).toBeUndefined();
	});

	it('stops waiting for the first request when it is cancelled', async () => {
		const jar = new CookieJar();
		void jar.sendSticky(() => new Promise(() => {}), 120_000);
		const controller = new AbortController();
		let isSent = false;
		const waiting = jar.sendSticky(async () => (isSent = true), 120_000, controller.signal);
		controller.abort(new Error('cancelled'));
		await expect(waiting).rejects.toThrow('cancelled');
		expect(isSent).toBe(false);
	});

	it('is shared per execution and server', () => {
		const jar = cookieJarFor('1', 'https://jamf.example');
		expect(cookieJarFor('1', 'https://jamf.example')).toBe(jar);
		expect(cookieJarFor('2', 'https://jamf.example')).not.toBe(jar);
		expect(cookieJarFor('1', 'https://other.example')).not.toBe(jar);
	});

	it('evicts the least recently used of more than 500 jars', () => {
		const used = cookieJarFor('used', 'x');
		const idle = cookieJarFor('idle', 'x');
		for (let execution = 0; execution < 499; execution++)
			cookieJarFor(`many ${execution}`, cookieJarFor('used', 'x') && 'x');
		expect(cookieJarFor('used', 'x')).toBe(used);
		expect(cookieJarFor('idle', 'x')).not.toBe(idle);
	});
});
