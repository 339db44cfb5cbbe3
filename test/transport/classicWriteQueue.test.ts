import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { path } from '../../nodes/shared/transport/path';
import { closeConnections } from '../../nodes/shared/transport/http/pool';
import type { JamfRequest } from '../../nodes/shared/transport/session';
import { failure, open, serve, signedIn, type TestServer } from './testServer';

let server: TestServer;
/** The next responses of the server; 201 by default. */
let responses: Array<{ status: number; html?: string }>;
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
					const { status, html = '' } = responses.shift() ?? { status: 201, html: '' };
					response.writeHead(status, { 'content-type': 'text/html' }).end(html);
				});
			});
		}),
	);
});
beforeEach(() => {
	jest.spyOn(Math, 'random').mockReturnValue(0);
	[responses, seen, inFlight, peaks] = [[], [], new Map(), new Map()];
});
afterEach(async () => {
	jest.restoreAllMocks();
	await closeConnections();
});
afterAll(() => server.close());

const put = (to: JamfRequest['path']): JamfRequest => ({ api: 'classic', method: 'PUT', path: to, body: '<a/>' });

test('Classic writes to one object type run one at a time, across clients', async () => {
	const clients = [open(server.url), open(server.url)];
	const requests = Array.from({ length: 6 }, (_, id) => put(path`/policies/id/${id}`));
	const upload: JamfRequest = { ...put(path`/fileuploads/policies/id/1`), method: 'POST' };
	await Promise.all([...requests, upload].map(async (each, at) => await clients[at % 2]!.send(each)));
	expect(seen).toHaveLength(7);
	expect((peaks.get('policies') ?? 0) + (peaks.get('fileuploads') ?? 0)).toBe(2);
});

test('writes to different types and reads run in parallel', async () => {
	const client = open(server.url);
	// Other requests of an execution wait for the cookies of the first one.
	await client.send({ api: 'classic', method: 'GET', path: path`/buildings` });
	await Promise.all([
		client.send(put(path`/policies/id/1`)),
		client.send(put(path`/scripts/id/1`)),
		...[1, 2].map(async (id) => await client.send({ api: 'classic', method: 'GET', path: path`/sites/id/${id}` })),
	]);
	expect(peaks.get('sites')).toBe(2);
});

const FALSE_CONFLICT = { status: 409, html: '<html><body><p>Error: Unable to update the database</p></body></html>' };
const DUPLICATE = { status: 409, html: '<html><body><p>Error: Duplicate name</p></body></html>' };

test('a false conflict is retried once', async () => {
	responses = [FALSE_CONFLICT];
	await open(server.url).send(put(path`/policies/id/1`));
	expect(seen).toHaveLength(2);
	responses = [FALSE_CONFLICT, FALSE_CONFLICT, FALSE_CONFLICT];
	expect(await failure(open(server.url).send(put(path`/policies/id/1`)))).toMatchObject({
		status: 409,
		serverMessage: 'Unable to update the database',
	});
	expect(seen).toHaveLength(4);
});

test('a creation that fails with a duplicate name after a false conflict reports an unknown outcome', async () => {
	const post: JamfRequest = { ...put(path`/policies/id/0`), method: 'POST' };
	const done = /^The first attempt failed because of a conflict .* but Jamf may have carried out the change/;
	responses = [FALSE_CONFLICT, DUPLICATE];
	const error = await failure(open(server.url).send(post));
	expect(error).toMatchObject({ serverMessage: 'Duplicate name', hint: expect.stringMatching(done) });
	responses = [FALSE_CONFLICT, DUPLICATE];
	const { hint } = (await failure(open(server.url).send({ ...post, method: 'PUT' }))) as { hint: string };
	expect(hint).not.toMatch(done);
	responses = [DUPLICATE];
	expect(((await failure(open(server.url).send(post))) as { hint: string }).hint).not.toMatch(done);
});

test('a real conflict is not retried and does not block the next write', async () => {
	responses = [DUPLICATE];
	expect(await failure(open(server.url).send(put(path`/policies/id/1`)))).toMatchObject({
		serverMessage: 'Duplicate name',
	});
	await open(server.url).send(put(path`/policies/id/1`));
	expect(seen).toHaveLength(2);
});

test('a queued write can be cancelled', async () => {
	const first = open(server.url).send(put(path`/policies/id/1`));
	const controller = new AbortController();
	const second = failure(open(server.url, { signal: controller.signal }).send(put(path`/policies/id/2`)));
	controller.abort();
	expect(await second).toMatchObject({ code: 'CANCELLED' });
	await first;
	expect(seen).toEqual(['PUT /JSSResource/policies/id/1']);
});

test('the file of an upload that is cancelled in the queue is closed', async () => {
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
