import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultRule } from './faults';
import { html, json, type Reply } from './reply';

type Deliver = (response: ServerResponse, reply: Reply, rule: FaultRule, stopped: AbortSignal) => Promise<void> | void;

/** Resolves early when the simulator stops. */
export const pause = (ms: number, stopped: AbortSignal): Promise<unknown> =>
	wait(ms, undefined, { signal: stopped }).catch(() => undefined);

export async function readBody(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** The first bytes of a body, if it has any. */
export async function readSome(request: IncomingMessage): Promise<Buffer> {
	if (request.readableEnded || Number(request.headers['content-length'] ?? 1) === 0) return Buffer.alloc(0);
	const hasBody = request.headers['content-length'] !== undefined || 'transfer-encoding' in request.headers;
	return hasBody ? (((await once(request, 'data')) as [Buffer])[0] ?? Buffer.alloc(0)) : Buffer.alloc(0);
}

/** The response that a fault sends instead of the handler's, if it is of that kind. */
export function substitute(rule: FaultRule | undefined): Reply | undefined {
	switch (rule?.kind) {
		case 'status':
			return statusReply(rule);
		case 'hugeErrorPage':
			return html(rule.status, 'Error', 'x'.repeat(rule.bytes));
		case 'redirect':
			return { status: rule.status, headers: { Location: rule.location } };
		case 'html200':
			return html(200, 'Log in', 'Your session has ended.');
		case 'wafForbidden':
			return html(403, '403 Forbidden', 'Request blocked.');
		case 'parallelConflict':
			return html(409, 'Conflict', 'Error: Unable to update the database');
		default:
			return undefined;
	}
}

function statusReply({ status, retryAfter, body = 'html', contentType }: FaultRule & { kind: 'status' }): Reply {
	const known: Record<string, Reply> = {
		html: html(status, `Error ${status}`),
		json: json({ httpStatus: status, errors: [] }, status),
	};
	const reply = known[body] ?? { status, contentType: 'text/plain', body };
	return {
		...reply,
		contentType: contentType ?? reply.contentType,
		headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
	};
}

export function deliver(response: ServerResponse, reply: Reply, rule: FaultRule | undefined, stopped: AbortSignal) {
	const special = rule && DELIVERIES[rule.kind];
	return special ? special(response, reply, rule, stopped) : send(response, reply);
}

const DELIVERIES: Partial<Record<FaultRule['kind'], Deliver>> = {
	resetAfter: (response) => void response.socket?.destroy(),
	noResponse: () => {},
	cutHead: (response) => dieAfter(response, 'HTTP/1.1 200 OK\r\nContent-Ty'),
	garbage: (response) => dieAfter(response, 'SSH-2.0-OpenSSH_9.6\r\n'),
	closeAfter: (response, reply) => {
		const { socket } = response;
		send(response, reply);
		response.on('finish', () => socket?.end());
	},
	stalledBody: (response, reply) => {
		const body = bytesOf(reply);
		head(response, reply, Math.max(body.length, 2));
		response.write(body.subarray(0, Math.floor(body.length / 2)));
	},
	invalidJson: (response, reply) => send(response, { ...reply, body: '{"totalCount": 3, "results": [{"id": ' }),
	cutBody: (response, reply) => {
		const body = bytesOf(reply);
		head(response, reply, Math.max(body.length, 2));
		response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
	},
	slowBody: async (response, reply, rule, stopped) => {
		if (rule.kind !== 'slowBody') return;
		const body = bytesOf(reply);
		head(response, reply, body.length);
		for (let at = 0; at < body.length && !gone(response, stopped); at += rule.bytesPerChunk) {
			response.write(body.subarray(at, at + rule.bytesPerChunk));
			await pause(rule.intervalMs, stopped);
		}
		response.end();
	},
	endlessBody: async (response, reply, rule, stopped) => {
		if (rule.kind !== 'endlessBody') return;
		head(response, reply);
		response.write('{"results":[');
		while (!gone(response, stopped)) {
			response.write(' ');
			await pause(rule.intervalMs ?? 20, stopped);
		}
	},
};

/** Writes to the socket, bypassing Node's own response. */
const dieAfter = ({ socket }: ServerResponse, text: string): void => void socket?.end(text, () => socket.destroy());

const gone = (response: ServerResponse, stopped: AbortSignal): boolean => stopped.aborted || response.destroyed;

const bytesOf = ({ body = '' }: Reply): Buffer => (typeof body === 'string' ? Buffer.from(body) : body);

function send(response: ServerResponse, reply: Reply): void {
	const body = bytesOf(reply);
	head(response, reply, body.length);
	response.end(body);
}

function head(response: ServerResponse, reply: Reply, length?: number): void {
	const { status, contentType, headers } = reply;
	response.writeHead(status, {
		...(contentType !== undefined && { 'Content-Type': contentType }),
		...(length !== undefined && status !== 204 && { 'Content-Length': length }),
		...headers,
	});
}
