import { parseCookie } from './pool';

/**
 * The cookies of one server. They pin a chain of requests to one node of Jamf Cloud's cluster, so that what was created is found
 * by the next request (facts 2.1). Names change between releases: everything is kept and sent back.
 */
export class CookieJar {
	private readonly cookies = new Map<string, string>();

	store(header: string | string[] | undefined, now = Date.now()): void {
		for (const line of [header ?? []].flat()) {
			const cookie = parseCookie(line);
			if (cookie === null) continue;
			const ended = (cookie.maxAge ?? 1) <= 0 || Number(cookie.expires ?? Infinity) <= now;
			if (ended) this.cookies.delete(cookie.name);
			else this.cookies.set(cookie.name, cookie.value);
		}
	}

	/** The value of the Cookie header, or `undefined` when the jar is empty. */
	header(): string | undefined {
		const pairs = [...this.cookies].map(([name, value]) => `${name}=${value}`);
		return pairs.length === 0 ? undefined : pairs.join('; ');
	}
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
