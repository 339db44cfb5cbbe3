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
			'Give an object such as { "name": "Berlin" }, or choose None as Body.',
		);
	}
	refusePrototypeKeys(value);
	return value;
}

function refusePrototypeKeys(value: object): void {
	for (const [key, inner] of Object.entries(value)) {
		if (key === '__proto__') {
			throw new InputError(
				'The JSON body contains the key "__proto__".',
				'Remove it: no object of Jamf has such a field.',
			);
		}
		if (typeof inner === 'object' && inner !== null) refusePrototypeKeys(inner as object);
	}
}
