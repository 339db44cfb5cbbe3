import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { path } from '../../nodes/shared/transport/path';
import { closeConnections } from '../../nodes/shared/transport/http/pool';
import type { JamfRequest } from '../../nodes/shared/transport/session';
import { failure, open, serve, signedIn, type TestServer } from './testServer';

let server: TestServer;
/** What the server does with the next requests, by default 201. */
let answers: Array<{ status: number; html?: string }>;
let seen: string[];
let inFlight: Map<string, number>;
let peaks: Map<string, number>;

beforeAll(async () => {
	server = await serve(
		signedIn((request, response) => {
			const type = request.url?.split('/')[2] ?? '';
			seen.push(`${request.method} ${request.url}`);
			inFlight.set(type, (inFlight.get(type) ?? 0) + 1);
			peaks.set(type, Math.max(peaks.get(type) ?? 0, inFlight.get(type) ?? 0));
			request.resume().on('end', () => {
				void wait(10).then(() => {
					inFlight.set(type, (inFlight.get(type) ?? 0) - 1);
					const { status, html = '' } = answers.shift() ?? { status: 201, html: '' };
					response.writeHead(status, { 'content-type': 'text/html' }).end(html);
				});
			});
		}),
	);
});
beforeEach(() => {
	jest.spyOn(Math, 'random').mockReturnValue(0);
	[answers, seen, inFlight, peaks] = [[], [], new Map(), new Map()];
});
afterEach(async () => {
	jest.restoreAllMocks();
	await closeConnections();
});
afterAll(() => server.close());

const put = (to: JamfRequest['path']): JamfRequest => ({ api: 'classic', method: 'PUT', path: to, body: '<a/>' });

test('Classic writes to one type go one after the other, whatever client sends them', async () => {
	const clients = [open(server.url), open(server.url)];
	const requests = Array.from({ length: 6 }, (_, id) => put(path`/policies/id/${id}`));
	const upload: JamfRequest = { ...put(path`/fileuploads/policies/id/1`), method: 'POST' };
	await Promise.all([...requests, upload].map(async (each, at) => await clients[at % 2]!.send(each)));
	expect(seen).toHaveLength(7);
	expect((peaks.get('policies') ?? 0) + (peaks.get('fileuploads') ?? 0)).toBe(2);
});

test('writes to different types, and reads, do not wait for each other', async () => {
	const client = open(server.url);
	// The first request of an execution goes ahead, for its cookie.
	await client.send({ api: 'classic', method: 'GET', path: path`/buildings` });
	await Promise.all([
		client.send(put(path`/policies/id/1`)),
		client.send(put(path`/scripts/id/1`)),
		...[1, 2].map(async (id) => await client.send({ api: 'classic', method: 'GET', path: path`/sites/id/${id}` })),
	]);
	expect(peaks.get('sites')).toBe(2);
});

const FALSE = { status: 409, html: '<html><body><p>Error: Unable to update the database</p></body></html>' };
const DUPLICATE = { status: 409, html: '<html><body><p>Error: Duplicate name</p></body></html>' };

test('a conflict that is none is repeated once', async () => {
	answers = [FALSE];
	await open(server.url).send(put(path`/policies/id/1`));
	expect(seen).toHaveLength(2);
	answers = [FALSE, FALSE, FALSE];
	expect(await failure(open(server.url).send(put(path`/policies/id/1`)))).toMatchObject({
		status: 409,
		serverMessage: 'Unable to update the database',
	});
	expect(seen).toHaveLength(4);
});

test('a creation that meets its own name after a conflict that is none may be done, and says so', async () => {
	const post: JamfRequest = { ...put(path`/policies/id/0`), method: 'POST' };
	const done = /^The server refused it twice, .* it may have carried it out all the same/;
	answers = [FALSE, DUPLICATE];
	const error = await failure(open(server.url).send(post));
	expect(error).toMatchObject({ serverMessage: 'Duplicate name', hint: expect.stringMatching(done) });
	answers = [FALSE, DUPLICATE];
	const { hint } = (await failure(open(server.url).send({ ...post, method: 'PUT' }))) as { hint: string };
	expect(hint).not.toMatch(done);
	answers = [DUPLICATE];
	expect(((await failure(open(server.url).send(post))) as { hint: string }).hint).not.toMatch(done);
});

test('a real conflict is not repeated, and the next write has its turn', async () => {
	answers = [DUPLICATE];
	expect(await failure(open(server.url).send(put(path`/policies/id/1`)))).toMatchObject({
		serverMessage: 'Duplicate name',
	});
	await open(server.url).send(put(path`/policies/id/1`));
	expect(seen).toHaveLength(2);
});

test('who waits for a turn can be cancelled', async () => {
	const first = open(server.url).send(put(path`/policies/id/1`));
	const controller = new AbortController();
	const second = failure(open(server.url, { signal: controller.signal }).send(put(path`/policies/id/2`)));
	controller.abort();
	expect(await second).toMatchObject({ code: 'CANCELLED' });
	await first;
	expect(seen).toEqual(['PUT /JSSResource/policies/id/1']);
});

test('the file of an upload that is cancelled before its turn is closed', async () => {
	const first = open(server.url).send(put(path`/fileuploads/policies/id/1`));
	const controller = new AbortController();
	const file = Readable.from([Buffer.from('a')]);
	const upload: JamfRequest = { api: 'classic', method: 'POST', path: path`/fileuploads/policies/id/2`, body: file };
	const second = failure(open(server.url, { signal: controller.signal }).send(upload));
	controller.abort();
	expect(await second).toMatchObject({ code: 'CANCELLED' });
	expect(file.destroyed).toBe(true);
	await first;
});
