import type { FieldRow } from '../catalogue/types';
import { normalizeDate } from './dates';
import { InputError } from '../transport/errors/errors';
import { closestMatches } from './didYouMean';
import { toNumber } from './itemParameters';
import { toJson } from './jsonBody';

/**
 * Converts a form value to the JSON type of its field. Forms and expressions can also contain numbers, booleans and objects as text.
 *
 * @param zone the time zone for dates that do not specify one
 * @param isStrict whether to reject values that are not among the field's options and text that is not a date. Values read from the server
 * and sent back are not checked, because the server can be newer than the rows
 * @throws InputError when the value does not match the type
 */
export function toFieldValue(field: FieldRow, value: unknown, zone: string, isStrict = false): unknown {
	const { label, type } = field;
	switch (type) {
		case 'boolean':
			if (value === true || value === 'true') return true;
			if (value === false || value === 'false') return false;
			throw createTypeError(label, 'must be Yes or No', 'Select one, or use true or false.');
		case 'number': {
			const number = toNumber(value);
			if (Number.isFinite(number)) return number;
			throw createTypeError(label, 'must be a number', 'Check its expression.');
		}
		case 'json': {
			const json = typeof value === 'string' ? parse(label, value) : value;
			return field.list === true && field.of !== undefined ? toIds(field, json) : toJson(json);
		}
		case 'dateTime':
			return toDateTime(label, toText(label, value), zone, isStrict);
		case 'options':
			return toOption(field, toText(label, value), isStrict);
		default:
			return toText(label, value);
	}
}

/** Whether the field has a value that means empty in Jamf. */
export function isClearable({ type, required, of }: FieldRow): boolean {
	return type !== 'boolean' && (required !== true || of !== undefined);
}

/**
 * The value that clears a field: -1 for a reference (jamf-behavior 3.1), otherwise an empty list or empty text.
 *
 * @throws InputError when the field cannot be cleared
 */
export function toClearedValue({ label, type, required, of, list }: FieldRow): unknown {
	if (type === 'boolean') throw createTypeError(label, 'cannot be empty', 'Set it to true or false, or leave it out.');
	if (of !== undefined) return type === 'number' ? -1 : '-1';
	if (required === true) throw createTypeError(label, 'cannot be empty', 'Jamf requires a value.');
	if (list === true) return [];
	return type === 'string' ? '' : null;
}

/** Converts dates in the formats of expressions and databases. A date without a time means the start of that day. */
function toDateTime(label: string, text: string, zone: string, isStrict: boolean): string {
	const [, day, time = '00:00'] = /^\s*(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d\S*))?\s*$/.exec(text) ?? [];
	if (day !== undefined) return normalizeDate(`${day}T${time}`, zone);
	// Text that specifies its own zone: "Wed, 01 Jul 2026 10:00:00 GMT".
	const date = /\d{4}.*(GMT|UTC|Z|[+-]\d{4})$/.test(text) ? new Date(text) : new Date(NaN);
	if (!Number.isNaN(date.getTime())) return date.toISOString();
	if (!isStrict) return text;
	throw createTypeError(label, 'must be a date', 'Use a date such as 2026-07-01T10:00:00Z.');
}

function toOption({ label, options = [] }: FieldRow, text: string, isStrict: boolean): unknown {
	const known = options.find((option) => String(option) === text);
	if (known !== undefined || !isStrict || options.length === 0) return known ?? text;
	const similar = closestMatches(text, options.map(String), 1).map((option) => ` Did you mean ${option}?`);
	throw createTypeError(
		label,
		`cannot be "${text.slice(0, 60)}"`,
		`Use one of ${options.join(', ')}.${similar.join('')}`,
	);
}

/** IDs as text or numbers, as the field requires. Anything else is left to the server to check. */
function toIds({ label, items }: FieldRow, json: unknown): unknown {
	if (!Array.isArray(json)) return toJson(json);
	return json.map((id: unknown) => {
		if (items === 'number' && typeof id === 'string') {
			if (/^-?\d+$/.test(id)) return Number(id);
			throw createTypeError(
				label,
				`contains "${id.slice(0, 60)}"`,
				'IDs are numbers. Select the objects from the list.',
			);
		}
		return items === undefined && typeof id === 'number' ? String(id) : toJson(id);
	});
}

function toText(label: string, value: unknown): string {
	if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
	// Luxon dates from n8n expressions convert to ISO text. Other objects would become "[object Object]".
	if (typeof value === 'object' && value !== null && !('toISO' in value)) {
		throw createTypeError(label, 'must be text', 'Check its expression.');
	}
	return String(value);
}

function parse(label: string, text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw createTypeError(
			label,
			'is not valid JSON',
			'Check quotes and commas, or use an expression that returns an object.',
		);
	}
}

function createTypeError(label: string, problem: string, hint: string): InputError {
	return new InputError(`The field ${label} ${problem}.`, `Nothing was sent. ${hint}`);
}
