import type { Fail } from './fail';
import type { Outline } from './lists';
import { OpenElement } from './openElement';
import { isScalarRow } from './rowIndex';
import { shapeScalar, shapeUntypedScalar } from './scalars';
import type { XmlHandler } from './xmlHandler';
import { XmlParser } from './xmlParser';

const MAX_DEPTH = 64;
/** Limits for the elements and attributes of a document, and for distinct names. */
const MAX_ELEMENTS = 2_000_000;
const MAX_ATTRIBUTES_PER_ELEMENT = 100;
const MAX_NAMES = 10_000;
const MAX_NAME_LENGTH = 200;
/** Limits for a single text or comment, and for consecutive white space. */
const MAX_TEXT_LENGTH = 32 * 1024 * 1024;
const MAX_WHITE_SPACE_LENGTH = 1024 * 1024;
/** Limit for the content before the root element. */
const MAX_PROLOG_LENGTH = 64 * 1024;

/**
 * Parses XML incrementally into objects, with limits on everything that could exhaust the memory. Entries of the lists in an outline are
 * normalized as soon as they are complete, so a list is never in memory twice.
 *
 * With `isLenient`, keeps control characters and `]]>` in text. XML does not allow them, but Jamf Pro returns them if devices report them.
 */
export class XmlReader implements XmlHandler {
	private readonly parser: XmlParser;
	/** The open elements, up to `depth`. They are reused for later elements of the same depth. */
	private readonly open: OpenElement[] = [new OpenElement()];
	private depth = 0;
	/** Interned names: the parser creates a new string for every tag. */
	private readonly names = new Map<string, string>();
	private elements = 0;
	private attributes = 0;
	/** Characters since the last tag, and white space since the last other character. */
	private pending = 0;
	private whiteSpace = 0;

	constructor(
		private readonly fail: Fail,
		isLenient: boolean,
		outline?: Outline,
	) {
		this.parser = new XmlParser(this, fail, isLenient);
		this.current.reset('', 0, outline);
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
		this.parser.write(text);
	}

	/** The root element of the document. */
	end(): { root: string; value: unknown } {
		this.parser.end();
		const [[root, value] = []] = Object.entries(this.current.children ?? {});
		if (root === undefined) throw this.parser.notWellFormed();
		return { root, value };
	}

	internName(name: string): string {
		const known = this.names.get(name);
		if (known !== undefined) return known;
		// Names such as `constructor`, which could pollute a prototype.
		const isUnsafe = name in Object.prototype || name === 'prototype';
		if (isUnsafe || name.length > MAX_NAME_LENGTH || this.names.size === MAX_NAMES) {
			throw this.fail('it contains names that no Jamf object has', true);
		}
		this.names.set(name, name);
		return name;
	}

	countElement(): void {
		this.pending = 0;
		this.attributes = 0;
		if (++this.elements > MAX_ELEMENTS) throw this.tooLarge();
	}

	addAttribute(): void {
		this.pending = 0;
		if (++this.elements > MAX_ELEMENTS) throw this.tooLarge();
		if (++this.attributes > MAX_ATTRIBUTES_PER_ELEMENT) throw this.fail('an element has too many attributes', true);
	}

	openElement(name: string): void {
		const parent = this.current;
		if (parent.outline?.list !== undefined && name !== 'size') parent.item ??= name;
		const outline = parent.item === name ? parent.outline?.list?.entry : parent.outline?.children.get(name);
		if (++this.depth > MAX_DEPTH) throw this.tooLarge();
		if (this.depth === this.open.length) this.open.push(new OpenElement());
		this.current.reset(name, this.elements, outline);
	}

	closeElement(): void {
		this.pending = 0;
		const element = this.current;
		this.depth--;
		const parent = this.current;
		parent.isNested = true;
		if (parent.outline?.list !== undefined && parent.item === element.name) {
			parent.addEntry(element, parent.outline.list, this.elements);
		} else parent.addChild(element.name, element.read());
	}

	addLeaf(name: string, text: string): void {
		if (this.current.outline?.list !== undefined) {
			this.openElement(name);
			this.current.text = text;
			this.closeElement();
			return;
		}
		this.pending = 0;
		if (this.depth === MAX_DEPTH) throw this.tooLarge();
		this.addScalar(name, text);
	}

	/** Text between elements is insignificant white space. */
	addText(): void {
		this.pending = 0;
	}

	private get current(): OpenElement {
		return this.open[this.depth] as OpenElement;
	}

	/** Adds an element with text. In an entry of a list, most elements are scalars, which need no further step. */
	private addScalar(name: string, text: string): void {
		const { current } = this;
		const rows = current.outline?.rows;
		const row = rows?.byName.get(name);
		if (rows === undefined) current.addChild(name, text);
		else if (row === undefined) {
			if (name !== 'size') current.addChild(name, shapeUntypedScalar(text, name));
		} else if (isScalarRow(row)) current.addChild(name, shapeScalar(text, row.type));
		else {
			current.isNested = true;
			current.addChild(name, text);
		}
	}

	private tooLarge(): Error {
		return this.fail('it is nested too deeply, or too long', true);
	}
}
