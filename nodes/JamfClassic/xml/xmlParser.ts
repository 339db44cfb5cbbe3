import { SaxesParser } from 'saxes';
import type { Fail } from './fail';
import type { XmlHandler } from './xmlHandler';

/**
 * Parses a document that arrives in chunks, and asserts that it is well-formed. An element that only contains text is reported in one step.
 *
 * With `isLenient`, keeps control characters and `]]>` in text. XML does not allow them, but Jamf Pro returns them if devices report them.
 */
export class XmlParser {
	private readonly parser = new SaxesParser();
	/** The name and the text of an element without children so far. */
	private leaf: string | undefined;
	private leafText = '';
	/** Whether the text so far ends inside a tag. */
	private isInMarkup = false;
	/** References to characters that XML does not allow, in the text that is being read. */
	private invalidReferences = 0;

	constructor(
		private readonly handler: XmlHandler,
		private readonly fail: Fail,
		private readonly isLenient: boolean,
	) {
		this.parser.on('error', (error) => this.handleError(error.message));
		this.parser.on('doctype', () => {
			throw fail('it has a document type, which Jamf never sends', true);
		});
		this.parser.on('opentagstart', ({ name }) => this.openElement(name));
		this.parser.on('attribute', () => handler.addAttribute());
		this.parser.on('closetag', () => this.closeElement());
		this.parser.on('text', (text) => this.addText(text));
		this.parser.on('cdata', (text) => this.addText(text));
	}

	write(text: string): void {
		const [opening, closing] = [text.lastIndexOf('<'), text.lastIndexOf('>')];
		if (opening !== closing) this.isInMarkup = opening > closing;
		this.parser.write(text);
	}

	/** Asserts that the document is complete. */
	end(): void {
		if (this.isInMarkup) throw this.fail('it is truncated');
		this.parser.close();
	}

	notWellFormed(): Error {
		const { line, column } = this.parser;
		return this.fail(`it is not well-formed (line ${line}, column ${column})`);
	}

	private openElement(name: string): void {
		if (this.leaf !== undefined) this.handler.openElement(this.leaf);
		this.handler.countElement();
		this.leaf = this.handler.internName(name);
		this.leafText = '';
	}

	private closeElement(): void {
		if (this.leaf === undefined) this.handler.closeElement();
		else this.handler.addLeaf(this.leaf, this.leafText);
		this.leaf = undefined;
	}

	private addText(text: string): void {
		const resolved = copy(this.invalidReferences === 0 ? text : this.resolveInvalidReferences(text));
		if (this.leaf === undefined) this.handler.addText(resolved);
		else this.leafText = this.leafText === '' ? resolved : copy(this.leafText + resolved);
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
}

/** V8 copies shorter parts of a text. */
const MAX_COPIED_LENGTH = 12;

/**
 * A copy. For longer parts of a text, V8 refers to the whole text, so that one value would keep a response in memory; concatenated
 * text is a tree of its parts, which is several times as large. Taking a part of such a tree copies it.
 */
function copy(text: string): string {
	return text.length <= MAX_COPIED_LENGTH ? text : ` ${text}`.slice(1);
}
