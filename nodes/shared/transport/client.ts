import { setMaxListeners } from 'node:events';
import { destroyOnError, discardBody, handOver, isStream, readJson, readText } from './http/responseBody';
import { asTokenExchangeFailure, withUnknownOutcome, toConnectionError } from './errors/connectionError';
import { pause, startDeadline } from './http/deadline';
import { CancelledError, JamfError } from './errors/errors';
import { limiterFor } from './concurrency/limiter';
import { serializeClassicWrites, toClassicKind } from './concurrency/classicWriteQueue';
import { redactor } from './errors/redact';
import { sendFollowingRedirects } from './http/redirects';
import { toResponseError } from './errors/responseError';
import { classifyFailure, retryDelay, withUploadOutcome } from './http/retryPolicy';
import { exchangeToken } from './auth/tokenExchange';
import type { Token } from './auth/tokenCache';
import { JsonRequests } from './jsonRequests';
import type { JamfRequest, JamfResponse, Session } from './session';
import type { HttpResponse, Method, Settings } from './types';

const TIMEOUT_MS = 120_000; // jamf-behavior 2.4
const MAX_ERROR_BYTES = 64 * 1024;

type Read<T> = (response: HttpResponse) => Promise<T>;

/** Authenticated requests to one Jamf Pro server: token, concurrency limit, cookies, redirects, retries, typed errors. */
export class JamfClient extends JsonRequests {
	constructor(
		readonly settings: Settings,
		readonly session: Session,
	) {
		super();
		// Every request adds a listener, and Node would report more than ten as a leak in n8n's log.
		if (session.signal !== undefined) setMaxListeners(0, session.signal);
	}

	/** Returns the current access token, fetching one if necessary. */
	async token(): Promise<Token> {
		const { settings, session } = this;
		const release = await limiterFor(settings.server.origin).acquire(settings.maxConnections, session.signal);
		// Other requests may wait for the same token exchange, so only the wait for it is cancelled.
		const { race, clear } = startDeadline(undefined, session.signal);
		return await race(this.currentToken())
			.catch((error: unknown) => Promise.reject(this.toJamfError(error, 'GET')))
			.finally(() => (clear(), release()));
	}

	/** Sends a request and reads the response with `read`, which may return the body as a stream. Any 2xx is a success. */
	async send<T = unknown>(request: JamfRequest, read = readJson as Read<T>): Promise<JamfResponse<T>> {
		const { server } = this.settings;
		const { guard, signal } = this.session;
		const deliver = async () => await this.deliver(request, read);
		const send = async () => (guard?.(request), await serializeClassicWrites(request, server, signal, deliver));
		return await send().catch(destroyOnError(request.body));
	}

	private async deliver<T>(request: JamfRequest, read: Read<T>): Promise<JamfResponse<T>> {
		const { method, callerHandlesTimeout = false } = request;
		const replayable = !isStream(request.body);
		for (let attempt = 1, hasRenewedToken = false; ;) {
			const outcome = await this.attempt(request, read, !hasRenewedToken).catch((error: JamfError) => error);
			if (!(outcome instanceof JamfError)) return outcome;
			const failure = classifyFailure(outcome);
			if (failure?.kind === 'status' && failure.status === 401 && !hasRenewedToken && replayable) {
				hasRenewedToken = true;
				continue;
			}
			const delay = failure && retryDelay({ method, attempt, failure, replayable, callerHandlesTimeout });
			if (delay === undefined) throw replayable ? outcome : withUploadOutcome(outcome);
			const isOver = await pause(delay, this.session.signal, request.retrySignal);
			if (!isOver) throw this.session.signal?.aborted ? new CancelledError() : outcome;
			attempt++;
		}
	}

	private async attempt<T>(request: JamfRequest, read: Read<T>, mayRenew: boolean) {
		const { server, maxConnections } = this.settings;
		const { signal, tokens, timeoutMs = TIMEOUT_MS } = this.session;
		const limit = request.timeoutMs ?? timeoutMs;
		const release = await limiterFor(server.origin).acquire(maxConnections, signal);
		// The duration of an upload depends on its size, so only the inactivity timeout of the pool applies.
		const deadline = startDeadline(isStream(request.body) ? undefined : limit, signal);
		let response: HttpResponse | undefined;
		try {
			// With the slot already acquired, so that the token cannot expire while the request waits for one.
			const token = await deadline.race(this.currentToken(limit, request.connections)).catch((error: unknown) => {
				throw asTokenExchangeFailure(toConnectionError(error, server.host));
			});
			const limits = { timeoutMs: limit, signal: deadline.signal };
			response = await sendFollowingRedirects(request, token, server, this.session, limits);
			if (response.status === 401 && mayRenew) tokens.invalidate(this.settings, token, toClassicKind(request));
			if (response.status < 200 || response.status >= 300) throw await this.readError(request, response, token);
			return { status: response.status, headers: response.headers, body: await read(response) };
		} catch (error) {
			if (response !== undefined) discardBody(response);
			throw this.toJamfError(error, request.method);
		} finally {
			deadline.clear();
			if (response === undefined || response.body.destroyed || response.body.readableEnded) release();
			else handOver(response.body, server.host, release, signal);
		}
	}

	private toJamfError(error: unknown, method: Method): JamfError {
		if (this.session.signal?.aborted) return new CancelledError();
		const failure = toConnectionError(error, this.settings.server.host);
		return method === 'GET' || method === 'HEAD' ? failure : withUnknownOutcome(failure);
	}

	private async currentToken(timeoutMs?: number, connections?: number): Promise<Token> {
		const { tokens, send, jar } = this.session;
		return await tokens.get(this.settings, async () => {
			const { token, response } = await exchangeToken(this.settings, send, tokens.now, { timeoutMs, connections });
			jar.store(response.headers['set-cookie']);
			return token;
		});
	}

	private async readError(request: JamfRequest, { status, headers, body }: HttpResponse, token: Token) {
		const text = await readText(body, MAX_ERROR_BYTES).catch(() => '');
		return toResponseError({ ...request, status, headers, text, redact: redactor(this.settings, token.value) });
	}
}
