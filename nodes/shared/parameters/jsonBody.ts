import { InputError } from '../transport/errors';
import type { Item } from './item';

/**
 * A JSON body from a parameter.
 *
 * @throws InputError when it is missing, not JSON, or has keys that poison objects where it is read
 */
export function readJsonBody(item: Item, name: string): object {
	const value = item.json(name);
	if (typeof value !== 'object' || value === null) {
		throw new InputError(
			'The JSON body is empty or not an object.',
			`Give an object such as { "name": "Berlin" }${name === 'json' ? ', or choose None as Body' : ''}.`,
		);
	}
	checkJson(value);
	return value;
}

/** Nothing of Jamf is nested like that; what contains itself is nested without an end. */
const DEEPEST = 100;

/**
 * Refuses what JSON cannot carry, or what poisons objects where it is read.
 *
 * @throws InputError
 */
export function checkJson(value: unknown, depth = 0): void {
	if (typeof value === 'bigint') {
		throw new InputError('The JSON body contains a BigInt.', 'Give a number or a text.');
	}
	if (typeof value !== 'object' || value === null) return;
	if (depth > DEEPEST) {
		throw new InputError('The JSON body is nested too deeply, or contains itself.', 'Check the expression behind it.');
	}
	for (const [key, inner] of Object.entries(value)) {
		if (key === '__proto__') {
			throw new InputError(
				'The JSON body contains the key "__proto__".',
				'Remove it: no object of Jamf has such a field.',
			);
		}
		checkJson(inner, depth + 1);
	}
}
