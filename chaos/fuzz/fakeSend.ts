import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { MAX_REQUESTS } from './countSteps';
import type { HttpRequest, HttpResponse, Send } from '../../nodes/shared/transport/types';

export const SERVER = 'https://jamf.example';

/** Checks every request and returns a successful response. */
export function createFakeSend(response: unknown): { send: Send; sent: () => number; defects: string[] } {
	let sent = 0;
	const defects: string[] = [];
	return {
		defects,
		sent: () => sent,
		async send(request) {
			// Stops an operation that never ends.
			if (++sent > MAX_REQUESTS) return await new Promise<never>(() => {});
			const defect = findDefect(request);
			if (defect !== undefined) defects.push(`${defect}: ${request.method} ${request.url.slice(0, 200)}`);
			if (request.body instanceof Readable) await buffer(request.body);
			if (request.url.endsWith('/oauth/token'))
				return reply({ access_token: 'token', expires_in: 60, scope: 'api-role:1' });
			const isXml = /xml/.test(request.headers.accept ?? '');
			// Jamf has no endless lists.
			if (Array.isArray(response) && /[?&]page=[1-9]/.test(request.url)) return reply([]);
			return isXml ? reply('<object><id>1</id><name>x</name></object>', 'text/xml') : reply(response);
		},
	};
}

function reply(value: unknown, type = 'application/json'): HttpResponse {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return { status: 200, headers: { 'content-type': type }, body: Readable.from([Buffer.from(text)]) };
}

function findDefect({ url, headers, method }: HttpRequest): string | undefined {
	if (!/^(GET|HEAD|POST|PUT|PATCH|DELETE)$/.test(method)) return 'an invalid method';
	if (!URL.canParse(url)) return 'an invalid URL';
	const parsed = new URL(url);
	if (parsed.origin !== SERVER || parsed.username !== '') return 'outside the origin';
	if (!/^\/(api|JSSResource)\/./.test(parsed.pathname)) return 'outside the APIs';
	// If a URL parser changes the URL, it was not encoded or leaves the path.
	if (parsed.href !== url) return 'not encoded';
	if (/[{}]/.test(url)) return 'a placeholder';
	if (parsed.pathname.includes('//')) return 'an empty segment';
	const bad = Object.entries(headers).find(([name, value]) => !/^[\w-]+$/.test(name) || /[^\t\x20-\xff]/.test(value));
	return bad && `a header that is not valid (${bad[0]})`;
}
