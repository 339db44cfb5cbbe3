import { parseCookie } from './pool';

/** Pinning is not worth a longer wait. */
const LONGEST_LEAD_MS = 2_000;

/**
 * The cookies of one server. They pin a chain of requests to one node of Jamf Cloud's cluster, so that what was created is found
 * by the next request (facts 2.1). Names change between releases: everything is kept and sent back.
 */
export class CookieJar {
	private readonly cookies = new Map<string, string>();

	private leader: Promise<void> | undefined;

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
	async inChain<T>(send: () => Promise<T>, timeoutMs: number): Promise<T> {
		if (this.cookies.size > 0) return await send();
		if (this.leader !== undefined) {
			await atMost(Math.min(LONGEST_LEAD_MS, timeoutMs / 4), this.leader);
			return await send();
		}
		const sending = send();
		this.leader = sending.then(
			() => {},
			() => {
				this.leader = undefined;
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

async function atMost(ms: number, promise: Promise<void>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const patience = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, ms);
	});
	await Promise.race([promise, patience]);
	clearTimeout(timer);
}

const MOST_JARS = 500;
const jars = new Map<string, CookieJar>();

/** One jar for all nodes of an execution. The least recently used goes when there are too many; it only costs the pinning. */
export function jarFor(executionId: string, root: string): CookieJar {
	const key = `${executionId} ${root}`;
	const jar = jars.get(key) ?? new CookieJar();
	jars.delete(key);
	jars.set(key, jar);
	for (const oldest of jars.keys()) {
		if (jars.size <= MOST_JARS) break;
		jars.delete(oldest);
	}
	return jar;
}
