import { startDeadline } from './deadline';
import { parseCookie } from './pool';

/** Session affinity is not worth a longer wait. */
const MAX_FIRST_REQUEST_WAIT_MS = 2_000;

/**
 * The cookies of one server. They route all requests of an execution to the same node of Jamf Cloud's cluster, so that a created
 * object is visible to the next request (jamf-behavior 2.1). Cookie names change between releases, so all cookies are sent back.
 */
export class CookieJar {
	private readonly cookies = new Map<string, string>();

	private firstRequest: Promise<void> | undefined;

	store(header: string | string[] | undefined, now = Date.now()): void {
		for (const line of [header ?? []].flat()) {
			const cookie = parseCookie(line);
			if (cookie === null) continue;
			const expired = (cookie.maxAge ?? 1) <= 0 || Number(cookie.expires ?? Infinity) <= now;
			if (expired) this.cookies.delete(cookie.name);
			else this.cookies.set(cookie.name, cookie.value);
		}
	}

	/**
	 * Sends a request with session affinity. Requests wait for the response of the first one, which sets the cookies. Without cookies they
	 * could reach other nodes, and the next request might not find the objects created there.
	 *
	 * @param send must store the cookies of its response
	 */
	async sendSticky<T>(send: () => Promise<T>, timeoutMs: number, signal?: AbortSignal): Promise<T> {
		if (this.cookies.size > 0) return await send();
		if (this.firstRequest !== undefined) {
			await waitAtMost(Math.min(MAX_FIRST_REQUEST_WAIT_MS, timeoutMs / 4), this.firstRequest, signal);
			return await send();
		}
		const sending = send();
		this.firstRequest = sending.then(
			() => {},
			() => {
				this.firstRequest = undefined;
			},
		);
		return await sending;
	}

	/** The value of the Cookie header, or `undefined` when the jar is empty. */
	header(): string | undefined {
		const pairs = [...this.cookies].map(([name, value]) => `${name}=${value}`);
		return pairs.length === 0 ? undefined : pairs.join('; ');
	}
}

/** Rejects when the signal fires. */
async function waitAtMost(ms: number, promise: Promise<void>, signal?: AbortSignal): Promise<void> {
	const deadline = startDeadline(ms, signal);
	await deadline
		.race(promise)
		.catch((error: unknown) => {
			if (signal?.aborted) throw error;
		})
		.finally(deadline.clear);
}

const MAX_JARS = 500;
const jars = new Map<string, CookieJar>();

/** One jar per execution and server. The least recently used jar is evicted, which only costs its session affinity. */
export function cookieJarFor(executionId: string, root: string): CookieJar {
	const key = `${executionId} ${root}`;
	const jar = jars.get(key) ?? new CookieJar();
	jars.delete(key);
	jars.set(key, jar);
	for (const oldest of jars.keys()) {
		if (jars.size <= MAX_JARS) break;
		jars.delete(oldest);
	}
	return jar;
}
