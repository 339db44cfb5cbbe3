import { SaxesParser } from 'saxes';

/** An untyped element: text, or its children by name. Repeated children are an array. */
export type Raw = string | RawObject;
interface RawObject {
	[name: string]: Raw | Raw[];
}

/** Creates the error for a reason, such as "it is truncated". `hostile`: not an accident, so a retry is pointless. */
export type Fail = (reason: string, hostile?: true) => Error;

const MAX_DEPTH = 64;
/** Limits for the elements and attributes of a document, and for distinct names. */
const MAX_ELEMENTS = 2_000_000;
const MAX_ATTRIBUTES_PER_ELEMENT = 100;
const MAX_NAMES = 10_000;
const MAX_NAME_LENGTH = 200;
/** Limits for a single text, comment or attribute, and for consecutive white space. */
const MAX_TEXT_LENGTH = 32 * 1024 * 1024;
const MAX_WHITE_SPACE_LENGTH = 1024 * 1024;
/** Limit for the content before the root element. */
const MAX_PROLOG_LENGTH = 64 * 1024;

interface Element {
	name: string;
	text: string;
	children: RawObject | undefined;
}

/**
 * Parses XML incrementally into objects, with limits on everything that could exhaust the memory.
 *
 * With `isLenient`, keeps control characters and `]]>` in text. XML does not allow them, but Jamf Pro returns them if devices report them.
 */
export class XmlReader {
	private readonly parser = new SaxesParser();
	/** The open elements, up to `depth`. They are used again for later elements of the same depth. */
	private readonly open: Element[] = [{ name: '', text: '', children: undefined }];
	private depth = 0;
	/** One string for each name, because the parser creates a new one for each tag. */
	private readonly names = new Map<string, string>();
	private elements = 0;
	private attributes = 0;
	/** Characters since the last event, and white space since the last other character. */
	private pending = 0;
	private whiteSpace = 0;
	/** Whether the text so far ends inside a tag. */
	private isInMarkup = false;
	/** References to characters that XML does not allow, in the text that is being read. */
	private invalidReferences = 0;

	constructor(
		private readonly fail: Fail,
		private readonly isLenient: boolean,
	) {
		this.parser.on('error', (error) => this.handleError(error.message));
		this.parser.on('doctype', () => {
			throw fail('it has a document type, which Jamf never sends', true);
		});
		this.parser.on('opentagstart', ({ name }) => this.openElement(name));
		this.parser.on('attribute', () => this.countAttribute());
		this.parser.on('closetag', () => this.closeElement());
		this.parser.on('text', (text) => this.addText(text));
		this.parser.on('cdata', (text) => this.addText(text));
	}

	/** Parses the next chunk. Its size determines how long the event loop is blocked. */
	write(text: string): void {
		this.pending += text.length;
		this.whiteSpace = text.trim() === '' ? this.whiteSpace + text.length : 0;
		if (this.pending > MAX_TEXT_LENGTH) throw this.fail('it contains text that is too long', true);
		if (this.elements === 0 && this.pending - text.length > MAX_PROLOG_LENGTH) {
			throw this.fail('it does not start with a root element', true);
		}
		if (this.whiteSpace > MAX_WHITE_SPACE_LENGTH) throw this.fail('it has too much white space', true);
		const [opening, closing] = [text.lastIndexOf('<'), text.lastIndexOf('>')];
		if (opening !== closing) this.isInMarkup = opening > closing;
		this.parser.write(text);
	}

	/** The root element of the document. */
	end(): { root: string; value: Raw } {
		if (this.isInMarkup) throw this.fail('it is truncated');
		this.parser.close();
		const [[root, value] = []] = Object.entries(this.open[0]?.children ?? {});
		if (root === undefined || value === undefined || Array.isArray(value)) throw this.notWellFormed();
		return { root, value };
	}

	private openElement(name: string): void {
		this.pending = 0;
		this.attributes = 0;
		const known = this.names.get(name) ?? this.addName(name);
		this.countElement();
		if (++this.depth > MAX_DEPTH) throw this.tooLarge();
		const element = this.open[this.depth];
		if (element === undefined) {
			this.open.push({ name: known, text: '', children: undefined });
			return;
		}
		element.name = known;
		element.text = '';
		element.children = undefined;
	}

	private addName(name: string): string {
		// Names such as `constructor`, which could pollute a prototype.
		if (name in Object.prototype || name === 'prototype') throw this.unknownName();
		this.names.set(name, name);
		if (name.length > MAX_NAME_LENGTH || this.names.size > MAX_NAMES) throw this.unknownName();
		return name;
	}

	private countAttribute(): void {
		this.pending = 0;
		this.countElement();
		if (++this.attributes > MAX_ATTRIBUTES_PER_ELEMENT) throw this.fail('an element has too many attributes', true);
	}

	private countElement(): void {
		if (++this.elements > MAX_ELEMENTS) throw this.tooLarge();
	}

	private closeElement(): void {
		this.pending = 0;
		const { name, text, children } = this.open[this.depth] as Element;
		const parent = this.open[--this.depth] as Element;
		const value: Raw = children ?? text;
		parent.text = '';
		parent.children ??= {};
		const before = parent.children[name];
		if (before === undefined) parent.children[name] = value;
		else if (Array.isArray(before)) before.push(value);
		else parent.children[name] = [before, value];
	}

	/** Text between elements is insignificant white space. */
	private addText(text: string): void {
		this.pending = 0;
		const element = this.open[this.depth] as Element;
		const resolved = this.invalidReferences === 0 ? text : this.resolveInvalidReferences(text);
		if (element.children !== undefined) return;
		element.text = flatten(element.text === '' ? resolved : element.text + resolved);
	}

	private handleError(message: string): void {
		if (message.endsWith('documents may contain only one root.'))
			throw this.fail('it does not have exactly one root element');
		const isInvalidReference = message.endsWith('malformed character entity.');
		const isTolerated = message.endsWith('disallowed character.') || message.endsWith('disallowed in char data.');
		if (!this.isLenient || !(isTolerated || isInvalidReference)) throw this.notWellFormed();
		if (isInvalidReference) this.invalidReferences++;
	}

	/** The parser leaves them in the text unchanged. Text that only looks like a reference must not be changed. */
	private resolveInvalidReferences(text: string): string {
		const resolved = text.replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (whole, hex?: string, decimal?: string) => {
			const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
			if (code >= 0x20 && code !== 0xfffe && code !== 0xffff) return whole;
			this.invalidReferences--;
			return String.fromCodePoint(code);
		});
		if (this.invalidReferences !== 0) throw this.notWellFormed();
		return resolved;
	}

	private notWellFormed(): Error {
		const { line, column } = this.parser;
		return this.fail(`it is not well-formed (line ${line}, column ${column})`);
	}

	private unknownName(): Error {
		return this.fail('it contains names that no Jamf object has', true);
	}

	private tooLarge(): Error {
		return this.fail('it is nested too deeply, or too long', true);
	}
}

const ANYTHING = /\S/g;

/** V8 stores concatenated text as a tree of its parts, which is several times as large, until the text is searched. */
function flatten(text: string): string {
	ANYTHING.lastIndex = 0;
	ANYTHING.test(text);
	return text;
}
