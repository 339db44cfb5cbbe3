/** The reported number of rows of a list, or `Infinity` if the server does not report it. */
export class RowCount {
	/** The latest count, and the highest one so far. */
	total = 0;
	max = 0;
	private leastCount = Infinity;
	/** The count at the time of the last new row. */
	private atLastRow = 0;

	/**
	 * Updates the counts from a page. Rows that were read count even if the server reports fewer: a count that is too low is no evidence
	 * about the rows after them, so neither it nor the count of an empty page becomes the minimum.
	 *
	 * @param end position after the last row of the page, 0 if it is empty
	 */
	update(totalCount: number, end: number): void {
		this.total = Math.max(totalCount, end);
		if (end > 0 && totalCount >= end) this.leastCount = Math.min(this.leastCount, totalCount);
		this.max = Math.max(this.max, totalCount < end ? end + 1 : totalCount);
	}

	/** The lowest count so far, 0 if all were too low. */
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

	/** Minimum number of rows that were deleted since the last new row was read. */
	get deleted(): number {
		return this.isKnown && this.atLastRow < Infinity ? Math.max(0, this.atLastRow - this.total) : 0;
	}
}
