/** The rows of a list that were read so far, in order. Checks that each further page continues them without a gap. */
export interface CollectedRows {
	readonly all: unknown[];
	/**
	 * The position of the first row of a page among the rows read so far. `undefined` if the page does not continue them, so that rows may be
	 * missing in between. A page that starts with a known row continues them, because no row after it can have been skipped.
	 *
	 * @param start requested position of the first row
	 */
	locate(page: unknown[], start: number): number | undefined;
	/** Appends the new rows of a page and returns their number. */
	append(page: unknown[], start: number): number;
}

/** Depends on the first page: rows are identified by key if every row has a unique one, otherwise by position. */
export function collectRows(firstPage: unknown[], keyOf?: (row: unknown) => string): CollectedRows {
	const keys = keyOf === undefined ? [''] : firstPage.map(keyOf);
	const isKeyed = keyOf !== undefined && !keys.includes('') && new Set(keys).size === keys.length;
	const rows = isKeyed ? new KeyedRows(keyOf) : new PositionedRows();
	rows.append(firstPage, 0);
	return rows;
}

class KeyedRows implements CollectedRows {
	readonly all: unknown[] = [];
	private readonly positions = new Map<string, number>();

	constructor(private readonly keyOf: (row: unknown) => string) {}

	locate(page: unknown[], start: number): number | undefined {
		if (start > 0) return page.length === 0 ? undefined : this.positionOf(page[0]);
		const known = page.findIndex((row) => this.positionOf(row) !== undefined);
		return known === -1 ? undefined : (this.positionOf(page[known]) as number) - known;
	}

	/**
	 * New rows are inserted before the known row that follows them on the page, because they may have been added in the meantime. At the end
	 * of a page they are appended after all rows, because known rows that are not on the page were deleted.
	 */
	append(page: unknown[]): number {
		const before = this.all.length;
		let lastKnown = -1;
		let fresh = new Map<string, unknown>();
		for (const row of page) {
			const key = this.readKey(row);
			const position = this.positions.get(key);
			if (position === undefined) fresh.set(key, row);
			else if (position > lastKnown) {
				this.insert(fresh, position);
				lastKnown = position + fresh.size;
				fresh = new Map();
			}
		}
		this.insert(fresh, this.all.length);
		return this.all.length - before;
	}

	private insert(rows: Map<string, unknown>, at: number): void {
		if (rows.size === 0) return;
		const behind = this.all.splice(at);
		for (const [key, row] of rows) this.push(key, row);
		for (const row of behind) this.push(this.readKey(row), row);
	}

	private push(key: string, row: unknown): void {
		this.positions.set(key, this.all.length);
		this.all.push(row);
	}

	private positionOf(row: unknown): number | undefined {
		return this.positions.get(this.readKey(row));
	}

	/** A row without a key is identified by its content. */
	private readKey(row: unknown): string {
		return this.keyOf(row) || JSON.stringify(row);
	}
}

class PositionedRows implements CollectedRows {
	readonly all: unknown[] = [];

	/** The last row in common must be at the expected position: a deletion before it would have moved it. */
	locate(page: unknown[], start: number): number | undefined {
		const last = Math.min(this.all.length, start + page.length) - 1;
		if (last < start) return undefined;
		return JSON.stringify(this.all[last]) === JSON.stringify(page[last - start]) ? start : undefined;
	}

	append(page: unknown[], start: number): number {
		const fresh = page.slice(this.all.length - start);
		for (const row of fresh) this.all.push(row);
		return fresh.length;
	}
}
