import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { balancerCookie, type NodeNumber } from './cluster';
import type { FaultRule, Faults } from './faults';
import type { Settings } from './options';
import { ParallelWrites } from './parallelWrites';
import { html, packed, type Reply } from './reply';
import type { Caller } from './request';
import type { Service } from './service';
import type { Recorder } from './stats';
import { deliver, pause, readBody, readSome, substitute } from './transport';
import type { ServerState } from './state';

/** The listening part: sockets, faults, cookies, the journal. */
export class Server {
	readonly #server: http.Server;
	readonly #sockets = new Set<Socket>();
	readonly #stop = new AbortController();
	readonly #writes = new ParallelWrites();

	constructor(
		private readonly state: ServerState,
		private readonly service: Service,
		private readonly faults: Faults,
		private readonly recorder: Recorder,
	) {
		const { tls } = state.settings;
		const listener = (request: http.IncomingMessage, response: http.ServerResponse) =>
			void this.#serve(request, response).catch(() => response.socket?.destroy());
		this.#server = tls ? https.createServer(tls, listener) : http.createServer(listener);
		// Long enough that a reused connection does not close during a client's next request.
		this.#server.keepAliveTimeout = 60_000;
		this.#server.on('connection', (socket: Socket) => this.#accepted(socket));
	}

	async listen(): Promise<string> {
		const { host, port, tls, contextPath } = this.state.settings;
		await new Promise<void>((resolve, reject) => {
			this.#server.once('error', reject);
			this.#server.listen(port, host, resolve);
		});
		const address = this.#server.address() as AddressInfo;
		return `${tls ? 'https' : 'http'}://${host}:${address.port}${contextPath}`;
	}

	async close(): Promise<void> {
		this.#stop.abort();
		const closed = [...this.#sockets].map((socket) => once(socket, 'close'));
		this.#server.close();
		for (const socket of this.#sockets) socket.destroy();
		await Promise.all(closed);
	}

	#accepted(socket: Socket): void {
		this.recorder.connected();
		this.#sockets.add(socket);
		socket.on('close', () => {
			this.#sockets.delete(socket);
			this.recorder.disconnected();
		});
	}

	async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
		this.recorder.began();
		response.on('close', () => this.recorder.ended());
		const { settings, cluster } = this.state;
		response.setHeader('Date', new Date(settings.now()).toUTCString());
		const url = new URL(request.url ?? '/', 'http://simulator');
		const path = pathBelow(settings, url.pathname);
		const method = request.method ?? 'GET';
		const { overlaps, leave } = this.#writes.enter(method, path ?? '');
		response.on('close', leave);
		const struck = { method, path: path ?? url.pathname, search: url.search, overlaps };
		const early = this.faults.takeEarly({ ...struck, body: NO_BYTES });
		const body = early ? await readSome(request) : await readBody(request);
		const mark = markIn(body, settings.mark);
		const node = cluster.nodeFor(request.headers.cookie);
		const rules = early ? [early] : this.faults.take({ ...struck, body, mark });
		const delay = rules.reduce((sum, rule) => sum + (rule.kind === 'latency' ? rule.ms : 0), settings.latencyMs);
		if (delay > 0) await pause(delay, this.#stop.signal);

		const rule = rules.find(({ kind }) => kind !== 'latency');
		const record = (status: number, handled: number, { caller, lacked = [] }: Partial<Handled> = {}) =>
			this.recorder.record(
				{
					at: cluster.now(),
					method,
					path: path ?? url.pathname,
					query: url.search.slice(1),
					status,
					handled,
					lacked,
					client: caller?.clientId,
					node,
					requestHeaders: Object.keys(request.headers),
					contentType: request.headers['content-type']?.split(';')[0],
					requestBytes: body.length,
					mark,
					...(settings.keepBodies && { body: body.toString('utf8') }),
				},
				this.service.label(method, path ?? ''),
			);

		if (rule?.kind === 'resetBefore' || rule?.kind === 'resetDuring' || (rule?.kind === 'noResponse' && !rule.late)) {
			record(0, 0);
			if (rule.kind !== 'noResponse') response.socket?.destroy();
			return;
		}
		const origin = `${settings.tls ? 'https' : 'http'}://${request.headers.host ?? settings.host}${settings.contextPath}`;
		const call = { method, path: path ?? '', query: url.searchParams, headers: request.headers, body, node, origin };
		const substituted = rule && substitute(rule);
		const handled = substituted && !rule?.late ? undefined : respondTo(path, () => this.service.handle(call));
		const outcome = substituted ? { reply: substituted, caller: handled?.caller } : (handled ?? NOTHING);
		const isLost = rule !== undefined && LOST.has(rule.kind);
		record(isLost ? 0 : outcome.reply.status, handled?.reply.status ?? 0, { ...handled, caller: outcome.caller });
		const reply = settings.compress ? packed(outcome.reply, request.headers) : outcome.reply;
		await deliver(response, this.#withCookies(reply, path, node), rule, this.#stop.signal);
	}

	// jamf-behavior 2.1: the balancer's cookies on every response, the session's on the token exchange.
	#withCookies(reply: Reply, path: string | undefined, node: NodeNumber): Reply {
		this.recorder.stats.responseBytes += reply.body?.length ?? 0;
		const secure = this.state.settings.tls ? '; Secure' : '';
		const cookies = [
			`APBALANCEID=${balancerCookie(node)}; Path=/; HttpOnly${secure}`,
			`jpro-ingress=${node + 1}.simulator; Path=/; HttpOnly${secure}`,
			...(/\/oauth\/token$/.test(path ?? '') ? [`JSESSIONID=simulator-${node + 1}; Path=/; HttpOnly${secure}`] : []),
		];
		return { ...reply, headers: { ...reply.headers, 'Set-Cookie': cookies } };
	}
}

interface Handled {
	reply: Reply;
	caller?: Caller | undefined;
	lacked?: readonly string[];
}

const NO_BYTES = Buffer.alloc(0);

const NOTHING: Handled = { reply: { status: 0 } };

/** Faults after which no response was sent. */
const LOST: ReadonlySet<FaultRule['kind']> = new Set(['resetAfter', 'noResponse', 'cutHead', 'garbage']);

/** The file name is at the start of a form, so the file itself is not searched. */
const MARKED_BYTES = 4096;

function markIn(body: Buffer, mark: RegExp | undefined): string | undefined {
	return mark && mark.exec(body.subarray(0, MARKED_BYTES).toString('latin1'))?.[0];
}

function respondTo(path: string | undefined, handle: () => Handled): Handled {
	return path === undefined ? { reply: html(404, 'Not Found') } : handle();
}

/** Undefined: the path is outside the web application. */
function pathBelow({ contextPath }: Settings, path: string): string | undefined {
	return path.startsWith(`${contextPath}/`) ? path.slice(contextPath.length) : undefined;
}
