/** Collects everything that prevents a build, to report it all at once. */
export class Diagnostics {
	private readonly found: string[] = [];

	add(problem: string): void {
		this.found.push(problem);
	}

	/** @throws CatalogueError when anything was added */
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
