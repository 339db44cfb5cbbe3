import type { ElementRow } from '../../shared/catalogue/elements';
import { closestMatches } from '../../shared/parameters/didYouMean';
import { InputError } from '../../shared/transport/errors/errors';
import { escapeText } from './escape';

/**
 * A text, number or truth value as the content of its element; `null` is an empty one.
 *
 * @throws InputError when it does not fit
 */
export function serializeScalar(value: unknown, { type, options }: ElementRow, place: string): string {
	if (value === null || value === '') return '';
	const text = textOf(value, type, place);
	if (options !== undefined && !options.some((option) => String(option) === text)) refuse(text, options, place);
	return escapeText(text, place);
}

function textOf(value: unknown, type: ElementRow['type'], place: string): string {
	// A date of n8n's expressions (Luxon) writes itself; other objects would become "[object Object]".
	const isDate = typeof value === 'object' && value !== null && 'toISO' in value;
	const text = value instanceof Date ? value.toISOString() : String(value);
	if (typeof value === 'object' && !isDate && !(value instanceof Date)) throw misfit(place, 'a text');
	switch (type) {
		case 'boolean':
			if (!/^(true|false)$/.test(text)) throw misfit(place, 'true or false');
			return text;
		case 'number':
			// Some numbers have a word among their values (jamf-behavior 5.3), and forms of other languages would become 0.
			if (typeof value === 'boolean' || !/^(Unlimited|[-+]?\d+(\.\d+)?(e[-+]?\d+)?)$/i.test(text.trim())) {
				throw misfit(place, 'a number');
			}
			return text.trim();
		case 'digits':
			if (!/^-?\d+$/.test(text) || (typeof value === 'number' && !Number.isSafeInteger(value))) {
				throw misfit(place, 'digits, as text where there are more than 15');
			}
			return text;
		default:
			return text;
	}
}

function refuse(text: string, options: ReadonlyArray<string | number>, place: string): never {
	const names = options.map(String);
	const similar = closestMatches(text, names, 1).map((name) => ` Did you mean "${name}"?`);
	throw new InputError(
		`"${text.slice(0, 60)}" is no value of ${place}: Jamf would put its own in the place.`,
		`Nothing was sent. Use one of ${names.join(', ')}.${similar.join('')}`,
	);
}

function misfit(place: string, wanted: string): InputError {
	return new InputError(`${place} must be ${wanted}.`, 'Nothing was sent. Check the expression behind it.');
}
