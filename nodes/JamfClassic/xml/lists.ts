import type { ElementRow } from '../../shared/catalogue/elements';
import { indexRows, type RowIndex } from './rowIndex';

/** A list in a document, with entries that were normalized while the document arrived. */
export class NormalizedList {
	readonly entries: unknown[] = [];
	/** Entries that are too large to be normalized in one step, by their index. */
	readonly pending: Array<[index: number, raw: unknown]> = [];
}

type EntryRow = Pick<ElementRow, 'of' | 'type'>;

export interface ListOutline {
	/** The name of its entries, if it is known. */
	item: string | undefined;
	/** The elements of its entries. */
	row: EntryRow;
	entry: Outline;
}

/** What is known of an element that is a list, an entry of a list, or contains lists. */
export interface Outline {
	/** If it is a list. */
	list: ListOutline | undefined;
	/** Its children that are lists or contain lists. */
	children: ReadonlyMap<string, Outline>;
	/** If it is an entry of a list: its elements. */
	rows: RowIndex | undefined;
}

/** The outline of a document that contains an object at a path. */
export function outlineObject(path: string, rows: readonly ElementRow[]): Outline {
	return outlineDocument(path, { list: undefined, children: outlineRows(rows), rows: undefined });
}

/** The outline of a document that contains a list at a path, whose entries can have any name. */
export function outlineList(path: string, row: EntryRow): Outline {
	return outlineDocument(path, outlineEntries(row, undefined));
}

function outlineDocument(path: string, outline: Outline): Outline {
	return path.split('.').reduceRight<Outline>(
		(inner, name) => ({
			list: undefined,
			children: new Map([[name, inner]]),
			rows: undefined,
		}),
		outline,
	);
}

const outlines = new WeakMap<readonly ElementRow[], ReadonlyMap<string, Outline>>();

function outlineRows(rows: readonly ElementRow[] = []): ReadonlyMap<string, Outline> {
	const known = outlines.get(rows);
	if (known !== undefined) return known;
	const outline = new Map<string, Outline>();
	for (const row of rows) {
		if (row.item !== undefined) outline.set(row.name, outlineEntries(row, row.item));
		else if (row.of !== undefined) {
			outline.set(row.name, { list: undefined, children: outlineRows(row.of), rows: undefined });
		}
	}
	outlines.set(rows, outline);
	return outline;
}

function outlineEntries(row: EntryRow, item: string | undefined): Outline {
	const rows = row.of && indexRows(row.of);
	const entry: Outline = { list: undefined, children: outlineRows(row.of), rows };
	return { list: { item, row, entry }, children: new Map(), rows: undefined };
}
