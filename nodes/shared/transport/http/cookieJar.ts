import { parseCookie } from './pool';

/** Pinning is not worth a longer wait. */
const MAX_FIRST_REQUEST_WAIT_MS = 2_000;

/**
 * The cookies of one server. They pin a chain of requests to one node of Jamf Cloud's cluster, so that what was created is found
 * by the next request (jamf-behavior 2.1). Names change between releases: everything is kept and sent back.
 */
export class CookieJar {
	private readonly cookies = new Map<string, string>();

	private firstRequest: Promise<void> | undefined;

	store(header: string | string[] | undefined, now = Date.now()): void {
		for (const line of [header ?? []].flat()) {
			const cookie = parseCookie(line);
			if (cookie === null) continue;
			const ended = (cookie.maxAge ?? 1) <= 0 || Number(cookie.expires ?? Infinity) <= now;
			if (ended) this.cookies.delete(cookie.name);
			else this.cookies.set(cookie.name, cookie.value);
		}
	}

	/**
	 * Sends a request of the chain. The first one goes ahead alone, until its answer has brought the cookies: requests beside it
	 * would be answered by other nodes, and what those create would not be found by the next request.
	 *
	 * @param send also stores the cookies of the answer
	 */
	async sendSticky<T>(send: () => Promise<T>, timeoutMs: number): Promise<T> {
		if (this.cookies.size > 0) return await send();
		if (this.firstRequest !== undefined) {
			await withTimeout(Math.min(MAX_FIRST_REQUEST_WAIT_MS, timeoutMs / 4), this.firstRequest);
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

async function withTimeout(ms: number, promise: Promise<void>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const timeout = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, ms);
	});
	await Promise.race([promise, timeout]);
	clearTimeout(timer);
}

const MAX_JARS = 500;
const jars = new Map<string, CookieJar>();

/** One jar for all nodes of an execution. The least recently used goes when there are too many; it only costs the pinning. */
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
