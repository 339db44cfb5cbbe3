import type { Simulator } from '../simulator';

/** Every encoding of a secret is such a word or part of one; other text is not kept. */
const LONG_WORDS = /[\w.~%+/=-]{16,}/g;

/** Collects the output of nodes, errors and logs, and searches it for secrets. */
export class SecretSearch {
	characters = 0;
	secrets = 0;
	readonly hits: string[] = [];

	/** A collector for everything that could contain secrets of one server. */
	createCollector(simulator: Simulator): Collector {
		return new Collector(this, simulator);
	}
}

/** Call `finish` before the server is closed. */
export class Collector {
	private readonly words = new Set<string>();

	constructor(
		private readonly all: SecretSearch,
		private readonly simulator: Simulator,
	) {}

	add(value: unknown): void {
		const text = typeof value === 'string' ? value : serialise(value);
		this.all.characters += text.length;
		for (const [word] of text.matchAll(LONG_WORDS)) this.words.add(word);
	}

	finish(): void {
		const secrets = this.simulator.secrets();
		this.all.secrets += secrets.length;
		const text = [...this.words].join('\n');
		for (const form of secrets.flatMap(listEncodings)) {
			if (text.includes(form)) this.all.hits.push(`a secret of ${this.simulator.url}, as ${form.slice(0, 4)}...`);
		}
	}
}

/** JSON with the stack, message and cause of errors, which JSON.stringify omits. */
function serialise(value: unknown): string {
	const visited = new Set<unknown>();
	const text = JSON.stringify(value, (_, inner: unknown) => {
		if (typeof inner === 'bigint') return String(inner);
		if (typeof inner !== 'object' || inner === null) return inner;
		if (visited.has(inner)) return undefined;
		visited.add(inner);
		if (!(inner instanceof Error)) return inner;
		const { stack, message, cause } = inner;
		return { ...inner, stack, message, cause };
	}) as string | undefined;
	return text ?? '';
}

/** A secret as it is, in a URL, in a form, and in base64 at each of the three possible offsets. */
function listEncodings(secret: string): string[] {
	const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
	const base64 = [0, 1, 2].map((shift) => {
		const text = Buffer.from('x'.repeat(shift) + secret).toString('base64');
		// The first and last characters also encode bits of the neighboring text.
		return text.slice(shift === 0 ? 0 : 4, -4);
	});
	const inUrl = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
	return [...new Set([secret, encodeURIComponent(secret), inForm, ...base64, ...inUrl])];
}
