import { request as httpsRequest } from 'node:https';
import type { Simulator } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';

export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	/** Undefined when the body is not JSON. */
	json: unknown;
}

type HeaderFields = Record<string, string>;

export async function call(
	simulator: Simulator,
	method: string,
	path: string,
	options: { token?: string; body?: unknown; headers?: HeaderFields } = {},
): Promise<Reply> {
	const { token, body, headers = {} } = options;
	const plain = typeof body === 'string' || body instanceof URLSearchParams || body instanceof FormData;
	const response = await fetch(simulator.url + path, {
		method,
		redirect: 'manual',
		body: body === undefined || plain ? body : JSON.stringify(body),
		headers: {
			...(token !== undefined && { authorization: `Bearer ${token}` }),
			...(body !== undefined && !plain && { 'content-type': 'application/json' }),
			...headers,
		},
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export const tokenCall = (
	simulator: Simulator,
	client: { clientId: string; clientSecret: string },
	extra: Record<string, string> = {},
	path = '/api/oauth/token',
): Promise<Reply> =>
	call(simulator, 'POST', path, {
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: client.clientId,
			client_secret: client.clientSecret,
			...extra,
		}),
	});

export async function tokenOf(simulator: Simulator, client = simulator.client): Promise<string> {
	const { json } = await tokenCall(simulator, client);
	return (json as { access_token: string }).access_token;
}

/** One client with one token. */
export class Session {
	private constructor(
		readonly simulator: Simulator,
		readonly token: string,
	) {}

	static async open(simulator: Simulator, client = simulator.client): Promise<Session> {
		return new Session(simulator, await tokenOf(simulator, client));
	}

	get = (path: string, headers?: HeaderFields) => this.send('GET', path, undefined, headers);

	send = (method: string, path: string, body?: unknown, headers?: HeaderFields) =>
		call(this.simulator, method, path, { token: this.token, body, headers });

	xml = (method: string, path: string, body: string) => this.send(method, path, body, { 'content-type': 'text/xml' });
}

export function httpsStatus(url: string): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		httpsRequest(url, { ca: TEST_CERTIFICATE.cert, agent: false }, (response) => {
			response.resume();
			resolve(response.statusCode);
		})
			.on('error', reject)
			.end();
	});
}
