/** The rows of a list that have been read so far, in order, and the proof that a further page continues them. */
export interface CollectedRows {
	readonly all: unknown[];
	/**
	 * Where the first row of a page is among the rows read so far; `undefined` when the page does not continue them, so that rows may
	 * be missing in between. A page that starts with a known row continues them: rows behind it cannot have been skipped.
	 *
	 * @param start position of the first row, as the page was requested
	 */
	locate(page: unknown[], start: number): number | undefined;
	/** Appends the rows of a page that are new, and returns how many. */
	append(page: unknown[], start: number): number;
}

/** Chosen by the first page: rows are told apart by their key where every row has one of its own, otherwise by their position. */
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
	 * New rows go before the known one that follows them in the page: they may have been inserted meanwhile. At the end of a page they
	 * go behind all rows: known ones that the page lacks have been deleted.
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
				this.insert([...fresh.values()], position);
				lastKnown = position + fresh.size;
				fresh = new Map();
			}
		}
		this.insert([...fresh.values()], this.all.length);
		return this.all.length - before;
	}

	private insert(rows: unknown[], at: number): void {
		if (rows.length === 0) return;
		const behind = this.all.splice(at);
		for (const row of [...rows, ...behind]) {
			this.positions.set(this.readKey(row), this.all.length);
			this.all.push(row);
		}
	}

	private positionOf(row: unknown): number | undefined {
		return this.positions.get(this.readKey(row));
	}

	/** A row without the key is told apart by its content. */
	private readKey(row: unknown): string {
		return this.keyOf(row) || JSON.stringify(row);
	}
}

class PositionedRows implements CollectedRows {
	readonly all: unknown[] = [];

	/** The last row that both have must be in its place: a deletion before it would have moved it. */
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
