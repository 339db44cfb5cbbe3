import { createSecureServer } from 'node:http2';
import { createServer as createTcpServer } from 'node:net';
import {
	withUnknownOutcome,
	egressBlocked,
	toConnectionError,
} from '../../nodes/shared/transport/errors/connectionError';
import {
	CancelledError,
	ConnectionError,
	InputError,
	type JamfError,
	UnreadableResponseError,
} from '../../nodes/shared/transport/errors/errors';
import { readText } from '../../nodes/shared/transport/http/responseBody';
import { closeConnections, createSend } from '../../nodes/shared/transport/http/pool';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { failure, serve, type TestServer } from './testServer';

let plain: TestServer;
let secure: TestServer;
let refusedPort: number;

beforeAll(async () => {
	plain = await serve((request, response) => {
		if (request.url === '/reset') response.socket?.destroy();
		if (request.url === '/cut')
			response.writeHead(200, { 'content-length': 10 }).write('12345', () => response.destroy());
		if (request.url === '/stuck') response.writeHead(200, { 'content-length': 10 }).write('12345');
	});
	secure = await serve((_, response) => response.end(), true);
	const closed = await serve(() => {});
	refusedPort = closed.port;
	await closed.close();
});
afterAll(async () => {
	await closeConnections();
	await plain.close();
	await secure.close();
});

const TLS = { ignoreIssues: false, ca: '' };

/** The error of a GET request to this address. */
async function from(url: string, { timeoutMs = 60_000, tls = TLS, headers = {} } = {}): Promise<JamfError> {
	const read = async () => {
		const { body } = await createSend(tls)({ method: 'GET', url, headers, timeoutMs });
		return await readText(body);
	};
	const thrown: unknown = await read().catch((error: unknown) => error);
	return toConnectionError(thrown, new URL(url).host);
}

const seen = new Map<string, string>();

describe('a connection', () => {
	it.each<[string, () => Promise<JamfError>, string, sent: boolean, transient: boolean]>([
		['to a closed port', () => from(`http://127.0.0.1:${refusedPort}/`), 'REFUSED', false, true],
		[
			'to a closed port of a name with two addresses',
			() => from(`http://localhost:${refusedPort}/`),
			'REFUSED',
			false,
			true,
		],
		['to an unknown name', () => from('https://nosuchhost.invalid/'), 'DNS', false, true],
		['with a self-signed certificate', () => from(`${secure.url}/`), 'TLS_UNTRUSTED', false, false],
		[
			'with a certificate for another name',
			() =>
				from(`https://[::ffff:127.0.0.1]:${secure.port}/`, { tls: { ignoreIssues: false, ca: TEST_CERTIFICATE.cert } }),
			'TLS_NAME',
			false,
			false,
		],
		['to a server without TLS', () => from(`https://127.0.0.1:${plain.port}/`), 'TLS_PROTOCOL', false, false],
		['that breaks', () => from(`${plain.url}/reset`), 'BROKEN', true, true],
		['that breaks in the body', () => from(`${plain.url}/cut`), 'BROKEN', true, true],
		['without an response', () => from(`${plain.url}/silent`, { timeoutMs: 500 }), 'TIMEOUT', true, true],
		['whose body stops', () => from(`${plain.url}/stuck`, { timeoutMs: 500 }), 'TIMEOUT', true, true],
	])('%s', async (_, attempt, code, sent, transient) => {
		const error = await attempt();
		expect(error).toBeInstanceOf(ConnectionError);
		expect(error).toMatchObject({ code, sent, transient });
		expect(error.message).toMatch(/127\.0\.0\.1|localhost|nosuchhost\.invalid|\[100::1\]|\[::ffff:7f00:1\]/);
		expect(error.hint).toMatch(/^[A-Z].*\.$/);
		seen.set(code, `${error.message.replace(/(\S+:\d+|nosuchhost\.invalid)/, 'X')} ${error.hint}`);
	});

	it('to a server that only supports HTTP/2', async () => {
		const http2 = createSecureServer({ ...TEST_CERTIFICATE, allowHTTP1: false });
		http2.on('error', () => {});
		await new Promise<void>((resolve) => void http2.listen(0, '127.0.0.1', resolve));
		const { port } = http2.address() as { port: number };
		const error = await from(`https://127.0.0.1:${port}/`, { tls: { ignoreIssues: true, ca: '' } });
		expect(error).toMatchObject({ code: 'HTTP2_ONLY', sent: false });
		expect(error.hint).not.toMatch(/http:\/\//);
		http2.close();
	});

	it.each(['destroy', 'resetAndDestroy'] as const)('that is closed during the TLS handshake by %s', async (close) => {
		const closing = createTcpServer((socket) => socket.on('error', () => {}).on('data', () => socket[close]()));
		await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
		const { port } = closing.address() as { port: number };
		const error = await from(`https://127.0.0.1:${port}/`);
		expect(error).toMatchObject({ code: 'CLOSED_WHILE_CONNECTING', sent: false, transient: true });
		expect(error.hint).toMatch(/load balancer or firewall .* port/);
		await new Promise((resolve) => closing.close(resolve));
	});

	it.each<Record<string, string>>([{ 'x-a': '1\r\nx-b: 2' }, { 'x a': '1' }, { 'x-a': '\u0000' }])(
		'with the header %j is not opened',
		async (headers) => {
			expect(await from(`${plain.url}/`, { headers })).toBeInstanceOf(InputError);
		},
	);

	it('has a distinct message for each failure', () => {
		expect(seen.size).toBe(7);
		expect(new Set(seen.values()).size).toBe(7);
	});
});

describe('toConnectionError', () => {
	const make = (fields: object) => Object.assign(new Error('m'), fields);

	it.each<[object, string, boolean]>([
		[{ code: 'ENOTFOUND' }, 'DNS', false],
		[{ code: 'EAI_AGAIN' }, 'DNS', false],
		[{ code: 'EHOSTUNREACH' }, 'UNREACHABLE', false],
		[{ code: 'ENETUNREACH' }, 'UNREACHABLE', false],
		[{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'CONNECT_TIMEOUT', false],
		[{ code: 'ETIMEDOUT', syscall: 'connect' }, 'CONNECT_TIMEOUT', false],
		[{ code: 'ETIMEDOUT', errors: [] }, 'CONNECT_TIMEOUT', false],
		[{ code: 'ETIMEDOUT', syscall: 'read' }, 'TIMEOUT', true],
		[{ code: 'ECONNABORTED' }, 'TIMEOUT', true],
		[{ name: 'TimeoutError', code: 23 }, 'TIMEOUT', true],
		[{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'TLS_UNTRUSTED', false],
		[{ code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }, 'TLS_UNTRUSTED', false],
		[{ code: 'CERT_HAS_EXPIRED' }, 'TLS_EXPIRED', false],
		[{ code: 'CERT_NOT_YET_VALID' }, 'TLS_EXPIRED', false],
		[{ code: 'EPROTO' }, 'TLS_PROTOCOL', false],
		[{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'TLS_PROTOCOL', false],
		[{ code: 'ERR_SSL_UNSUPPORTED_PROTOCOL' }, 'TLS_HANDSHAKE', false],
		[{ code: 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL' }, 'HTTP2_ONLY', false],
		[{ code: 'UND_ERR_INVALID_ARG', message: 'invalid request path' }, 'INVALID_REQUEST', false],
		[{ code: 'HPE_INVALID_CONSTANT' }, 'INVALID_HTTP', true],
		[{ code: 'UND_ERR_ABORTED', name: 'AbortError', message: 'Proxy response (407) !== 200' }, 'PROXY', false],
		[{ code: 'ECONNRESET', message: 'disconnected before secure TLS connection' }, 'CLOSED_WHILE_CONNECTING', false],
		[{ message: 'The request was blocked: restricted IP' }, 'EGRESS_BLOCKED', false],
		[{ code: 'ECONNRESET', message: 'socket hang up' }, 'BROKEN', true],
		[{ code: 'EPIPE' }, 'BROKEN', true],
		[{ code: 'UND_ERR_SOCKET' }, 'BROKEN', true],
		[{ code: 'never heard of' }, 'BROKEN', true],
		[{ code: 7 }, 'BROKEN', true],
	])('converts %j to %s, sent: %s', (fields, code, sent) => {
		expect(toConnectionError(make(fields), 'jamf.example')).toMatchObject({ code, sent });
	});

	it.each([undefined, null, 'text', 7])('converts a thrown %j to an interrupted connection', (thrown) => {
		expect(toConnectionError(thrown, 'jamf.example')).toMatchObject({ code: 'BROKEN', sent: true });
	});

	it.each([{ name: 'AbortError' }, { name: 'AbortError', code: 'UND_ERR_ABORTED' }, { code: 'ERR_CANCELED' }])(
		'converts %j to a cancellation',
		(fields) => {
			expect(toConnectionError(make(fields), 'jamf.example')).toBeInstanceOf(CancelledError);
		},
	);

	it('returns errors of this package unchanged', () => {
		const error = new InputError('m', 'h');
		expect(toConnectionError(error, 'jamf.example')).toBe(error);
	});

	it('drops the original error, which may contain the request', () => {
		const error = toConnectionError(make({ message: 'with secret', config: { data: 'secret' } }), 'jamf.example');
		expect(JSON.stringify([error, error.message, error.stack, error.cause])).not.toMatch('secret');
	});
});

describe('withUnknownOutcome', () => {
	it('adds a warning to an interrupted write', () => {
		const error = withUnknownOutcome(new ConnectionError('BROKEN', 'm', 'Next.', true, true));
		expect(error).toMatchObject({ code: 'BROKEN', message: 'm', sent: true, transient: true });
		expect(error.hint).toBe('Jamf may have carried out the change: check the object before you run this again. Next.');
	});

	it('adds a warning to an unreadable response', async () => {
		const error = await failure(Promise.reject(withUnknownOutcome(new UnreadableResponseError('m', 'Next.', 201))));
		expect(error).toMatchObject({
			status: 201,
			hint: 'Jamf may have carried out the change: check the object before you run this again. Next.',
		});
	});

	it('returns errors from before the request unchanged', () => {
		for (const error of [egressBlocked('jamf.example'), new InputError('m', 'h'), new CancelledError()]) {
			expect(withUnknownOutcome(error)).toBe(error);
		}
	});
});
