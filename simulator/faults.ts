import { seededSequence } from './random';

interface FaultScope {
	/** Default: any. */
	method?: string;
	/** Below the context path. A text must equal the path, a RegExp may match path or path?query. Default: any. */
	path?: RegExp | string;
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
	);

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
	take(method: string, path: string, search: string): FaultRule[] {
		const taken: FaultRule[] = [];
		for (const armed of this.#armed) {
			const spent = armed.rule.kind !== 'latency' && taken.some(({ kind }) => kind !== 'latency');
			if (!spent && matches(armed.rule, method, path, search) && this.#hits(armed)) taken.push(armed.rule);
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

function matches({ method, path }: FaultRule, actualMethod: string, actualPath: string, search: string): boolean {
	if (method !== undefined && method.toUpperCase() !== actualMethod) return false;
	if (path === undefined) return true;
	if (typeof path === 'string') return path === actualPath;
	return [actualPath, actualPath + search].some((text) => {
		path.lastIndex = 0;
		return path.test(text);
	});
}
