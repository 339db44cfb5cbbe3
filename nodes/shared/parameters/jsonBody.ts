import { InputError } from '../transport/errors/errors';
import type { ItemParameters } from './itemParameters';

/**
 * A JSON body from a parameter.
 *
 * @throws InputError when it is missing, not JSON, or has keys that poison objects where it is read
 */
export function readJsonBody(item: ItemParameters, name: string): object {
	const value = toJson(item.json(name));
	if (typeof value !== 'object' || value === null) {
		throw new InputError(
			'The JSON body is empty or not an object.',
			`Give an object such as { "name": "Berlin" }${name === 'json' ? ', or choose None as Body' : ''}.`,
		);
	}
	return value;
}

/**
 * A value as JSON carries it, without what is undefined. A copy: what an expression gives may be the data of another node.
 *
 * @throws InputError when it is no JSON
 */
export function toJson(value: unknown): unknown {
	checkJson(value);
	const text = JSON.stringify(value) as string | undefined;
	return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

/** Nothing of Jamf is nested like that; what contains itself is nested without an end. */
const DEEPEST = 100;

/**
 * Refuses what JSON cannot carry, or what poisons objects where it is read.
 *
 * @throws InputError
 */
function checkJson(value: unknown, depth = 0): void {
	if (typeof value === 'bigint') {
		throw new InputError('The JSON body contains a BigInt.', 'Give a number or a text.');
	}
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new InputError(
			'The JSON body contains NaN or Infinity, which JSON cannot carry.',
			'Check the expression behind it: something it calculates with may be missing.',
		);
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
