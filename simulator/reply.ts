import type { IncomingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';

export interface Reply {
	status: number;
	contentType?: string;
	headers?: Record<string, string | string[]>;
	body?: string | Buffer;
}

export const json = (value: unknown, status = 200): Reply => ({
	status,
	contentType: 'application/json',
	body: JSON.stringify(value),
});

export const noContent = (): Reply => ({ status: 204 });

export const html = (status: number, title: string, detail = ''): Reply => ({
	status,
	contentType: 'text/html;charset=UTF-8',
	body: [
		'<html>',
		'<head>',
		`<title>Status page</title>`,
		'</head>',
		'<body style="font-family: sans-serif;">',
		`<p style="font-size: 1.2em;font-weight: bold;margin: 1em 0px;">${title}</p>`,
		detail && `<p>${detail}</p>`,
		'</body>',
		'</html>',
	].join('\n'),
});

/** Tomcat compresses responses from this size on, where compression is enabled. */
const PACKED_FROM_BYTES = 2048;

/** The reply of a server that compresses for clients that accept it. */
export function packed(reply: Reply, { 'accept-encoding': accepted = '' }: IncomingHttpHeaders): Reply {
	const { body = '' } = reply;
	if (body.length < PACKED_FROM_BYTES || !/\bgzip\b/.test([accepted].flat().join())) return reply;
	return { ...reply, body: gzipSync(body), headers: { ...reply.headers, 'Content-Encoding': 'gzip' } };
}
