import { CatalogueError } from './diagnostics';

/** Runs a command line program: a problem that its user can solve is printed without a stack. */
export function runCommand(main: () => void): void {
	try {
		main();
	} catch (error) {
		if (!(error instanceof CatalogueError) && !isUsageError(error)) throw error;
		console.error(error.message);
		process.exitCode = 1;
	}
}

/** What `parseArgs` throws for an option that it does not know or that lacks its value. */
function isUsageError(error: unknown): error is Error {
	return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
