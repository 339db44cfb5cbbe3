import { InputError } from '../transport/errors/errors';
import type { ItemParameters } from './itemParameters';

/**
 * Reads a JSON body from a parameter.
 *
 * @throws InputError when it is missing, not JSON, or has keys that pollute prototypes
 */
export function readJsonBody(item: ItemParameters, name: string): object {
	const value = toJson(item.json(name));
	if (typeof value !== 'object' || value === null) {
		throw new InputError(
			'The JSON body is empty or not an object.',
			`Enter an object such as { "name": "Berlin" }${name === 'json' ? ', or set Body to None' : ''}.`,
		);
	}
	return value;
}

/**
 * Copies a value through JSON, because an expression may return the data of another node.
 *
 * @throws InputError when it cannot be represented as JSON
 */
export function toJson(value: unknown): unknown {
	checkJson(value);
	const text = JSON.stringify(value) as string | undefined;
	return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

/** Far deeper than any Jamf object; also catches circular references. */
const MAX_DEPTH = 100;

/**
 * Rejects values that JSON cannot represent, and keys that pollute prototypes.
 *
 * @throws InputError
 */
function checkJson(value: unknown, depth = 0): void {
	if (typeof value === 'bigint') {
		throw new InputError('The JSON body contains a BigInt.', 'Use a number or text instead.');
	}
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new InputError(
			'The JSON body contains NaN or Infinity, which JSON cannot represent.',
			'Check its expression: a value it uses may be missing.',
		);
	}
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw new InputError(
			'The JSON body contains a number with more digits than JavaScript keeps.',
			'Nothing was sent, because the digits are not the ones that you entered. Enter the number as text, in quotes.',
		);
	}
	if (typeof value !== 'object' || value === null) return;
	if (depth > MAX_DEPTH) {
		throw new InputError(
			'The JSON body is nested too deeply, or contains a circular reference.',
			'Check its expression.',
		);
	}
	for (const [key, inner] of Object.entries(value)) {
		if (key === '__proto__') {
			throw new InputError(
				'The JSON body contains the key "__proto__".',
				'Remove it: no Jamf object has such a field.',
			);
		}
		checkJson(inner, depth + 1);
	}
}
