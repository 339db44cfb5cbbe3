import { InputError } from '../../nodes/shared/transport/errors/errors';
import { parseApiPath, path, toSearch } from '../../nodes/shared/transport/path';
import type { Api } from '../../nodes/shared/transport/types';

describe('path', () => {
	it.each([
		[7, '/v1/x/7/y'],
		['7', '/v1/x/7/y'],
		['a/b', '/v1/x/a%2Fb/y'],
		['../b', '/v1/x/..%2Fb/y'],
		['...', '/v1/x/.../y'],
		['a b?c#d&e', '/v1/x/a%20b%3Fc%23d%26e/y'],
		['%2e%2e', '/v1/x/%252e%252e/y'],
		['Zürich 🏔', '/v1/x/Z%C3%BCrich%20%F0%9F%8F%94/y'],
	])('encodes %j', (value, expected) => {
		expect(path`/v1/x/${value}/y`).toBe(expected);
	});

	it('accepts several values, or none', () => {
		expect(path`/v1/a/${1}/b/${'c d'}`).toBe('/v1/a/1/b/c%20d');
		expect(path`/v1/auth`).toBe('/v1/auth');
	});

	it.each([
		['', /empty/],
		['  ', /empty/],
		['.', /cannot be part/],
		['..', /cannot be part/],
		['1\r\nhost: evil', /cannot be part/],
		['1\u0000', /cannot be part/],
		['half \ud83c emoji', /cannot be part/],
	])('rejects %j', (value, message) => {
		expect(() => path`/v1/x/${value}`).toThrow(InputError);
		expect(() => path`/v1/x/${value}`).toThrow(message);
	});
});

describe('parseApiPath', () => {
	it.each<[Api, string, string, Array<[string, string]>]>([
		['pro', '/v1/buildings', '/v1/buildings', []],
		['pro', 'v1/buildings', '/v1/buildings', []],
		['pro', ' /api/v1/buildings ', '/v1/buildings', []],
		['pro', 'api/v1/buildings', '/v1/buildings', []],
		['pro', '/API/v1/buildings/', '/v1/buildings/', []],
		['pro', '/v1/api/x', '/v1/api/x', []],
		['classic', '/JSSResource/computers/id/1', '/computers/id/1', []],
		['classic', 'jssresource/computers', '/computers', []],
		['classic', '/computers/name/Front Desk', '/computers/name/Front%20Desk', []],
		['classic', '/computers/name/100%', '/computers/name/100%25', []],
		['classic', '/computers/name/100%/x%zz', '/computers/name/100%25/x%25zz', []],
		['classic', '/computers/name/a%20b', '/computers/name/a%20b', []],
		['classic', '/computers/name/a%252Fb', '/computers/name/a%252Fb', []],
		['classic', '/computers/name/Zürich', '/computers/name/Z%C3%BCrich', []],
		['classic', '/computers/id/1/subset/General&Location', '/computers/id/1/subset/General&Location', []],
		['classic', '/computers/name/a;b', '/computers/name/a;b', []],
		['classic', '/computers/name/v1...2', '/computers/name/v1...2', []],
		[
			'pro',
			'/v1/x?page=0&page-size=5',
			'/v1/x',
			[
				['page', '0'],
				['page-size', '5'],
			],
		],
		[
			'pro',
			'/v1/x?section=GENERAL&section=DISKS',
			'/v1/x',
			[
				['section', 'GENERAL'],
				['section', 'DISKS'],
			],
		],
		['pro', '/v1/x?filter=name=="a b?"', '/v1/x', [['filter', 'name=="a b?"']]],
		['pro', '/v1/x?', '/v1/x', []],
		['pro', '/v1/x?a=%0d%0ab', '/v1/x', [['a', '\r\nb']]],
	])('for the %s API parses %j as %s', (api, typed, expected, query) => {
		expect(parseApiPath(api, typed)).toEqual({ path: expected, query });
	});

	it.each<[Api, string, RegExp]>([
		['pro', '', /empty/],
		['pro', ' / ', /empty/],
		['pro', '/api/', /empty/],
		['pro', '?page=1', /empty/],
		['pro', 'https://evil.example/v1', /absolute/],
		['pro', 'HTTPS:evil.example', /absolute/],
		['pro', 'javascript:alert(1)', /absolute/],
		['pro', '//evil.example/v1', /absolute/],
		['pro', '\\\\evil.example', /absolute/],
		['pro', '/\\evil.example', /absolute/],
		['pro', '/v1\\x', /backslash/],
		['pro', '/v1/../../x', /"\.\."/],
		['pro', '/v1/./x', /"\.\."/],
		['pro', '..', /"\.\."/],
		['pro', '/v1/%2e%2e/x', /"\.\."/],
		['pro', '/v1/%2E./x', /"\.\."/],
		['pro', '/v1/%252e%252e/x', /"\.\."/],
		['pro', '/v1/%25252e%25252e/x', /"\.\."/],
		['pro', '/v1/..;/x', /"\.\."/],
		['pro', '/v1/..%3bx=1/x', /"\.\."/],
		['pro', '/v1/..%2fx', /"\.\."/],
		['pro', '/v1/..%5cx', /"\.\."/],
		['pro', '/api/../JSSResource/x', /"\.\."/],
		['pro', '/v1/x#y', /"#"/],
		['pro', '/v1/x\r\nhost: evil', /control/],
		['pro', '/v1/x%0d%0ahost:evil', /control/],
		['pro', '/v1/x%250a', /control/],
		['pro', '/v1/x%00', /control/],
		['pro', '/v1/\ud83c', /control/],
		['pro', '/JSSResource/computers', /other Jamf API/],
		['classic', '/api/v1/buildings', /other Jamf API/],
		['pro', '/v1//x', /empty segment/],
	])('for the %s API rejects %j', (api, typed, message) => {
		expect(() => parseApiPath(api, typed)).toThrow(InputError);
		expect(() => parseApiPath(api, typed)).toThrow(message);
	});

	it('names the node of the other API', () => {
		const hint = (api: Api, typed: string) => {
			try {
				return parseApiPath(api, typed).path;
			} catch (error) {
				return (error as InputError).hint;
			}
		};
		expect(hint('pro', '/JSSResource/x')).toMatch('Jamf Classic');
		expect(hint('classic', '/api/v1/x')).toMatch('Jamf Pro');
	});

	it('never leaves the API, for any combination of parts', () => {
		const pieces = ['/', '..', '.', '%2e', '%252e', ';', '\\', '%2f', '%5c', 'a', '?', '%', '//evil.example', ':', '@'];
		let accepted = 0;
		for (const a of pieces)
			for (const b of pieces)
				for (const c of pieces)
					for (const d of pieces) {
						const typed = `/v1/${a}${b}${c}${d}/x`;
						let url: URL;
						try {
							url = new URL(`https://jamf.example/jss/api${parseApiPath('pro', typed).path}`);
						} catch (error) {
							if (error instanceof InputError) continue;
							throw error;
						}
						accepted++;
						if (url.host !== 'jamf.example' || !url.pathname.startsWith('/jss/api/v1/')) throw new Error(typed);
					}
		expect(accepted).toBeGreaterThan(1000);
	});

	it('parses a long, repeatedly encoded path in linear time', () => {
		// With quadratic time, this would take minutes.
		const { path: parsed } = parseApiPath('pro', `/v1/${'%25'.repeat(300_000)}41`);
		expect(parsed).toHaveLength('/v1/'.length + 900_000 + '41'.length);
	});
});

describe('toSearch', () => {
	it.each([
		[[], ''],
		[[['page', '0']], '?page=0'],
		[
			[
				['section', 'A'],
				['section', 'B'],
			],
			'?section=A&section=B',
		],
		[[['filter', 'name=="a b+c&d;e"']], '?filter=name%3D%3D%22a%20b%2Bc%26d%3Be%22'],
		[[['x', '']], '?x='],
	] as Array<[Array<[string, string]>, string]>)('%j is written %s', (query, expected) => {
		expect(toSearch(query)).toBe(expected);
	});
});
