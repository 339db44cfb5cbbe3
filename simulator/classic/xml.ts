import { badRequest } from '../failure';

export interface XmlElement {
	name: string;
	children: XmlElement[];
	text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const SKIPPED = /\s+|<\?.*?\?>|<!--.*?-->/sy;
const START = /<([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const END = /<\/([\w.-]+)\s*>/y;
const CDATA = /<!\[CDATA\[(.*?)\]\]>/sy;
const COMMENT = /<!--.*?-->/sy;
const TEXT = /[^<]+/y;
// XML 1.0 allows no others, not even as text (jamf-behavior 5.6).
const FORBIDDEN = /[^\t\n\r\u0020-\ufffd]/;

const MAX_DEPTH = 200;

/** A small strict parser: one root, matching tags, known entities; no document types. */
export function parseXml(source: string): XmlElement {
	if (FORBIDDEN.test(source)) throw malformed(source.search(FORBIDDEN));
	const reader = new Reader(source.replace(/^\ufeff/, ''));
	reader.skip();
	const root = reader.element();
	reader.skip();
	if (!reader.atEnd) throw reader.failure();
	return root;
}

export const child = (element: XmlElement, name: string): XmlElement | undefined =>
	element.children.find((candidate) => candidate.name === name);

export const childText = (element: XmlElement, name: string): string | undefined => child(element, name)?.text.trim();

class Reader {
	#at = 0;

	constructor(private readonly source: string) {}

	get atEnd(): boolean {
		return this.#at >= this.source.length;
	}

	failure() {
		return malformed(this.#at);
	}

	skip(): void {
		while (this.#take(SKIPPED)) continue;
	}

	element(depth = 0): XmlElement {
		if (depth > MAX_DEPTH) this.#fail();
		const [, name = '', , empty] = this.#take(START) ?? this.#fail();
		const element: XmlElement = { name, children: [], text: '' };
		if (empty) return element;
		for (;;) {
			const end = this.#take(END);
			if (end) {
				if (end[1] !== name) this.#fail();
				return element;
			}
			this.#content(element, depth);
		}
	}

	#content(element: XmlElement, depth: number): void {
		const text = this.#take(TEXT);
		if (text) {
			element.text += this.#unescaped(text[0]);
			return;
		}
		const cdata = this.#take(CDATA);
		if (cdata) element.text += cdata[1] ?? '';
		else if (!this.#take(COMMENT)) element.children.push(this.element(depth + 1));
	}

	#unescaped(text: string): string {
		if (/&(?!#\d+;|#x[\da-f]+;|\w+;)/i.test(text)) this.#fail();
		return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (_, decimal?: string, hex?: string, name?: string) => {
			if (name !== undefined) return ENTITIES[name] ?? this.#fail();
			return this.#character(hex === undefined ? Number(decimal) : parseInt(hex, 16));
		});
	}

	#character(code: number): string {
		if (code > 0x10ffff) this.#fail();
		const character = String.fromCodePoint(code);
		return FORBIDDEN.test(character) ? this.#fail() : character;
	}

	#take(pattern: RegExp): RegExpExecArray | null {
		pattern.lastIndex = this.#at;
		const found = pattern.exec(this.source);
		if (found) this.#at = pattern.lastIndex;
		return found;
	}

	#fail(): never {
		throw this.failure();
	}
}

const malformed = (at: number) => badRequest(`the body is not well-formed XML (character ${at + 1})`);
