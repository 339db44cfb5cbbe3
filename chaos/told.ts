import type { NodeRun } from '../harness/engine';

/** What the user reads of an error: message and description. */
export function textOf({ message, description }: { message: string; description?: string | null | undefined }): string {
	return `${message} ${description ?? ''}`;
}

/** What is wrong with the error of a run; undefined when it is one of n8n's types, with a cause and a way on. */
export function objectionToError(error: NonNullable<NodeRun['error']>): string | undefined {
	// The engine keeps a copy of the error, which has its name only.
	if (!/^Node(Api|Operation)Error$/.test(error.name)) return `an error of type ${error.name}`;
	if (error.message.length < 15 || (error.description ?? '').length < 10) return `an unclear error: ${textOf(error)}`;
	// What the engine throws by itself is a fault of the code, not of the wire.
	if (/is not a function|undefined|Cannot read|\[object/.test(error.message)) return `a raw error: ${error.message}`;
	return undefined;
}
