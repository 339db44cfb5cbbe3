import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { closeConnections } from '../../nodes/shared/transport/http/pool';
import type { JamfError } from '../../nodes/shared/transport/errors/errors';
import { failure, open, READ, serve, type TestServer, write } from './testServer';

const SECRET = `se/cret+of &the="client"'!~(1)`;
const TOKEN = 'to/ken+of=the.server~1';

const slashes = (text: string) => text.replaceAll('/', '\\/');
const unicode = (text: string) =>
	text.replace(/./g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
const form = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);

/** The forms in which a server may echo a secret. */
const echoes = (secret: string): string[] => [
	secret,
	encodeURIComponent(secret),
	encodeURIComponent(secret).toLowerCase(),
	form(secret),
	JSON.stringify(secret).slice(1, -1),
	inHtml(secret),
	secret.replace(/[^a-z0-9]/gi, (char) => `&#${char.charCodeAt(0)};`),
	Buffer.from(secret).toString('base64'),
	Buffer.from(`id:${secret}`).toString('base64'),
];

function inHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

const page = (secret: string) => `<html><body><p>Error: ${echoes(secret).join(' ')}</p></body></html>`;

const errors = (secret: string, error = 'invalid_request') => {
	const inner = JSON.stringify(secret).slice(1, -1);
	const texts = [inner, slashes(inner), unicode(secret), ...echoes(secret).slice(1)].map((text) => `"${text}"`);
	const details = texts.map((text) => `{"code":${text},"field":${text},"description":${text}}`);
	return `{"error":"${error}","error_description":${texts[0]},"traceId":${texts[1]},"errors":[${details.join()}]}`;
};

const headers = (secret: string) => ({
	'retry-after': '0',
	'x-traceid': encodeURIComponent(secret),
	location: `http://127.0.0.1:1/${form(secret)}?t=${encodeURIComponent(secret)}`,
	'set-cookie': `T=${encodeURIComponent(secret)}`,
});

type Respond = (response: ServerResponse, secret: string) => void;

const STATUSES = [301, 303, 308, 400, 401, 403, 404, 405, 408, 409, 413, 415, 418, 422, 429, 500, 502, 503, 504];
const RESPONSES: Array<[string, Respond]> = [
	...STATUSES.flatMap((status): Array<[string, Respond]> => [
		[`${status} page`, (response, secret) => response.writeHead(status, headers(secret)).end(page(secret))],
		[`${status} JSON`, (response, secret) => response.writeHead(status, headers(secret)).end(errors(secret))],
		[`${status} text`, (response, secret) => response.writeHead(status).end(`x`.repeat(290) + secret)],
	]),
	...['invalid_client', 'invalid_scope', 'unauthorized_client', 'constructor'].map((name): [string, Respond] => [
		`400 ${name}`,
		(response, secret) => response.writeHead(400).end(errors(secret, name)),
	]),
	[
		'429 with an invalid Retry-After',
		(response, secret) => response.writeHead(429, { 'retry-after': form(secret) }).end(),
	],
	['200 page', (response, secret) => response.end(page(secret))],
	['200 truncated JSON', (response, secret) => response.end(errors(secret).slice(0, -9))],
	[
		'truncated',
		(response, secret) => response.writeHead(200, { 'content-length': 9999 }).write(secret, () => response.destroy()),
	],
	['no response', () => {}],
	['reset', (response) => response.destroy()],
	['no HTTP', (response, secret) => response.socket?.end(`${secret}\r\n\r\n`)],
];

/** All forms in which a log or an execution record could keep an error. */
const everything = (error: JamfError): string =>
	[
		error.message,
		error.hint,
		error.stack,
		String(error),
		JSON.stringify(error),
		JSON.stringify(error, Object.getOwnPropertyNames(error)),
		inspect(error, { depth: 20, showHidden: true, breakLength: Infinity }),
		inspect(error.cause),
	].join('\n');

function expectAbsent(secret: string, error: JamfError): void {
	const text = everything(error).toLowerCase();
	for (const echo of echoes(secret)) expect(text).not.toContain(echo.toLowerCase());
	// Nor half of it, as truncating in the middle would leave.
	for (const half of [secret.slice(0, 8), secret.slice(-8)]) expect(text).not.toContain(half.toLowerCase());
}

let server: TestServer;
let listener: RequestListener;

beforeAll(async () => {
	server = await serve((request, response) => void request.resume().on('end', () => listener(request, response)));
});
beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0));
afterAll(async () => {
	await closeConnections();
	await server.close();
});

async function errorFrom(respond: RequestListener, request = READ): Promise<JamfError> {
	listener = respond;
	const client = open(server.url, { client: { clientId: 'id', clientSecret: SECRET }, timeoutMs: 60 });
	return await failure(client.send(request));
}

const isTokenRequest = ({ url }: IncomingMessage) => url?.endsWith('/oauth/token');

describe('the error of a token exchange', () => {
	it.each(RESPONSES)('with the response %s does not contain the secret', async (_, respond) => {
		expectAbsent(SECRET, await errorFrom((_request, response) => respond(response, SECRET)));
	});
});

describe('the error of a request', () => {
	it.each(RESPONSES)('with the response %s contains neither token nor secret', async (_, respond) => {
		for (const request of [READ, write('x'), { ...READ, api: 'classic' as const }]) {
			for (const secret of [TOKEN, SECRET]) {
				const error = await errorFrom((incoming, response) => {
					if (isTokenRequest(incoming)) response.end(JSON.stringify({ access_token: TOKEN, expires_in: 60 }));
					else respond(response, secret);
				}, request);
				expectAbsent(TOKEN, error);
				expectAbsent(SECRET, error);
			}
		}
	});
});
