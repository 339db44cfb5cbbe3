/** What the server has said about the length of a list; `Infinity` where it does not count its rows. */
export class RowCount {
	/** The latest count, and the greatest so far. */
	total = 0;
	max = 0;
	private leastCount = Infinity;
	/** The count when the last new row was read. */
	private atLastRow = 0;

	/**
	 * Takes the count of a page into account. Rows that are there count, whatever the server says: a count that is too low says nothing
	 * about the rows behind them, and neither it nor the count of an empty page is the least one.
	 *
	 * @param end position behind the last row of the page, 0 when it is empty
	 */
	update(totalCount: number, end: number): void {
		this.total = Math.max(totalCount, end);
		if (end > 0 && totalCount >= end) this.leastCount = Math.min(this.leastCount, totalCount);
		this.max = Math.max(this.max, totalCount < end ? end + 1 : totalCount);
	}

	/** The least count so far, 0 as long as all have been too low. */
	get min(): number {
		return this.leastCount < Infinity ? this.leastCount : 0;
	}

	markNewRow(): void {
		this.atLastRow = this.total;
	}

	get isKnown(): boolean {
		return this.total < Infinity;
	}

	/** Rows that may have been added since the list was first counted. */
	get added(): number {
		return this.max < Infinity ? this.max - this.min : 0;
	}

	/** Rows that have been deleted since the last new row was read, at least. */
	get deleted(): number {
		return this.isKnown && this.atLastRow < Infinity ? Math.max(0, this.atLastRow - this.total) : 0;
	}
}
