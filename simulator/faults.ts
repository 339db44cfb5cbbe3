import { seededSequence } from './random';

interface FaultScope {
	/** Default: any. */
	method?: string;
	/** Below the context path. A text must equal the path, a RegExp may match path or path?query. Default: any. */
	path?: RegExp | string;
	/** Must occur in the body, such as the `file://` that firewalls refuse (facts 1.5). Default: any. */
	contains?: string;
	/** How many matching requests are hit; default: all. */
	times?: number;
	/** How many matching requests pass first; default 0. */
	after?: number;
	/** Of each remaining match, seeded; default 1. */
	probability?: number;
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
		/** The socket dies before the handler runs: nothing has changed. */
		| { kind: 'resetBefore' }
		/** The handler has run, its answer is lost. */
		| { kind: 'resetAfter' }
		| { kind: 'slowBody'; bytesPerChunk: number; intervalMs: number }
		| { kind: 'endlessBody'; intervalMs?: number }
		/** Half of the promised bytes, then the socket dies. */
		| { kind: 'cutBody' }
		| { kind: 'invalidJson' }
		| { kind: 'hugeErrorPage'; status: number; bytes: number }
		| { kind: 'redirect'; status: number; location: string }
		/** Accepted and never answered. */
		| { kind: 'noAnswer' }
		/** A login page with status 200. */
		| { kind: 'html200' }
		/** facts 1.5. */
		| { kind: 'wafForbidden' }
		/** A Classic write is refused because another one of its type is in hand (facts 5.6). */
		| { kind: 'parallelConflict' }
	);

/** The request that rules are asked about. */
interface Struck {
	method: string;
	path: string;
	search: string;
	body: Buffer;
	/** Whether another Classic write of the same type is in hand. */
	overlaps: boolean;
}

interface Armed {
	rule: FaultRule;
	seen: number;
	hits: number;
}

export class Faults {
	#armed: Armed[] = [];
	readonly #draw: () => number;

	constructor(seed: number) {
		this.#draw = seededSequence(seed);
	}

	add(rule: FaultRule): () => void {
		const armed = { rule, seen: 0, hits: 0 };
		this.#armed.push(armed);
		return () => {
			this.#armed = this.#armed.filter((other) => other !== armed);
		};
	}

	clear(): void {
		this.#armed = [];
	}

	/** Latencies add up; of the other kinds the first rule which hits wins. */
	take(request: Struck): FaultRule[] {
		const taken: FaultRule[] = [];
		for (const armed of this.#armed) {
			const spent = armed.rule.kind !== 'latency' && taken.some(({ kind }) => kind !== 'latency');
			if (!spent && matches(armed.rule, request) && this.#hits(armed)) taken.push(armed.rule);
		}
		return taken;
	}

	#hits(armed: Armed): boolean {
		const { after = 0, times = Infinity, probability = 1 } = armed.rule;
		if (armed.seen++ < after || armed.hits >= times) return false;
		if (probability < 1 && this.#draw() >= probability) return false;
		armed.hits++;
		return true;
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
