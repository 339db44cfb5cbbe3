import type { Simulator } from '../simulator';

/** Every form of a secret is one such word or a part of one; other text is not kept. */
const LONG_WORDS = /[\w.~%+/=-]{16,}/g;

/** Collects what nodes, errors and logs say, and looks for secrets in it. */
export class SecretSearch {
	characters = 0;
	secrets = 0;
	readonly hits: string[] = [];

	/** A collector for everything that one server's secrets could end in. */
	createCollector(simulator: Simulator): Collector {
		return new Collector(this, simulator);
	}
}

/** Call `done` before the server goes. */
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

/** Errors keep their stack, message and cause out of JSON: here they are in. */
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

/** As it is, in a URL, in a form, and in base64 at any of the three places it can begin there. */
function listEncodings(secret: string): string[] {
	const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
	const base64 = [0, 1, 2].map((shift) => {
		const text = Buffer.from('x'.repeat(shift) + secret).toString('base64');
		// The first and the last letters also carry bits of what stands beside the secret.
		return text.slice(shift === 0 ? 0 : 4, -4);
	});
	const inUrl = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
	return [...new Set([secret, encodeURIComponent(secret), inForm, ...base64, ...inUrl])];
}
