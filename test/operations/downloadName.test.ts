import { decodeResponse } from '../../nodes/shared/operations/apiRequest/response';
import { closeConnections } from '../../nodes/shared/transport/http/pool';
import { open, READ, serve, signedIn, type TestServer } from '../transport/testServer';

let server: TestServer;
let disposition: string;

beforeAll(async () => {
	server = await serve(
		signedIn((_, response) => {
			const headers = ['Content-Type', 'application/octet-stream', 'Content-Disposition', disposition];
			response.writeHead(200, [...headers, 'Content-Length', '1']).end(Buffer.from('x'));
		}),
	);
});
afterAll(async () => {
	await closeConnections();
	await server.close();
});

const raw = (text: string) => Buffer.from(text).toString('latin1');

test.each([
	['attachment; filename=plain.txt', 'plain.txt'],
	['attachment; filename="with space.txt"', 'with space.txt'],
	['attachment; filename="a;b.txt"; size=3', 'a;b.txt'],
	['attachment; filename="the \\"best\\" one.txt"', 'the "best" one.txt'],
	['attachment; filename="EUR.txt"; filename*=UTF-8\'\'%e2%82%ac%20rates.txt', '€ rates.txt'],
	['attachment; filename*=UTF-8\'\'%e2%82%ac%20rates.txt; filename="EUR.txt"', '€ rates.txt'],
	["attachment; filename*=ISO-8859-1''%A3%20rates.txt", '£ rates.txt'],
	['attachment; filename*=UTF-8\'\'%zz; filename="fallback.txt"', 'fallback.txt'],
	[`attachment; filename="${raw('Zürich 東京.pkg')}"`, 'Zürich 東京.pkg'],
	['attachment; filename="Z\u00fcrich.pkg"', 'Zürich.pkg'],
	["attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", 'passwd'],
	["attachment; filename*=UTF-8''C%3A%5Ctemp%5Cicon.png", 'icon.png'],
	["attachment; filename*=UTF-8''a%0D%0Ab%00.txt", 'ab.txt'],
	['ATTACHMENT; FILENAME=upper.txt', 'upper.txt'],
	['filename="no type.txt"', 'no type.txt'],
	['inline', ''],
	['attachment; filename=""', ''],
	['', ''],
])('reads from the header %s the file name %j', async (header, fileName) => {
	disposition = header;
	const { body } = await open(server.url).send(READ, decodeResponse('pro', 'file'));
	if (body.kind !== 'file') throw new Error(body.kind);
	body.stream.resume();
	expect(body.fileName).toBe(fileName);
});
