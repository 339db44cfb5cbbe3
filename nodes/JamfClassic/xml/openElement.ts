import { type ListOutline, NormalizedList, type Outline } from './lists';
import { normalizeEntry } from './normalize';

type Json = Record<string, unknown>;

/** Elements inside a list entry that is normalized in one step, which takes about a millisecond. */
const MAX_ELEMENTS_PER_ENTRY = 1000;

/** An element whose end was not read yet. */
export class OpenElement {
	name = '';
	/** The number of elements in the document up to it. */
	position = 0;
	outline: Outline | undefined;
	/** Its children by name. Repeated children are an array. */
	children: Json | undefined;
	/** Whether a child has children of its own, occurs twice or is not a scalar, so that an entry of a list must still be normalized. */
	isNested = false;
	/** If it is a list: the name of its entries. */
	item: string | undefined;
	private list: NormalizedList | undefined;
	/** Its text, if it has no children. */
	text = '';

	/** Instances are reused instead of created for every tag. */
	reset(name: string, position: number, outline: Outline | undefined): void {
		this.name = name;
		this.position = position;
		this.outline = outline;
		this.children = undefined;
		this.isNested = false;
		this.item = outline?.list?.item;
		this.list = undefined;
		this.text = '';
	}

	addChild(name: string, value: unknown): void {
		this.children ??= {};
		const before = this.children[name];
		if (before === undefined) {
			this.children[name] = value;
			return;
		}
		this.isNested = true;
		if (Array.isArray(before)) before.push(value);
		else this.children[name] = [before, value];
	}

	addEntry(entry: OpenElement, { row }: ListOutline, position: number): void {
		this.children ??= {};
		this.list ??= new NormalizedList();
		const { entries, pending } = this.list;
		const rows = entry.outline?.rows;
		const value = entry.read();
		if (entry.children !== undefined && !entry.isNested && rows?.repeated.length === 0) entries.push(value);
		else if (position - entry.position <= MAX_ELEMENTS_PER_ENTRY) entries.push(normalizeEntry(value, row));
		else pending.push([entries.push(undefined) - 1, value]);
	}

	/** The content: text, or the children. Text between children is insignificant white space. */
	read(): unknown {
		if (this.children === undefined) return this.text;
		if (this.list === undefined) return this.children;
		const isMixed =
			this.outline?.list?.item === undefined && Object.keys(this.children).some((name) => name !== 'size');
		return isMixed ? { ...this.children, [this.item ?? '']: this.list.entries } : this.list;
	}
}
