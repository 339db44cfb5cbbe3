import { Readable } from 'node:stream';
import { ConnectionError } from '../../nodes/shared/transport/errors/errors';
import { redirectTarget } from '../../nodes/shared/transport/http/redirects';
import type { Method } from '../../nodes/shared/transport/types';

describe('redirectTarget', () => {
	const target = (method: Method, location: string | string[] | undefined, status = 302, from?: string, hop = 0) =>
		redirectTarget(
			method,
			from ?? 'https://jamf.example/api/v1/x',
			{ status, headers: { location }, body: Readable.from([]) },
			hop,
		);

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
	])('for %s, location %j and status %i is %s', (method, location, status, expected) => {
		expect(target(method, location, status)).toBe(expected);
	});

	it.each(['http://jamf.example/api', 'ftp://jamf.example/x', 'data:text/html,x', 'file:///etc/passwd'])(
		'rejects a redirect from https to %s',
		(location) => {
			expect(() => target('GET', location)).toThrow(/insecure address/);
		},
	);

	it('allows redirects from http to http and https', () => {
		expect(target('GET', 'http://b.example/', 302, 'http://a.example/')).toBe('http://b.example/');
		expect(target('GET', 'https://b.example/', 302, 'http://a.example/')).toBe('https://b.example/');
	});

	it('rejects invalid locations and redirect loops without a retry', () => {
		for (const rejected of [() => target('GET', 'https://:bad'), () => target('GET', '/x', 302, undefined, 5)]) {
			expect(rejected).toThrow(ConnectionError);
			expect(rejected).toThrow(expect.objectContaining({ code: 'REDIRECT', transient: false }));
		}
		expect(target('GET', '/x', 302, undefined, 4)).toBe('https://jamf.example/x');
	});

	it.each<Method>(['POST', 'PUT', 'PATCH', 'DELETE'])('rejects a redirected %s and names the target', (method) => {
		expect(() => target(method, 'https://new.example/secret/path')).toThrow(ConnectionError);
		expect(() => target(method, 'https://new.example/secret/path')).toThrow(
			`The server jamf.example redirects the ${method} request to https://new.example.`,
		);
		expect(() => target(method, '/api/v1/y/')).toThrow(`redirects the ${method} request.`);
	});
});
