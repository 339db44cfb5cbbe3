import type { ElementRow } from '../../shared/catalogue/elements';
import { closestMatches } from '../../shared/parameters/didYouMean';
import { InputError } from '../../shared/transport/errors/errors';
import { toNoExecuteTime, toServerDateTime, toUtc } from './dates';
import { escapeText } from './escape';

/** A value or an element that is not in the rows. The stored object may contain it nonetheless. */
export class UnsupportedValueError extends InputError {}

interface ScalarOptions {
	/** Send values that are not among the options. */
	sendUnknown: boolean;
	/** Whether the object is new, so that an empty value has nothing to clear. */
	isNew: boolean;
}

/**
 * Converts a string, number or boolean to the content of its element, or `undefined` to omit the element.
 *
 * @throws UnsupportedValueError when the value does not match the element
 */
export function serializeScalar(
	value: unknown,
	row: ElementRow,
	path: string,
	{ sendUnknown, isNew }: ScalarOptions,
): string | undefined {
	const { aliases, canBeEmpty, options, type } = row;
	if (value === null || value === '') {
		if (type === 'time') return undefined;
		if (options === undefined || canBeEmpty === true) return '';
		if (isNew) return undefined;
		throw new UnsupportedValueError(
			`${path} cannot be empty: Jamf would store its default.`,
			`Nothing was sent. Use one of ${options.join(', ')}, or leave it out to keep its value.`,
		);
	}
	const given = toText(value, type, path);
	const text = aliases !== undefined && Object.hasOwn(aliases, given) ? (aliases[given] ?? given) : given;
	if (options !== undefined && !sendUnknown && !options.some((option) => String(option) === text)) {
		rejectOption(given, options, path);
	}
	return escapeText(text, path);
}

function toText(value: unknown, type: ElementRow['type'], path: string): string {
	// Luxon dates from n8n expressions convert to ISO text. Other objects would become "[object Object]".
	const isLuxon = typeof value === 'object' && value !== null && 'toISO' in value;
	const text = value instanceof Date ? value.toISOString() : String(value);
	if (typeof value === 'object' && !isLuxon && !(value instanceof Date)) throw misfit(path, 'text');
	switch (type) {
		case 'boolean':
			if (!/^(true|false)$/.test(text)) throw misfit(path, 'true or false');
			return text;
		case 'number':
			// Some numbers can also be a word (jamf-behavior 5.3). Numbers of other locales would become 0.
			if (typeof value === 'boolean' || !/^(Unlimited|[-+]?\d+(\.\d+)?(e[-+]?\d+)?)$/i.test(text.trim())) {
				throw misfit(path, 'a number');
			}
			return text.trim();
		case 'digits':
			if (!/^-?\d+$/.test(text) || (typeof value === 'number' && !Number.isSafeInteger(value))) {
				throw misfit(path, 'digits, as text when there are more than 15');
			}
			return text;
		case 'dateTime':
			return toServerDateTime(text) ?? raise(misfit(path, 'a date and time such as 2026-12-31 17:30:00'));
		case 'time':
			return toNoExecuteTime(text) ?? raise(misfit(path, 'a time such as 5:30 PM'));
		case 'utc':
			return toUtc(text) ?? raise(misfit(path, 'a date and time with a zone such as 2026-12-31T17:30:00Z'));
		default:
			return text;
	}
}

function rejectOption(text: string, options: ReadonlyArray<string | number>, path: string): never {
	const names = options.map(String);
	const similar = closestMatches(text, names, 1).map((name) => ` Did you mean "${name}"?`);
	throw new UnsupportedValueError(
		`"${text.slice(0, 60)}" is not a valid value of ${path}: Jamf would replace it.`,
		`Nothing was sent. Use one of ${names.join(', ')}.${similar.join('')}`,
	);
}

function misfit(path: string, expected: string): UnsupportedValueError {
	return new UnsupportedValueError(`${path} must be ${expected}.`, 'Nothing was sent. Check its expression.');
}

function raise(error: Error): never {
	throw error;
}
