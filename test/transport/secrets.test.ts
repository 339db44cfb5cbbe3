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

/** How a server may repeat a secret. */
const echoes = (secret: string): string[] => [
	secret,
	encodeURIComponent(secret),
	encodeURIComponent(secret).toLowerCase(),
	form(secret),
	JSON.stringify(secret).slice(1, -1),
];

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

type Answer = (response: ServerResponse, secret: string) => void;

const STATUSES = [301, 303, 308, 400, 401, 403, 404, 405, 408, 409, 413, 415, 418, 422, 429, 500, 502, 503, 504];
const ANSWERS: Array<[string, Answer]> = [
	...STATUSES.flatMap((status): Array<[string, Answer]> => [
		[`${status} page`, (response, secret) => response.writeHead(status, headers(secret)).end(page(secret))],
		[`${status} JSON`, (response, secret) => response.writeHead(status, headers(secret)).end(errors(secret))],
		[`${status} text`, (response, secret) => response.writeHead(status).end(`x`.repeat(290) + secret)],
	]),
	...['invalid_client', 'invalid_scope', 'unauthorized_client', 'constructor'].map((name): [string, Answer] => [
		`400 ${name}`,
		(response, secret) => response.writeHead(400).end(errors(secret, name)),
	]),
	['429 that never says when', (response, secret) => response.writeHead(429, { 'retry-after': form(secret) }).end()],
	['200 page', (response, secret) => response.end(page(secret))],
	['200 JSON cut', (response, secret) => response.end(errors(secret).slice(0, -9))],
	[
		'cut',
		(response, secret) => response.writeHead(200, { 'content-length': 9999 }).write(secret, () => response.destroy()),
	],
	['no answer', () => {}],
	['reset', (response) => response.destroy()],
	['no HTTP', (response, secret) => response.socket?.end(`${secret}\r\n\r\n`)],
];

/** Everything that a log or an execution record could keep of an error. */
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

function expectNothingOf(secret: string, error: JamfError): void {
	const text = everything(error).toLowerCase();
	for (const echo of echoes(secret)) expect(text).not.toContain(echo.toLowerCase());
	// No half of it either, as a cut in the middle would leave.
	for (const half of [secret.slice(0, 8), secret.slice(-8)]) expect(text).not.toContain(half.toLowerCase());
}

let server: TestServer;
let answerWith: RequestListener;

beforeAll(async () => {
	server = await serve((request, response) => void request.resume().on('end', () => answerWith(request, response)));
});
beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0));
afterAll(async () => {
	await closeConnections();
	await server.close();
});

async function refused(listener: RequestListener, request = READ): Promise<JamfError> {
	answerWith = listener;
	const client = open(server.url, { client: { clientId: 'id', clientSecret: SECRET }, timeoutMs: 60 });
	return await failure(client.send(request));
}

const isSignIn = ({ url }: IncomingMessage) => url?.endsWith('/oauth/token');

describe('no error of a sign-in that is answered with', () => {
	it.each(ANSWERS)('%s repeats the secret', async (_, answer) => {
		expectNothingOf(SECRET, await refused((_request, response) => answer(response, SECRET)));
	});
});

describe('no error of a request that is answered with', () => {
	it.each(ANSWERS)('%s repeats the token or the secret', async (_, answer) => {
		for (const request of [READ, write('x'), { ...READ, api: 'classic' as const }]) {
			for (const secret of [TOKEN, SECRET]) {
				const error = await refused((incoming, response) => {
					if (isSignIn(incoming)) response.end(JSON.stringify({ access_token: TOKEN, expires_in: 60 }));
					else answer(response, secret);
				}, request);
				expectNothingOf(TOKEN, error);
				expectNothingOf(SECRET, error);
			}
		}
	});
});
