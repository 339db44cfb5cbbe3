import { hashOf, mix } from './random';

interface FaultScope {
	/** If absent, every method matches. */
	method?: string;
	/** Relative to the context path. A text must equal the path, a RegExp may match path or path?query. If absent, every path matches. */
	path?: RegExp | string;
	/** Must occur in the body, such as the `file://` that firewalls reject (jamf-behavior 1.5). If absent, every body matches. */
	contains?: string;
	/** How many matching requests are affected; default: all. */
	times?: number;
	/** How many matching requests pass first; default 0. */
	after?: number;
	/** Probability for each remaining match; default 1. Depends on the seed, the request and its count, not on the order of requests. */
	probability?: number;
	/** Whether the handler runs first, so that the change is carried out. For kinds that replace or suppress the response. */
	late?: true;
}

export type FaultRule = FaultScope &
	(
		| { kind: 'latency'; ms: number }
		| {
				kind: 'status';
				status: number;
				retryAfter?: string;
				body?: 'html' | 'json' | (string & {});
				contentType?: string;
		  }
		/** The socket closes before the handler runs: nothing has changed. */
		| { kind: 'resetBefore' }
		/** The socket closes while the request is being received: nothing has changed. */
		| { kind: 'resetDuring' }
		/** The handler has run, but its response is lost. */
		| { kind: 'resetAfter' }
		| { kind: 'slowBody'; bytesPerChunk: number; intervalMs: number }
		| { kind: 'endlessBody'; intervalMs?: number }
		/** Half of the promised bytes, then the socket closes. */
		| { kind: 'cutBody' }
		/** Half of the promised bytes, and then nothing. */
		| { kind: 'stalledBody' }
		/** Half of the status line and headers, then the socket closes. */
		| { kind: 'cutHead' }
		/** Something that is not HTTP. */
		| { kind: 'garbage' }
		/** A complete response, then the socket closes without a `Connection: close` header. */
		| { kind: 'closeAfter' }
		| { kind: 'invalidJson' }
		| { kind: 'hugeErrorPage'; status: number; bytes: number }
		| { kind: 'redirect'; status: number; location: string }
		/** Accepted, but without a response. */
		| { kind: 'noResponse' }
		/** A login page with status 200. */
		| { kind: 'html200' }
		/** jamf-behavior 1.5. */
		| { kind: 'wafForbidden' }
		/** A Classic write is rejected because another one of its type is in progress (jamf-behavior 5.6). */
		| { kind: 'parallelConflict' }
	);

/** The request that rules are matched against. */
interface Struck {
	method: string;
	path: string;
	search: string;
	body: Buffer;
	/** Whether another Classic write of the same type is in progress. */
	overlaps: boolean;
	/** Distinguishes requests that differ only in their bodies. */
	mark?: string | undefined;
}

interface Armed {
	rule: FaultRule;
	seen: number;
	hits: number;
}

export class Faults {
	#armed: Armed[] = [];
	readonly #times = new Map<string, number>();

	constructor(private readonly seed: number) {}

	add(rule: FaultRule): () => void {
		const armed = { rule, seen: 0, hits: 0 };
		this.#armed.push(armed);
		return () => {
			this.#armed = this.#armed.filter((other) => other !== armed);
		};
	}

	clear(): void {
		this.#armed = [];
		this.#times.clear();
	}

	/** A rule that applies before the body is read. */
	takeEarly(hit: Struck): FaultRule | undefined {
		return this.#take(hit, ({ kind }) => kind === 'resetDuring')[0];
	}

	/** Latencies add up; of the other kinds the first matching rule applies. */
	take(hit: Struck): FaultRule[] {
		return this.#take(hit, ({ kind }) => kind !== 'resetDuring');
	}

	#take(hit: Struck, wanted: (rule: FaultRule) => boolean): FaultRule[] {
		const taken: FaultRule[] = [];
		for (const [index, armed] of this.#armed.entries()) {
			const { rule } = armed;
			const spent = rule.kind !== 'latency' && taken.some(({ kind }) => kind !== 'latency');
			if (wanted(rule) && !spent && matches(rule, hit) && this.#hits(armed, index, hit)) taken.push(rule);
		}
		return taken;
	}

	#hits(armed: Armed, index: number, hit: Struck): boolean {
		const { after = 0, times = Infinity, probability = 1 } = armed.rule;
		if (armed.seen++ < after || armed.hits >= times) return false;
		if (probability < 1 && this.#draw(index, hit) >= probability) return false;
		armed.hits++;
		return true;
	}

	/** In [0, 1). */
	#draw(index: number, { method, path, search, mark = '' }: Struck): number {
		const key = `${index} ${method} ${path}${search} ${mark}`;
		const time = this.#times.get(key) ?? 0;
		this.#times.set(key, time + 1);
		return mix(this.seed, hashOf(key), time) / 2 ** 32;
	}
}

function matches(rule: FaultRule, { method, path, search, body, overlaps }: Struck): boolean {
	if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
	if (rule.contains !== undefined && !body.includes(rule.contains)) return false;
	if (rule.kind === 'parallelConflict' && !overlaps) return false;
	const wanted = rule.path;
	if (wanted === undefined) return true;
	if (typeof wanted === 'string') return wanted === path;
	return [path, path + search].some((text) => {
		wanted.lastIndex = 0;
		return wanted.test(text);
	});
}
