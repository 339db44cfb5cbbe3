import type { RequestListener } from 'node:http';
import { closeConnections } from '../../nodes/shared/transport/http/pool';
import type { JamfRequest } from '../../nodes/shared/transport/session';
import { failure, open, READ, serve, signedIn, type TestServer } from './testServer';

let server: TestServer;
let listener: RequestListener;
let requests: number;

beforeAll(async () => {
	server = await serve(
		signedIn((request, response) => {
			requests++;
			request.resume().on('end', () => listener(request, response));
		}),
	);
});
beforeEach(() => {
	jest.spyOn(Math, 'random').mockReturnValue(0);
	requests = 0;
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
	await closeConnections();
	await server.close();
});

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
const UNKNOWN = /^Jamf may have carried out the change: check the object/;

const request = (method: JamfRequest['method'], api: JamfRequest['api'] = 'pro'): JamfRequest => ({
	...READ,
	api,
	method,
	...(method !== 'GET' && method !== 'DELETE' && { body: '{}' }),
});

describe('a redirect status', () => {
	it.each([300, 301, 302, 303, 304, 305, 307, 308, 399])(
		'%i without Location leaves a write unknown',
		async (status) => {
			listener = (_, response) => response.writeHead(status).end();
			for (const method of WRITES) {
				for (const api of ['pro', 'classic'] as const) {
					requests = 0;
					const error = await failure(open(server.url).send(request(method, api)));
					expect(error).toMatchObject({ code: 'UNEXPECTED_STATUS', status, hint: expect.stringMatching(UNKNOWN) });
					expect(requests).toBe(1);
				}
			}
			const read = await failure(open(server.url).send(request('GET')));
			expect(read).toMatchObject({ code: 'UNEXPECTED_STATUS', hint: expect.not.stringMatching(UNKNOWN) });
		},
	);

	it.each([301, 302, 303, 307, 308])('%i with Location leaves a write unknown', async (status) => {
		listener = (_, response) => response.writeHead(status, { location: 'https://other.example/x' }).end();
		for (const method of WRITES) {
			const error = await failure(open(server.url).send(request(method)));
			expect(error).toMatchObject({ code: 'REDIRECT', hint: expect.stringMatching(UNKNOWN) });
		}
	});
});

const PAGE = '<!DOCTYPE html><html><body><h1>Jamf Pro is upgrading</h1></body></html>';
const NEXT = /Jamf Pro may be starting, upgrading or in maintenance/;

describe('a maintenance page with status 200', () => {
	it.each<[JamfRequest['api'], string | undefined]>([
		['pro', 'text/html'],
		['pro', 'application/json'],
		['pro', undefined],
		['classic', 'text/html'],
	])('from the %s API with the content type %s is explained', async (api, type) => {
		listener = (_, response) =>
			response.writeHead(200, { ...(type !== undefined && { 'content-type': type }) }).end(PAGE);
		const read = await failure(open(server.url).send(request('GET', api)));
		expect(read).toMatchObject({
			code: 'UNREADABLE_RESPONSE',
			message: 'The server returned a web page.',
			hint: expect.stringMatching(NEXT),
		});
		expect(requests).toBe(4);
		const write = await failure(open(server.url).send(request('PUT', api)));
		expect(write.hint).toMatch(UNKNOWN);
		expect(write.hint).toMatch(NEXT);
		expect(requests).toBe(5);
	});

	it('is retried until the server is back', async () => {
		listener = (_, response) => response.end(requests < 3 ? PAGE : '{"id":"1"}');
		expect((await open(server.url).send(READ)).body).toEqual({ id: '1' });
	});
});

it.each([503, 500])('a %i page is explained', async (status) => {
	listener = (_, response) => response.writeHead(status, { 'content-type': 'text/html' }).end(PAGE);
	const error = await failure(open(server.url).send(READ));
	expect(error.message).toMatch(/Jamf Pro is upgrading$/);
	if (status === 503) expect(error.hint).toMatch(NEXT);
});
