import { CatalogueError } from './diagnostics';

/** Runs a command line program; errors that its user can fix are printed without a stack trace. */
export function runCommand(main: () => void): void {
	try {
		main();
	} catch (error) {
		if (!(error instanceof CatalogueError) && !isUsageError(error)) throw error;
		console.error(error.message);
		process.exitCode = 1;
	}
}

/** Whether `parseArgs` threw it, for an unknown option or a missing value. */
function isUsageError(error: unknown): error is Error {
	return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
