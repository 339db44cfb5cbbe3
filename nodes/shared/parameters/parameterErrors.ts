import { InputError } from '../transport/errors/errors';

/** The value of a parameter has another type. */
export function createTypeError(name: string, expected: string): InputError {
	return new InputError(`The parameter ${name} must be ${expected}.`, 'Check its expression.');
}

/** The text of a parameter is not JSON. */
export function createJsonError(name: string, error: unknown): InputError {
	// V8's message quotes the text, which may contain a password, so only the position is kept.
	const place = /position (\d+)/.exec(String(error))?.[1];
	return new InputError(
		`The parameter ${name} is not valid JSON${place === undefined ? '' : ` (character ${place})`}.`,
		'Check quotes and commas, or build the value with an expression such as {{ JSON.stringify($json) }}.',
	);
}
