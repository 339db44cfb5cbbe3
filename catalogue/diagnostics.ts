/** What keeps the rows from being made; all of it is told at once. */
export class Diagnostics {
	private readonly found: string[] = [];

	add(problem: string): void {
		this.found.push(problem);
	}

	/** Ends the build when anything was added. */
	throwIfAny(): void {
		if (this.found.length > 0) throw new CatalogueError(this.found);
	}
}

export class CatalogueError extends Error {
	constructor(readonly diagnostics: string[]) {
		super(diagnostics.join('\n'));
		this.name = 'CatalogueError';
	}
}
