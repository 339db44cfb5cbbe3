import type { FieldRow } from '../catalogue/types';
import { normalizeDate } from './dates';
import { InputError } from '../transport/errors/errors';
import { toNumber } from './itemParameters';
import { toJson } from './jsonBody';

/**
 * Converts a form value to the JSON type of its field. Forms and expressions also supply numbers, booleans and objects as text.
 *
 * @param zone the time zone of dates without one
 * @throws InputError when the value does not match the type
 */
export function toFieldValue({ label, type }: FieldRow, value: unknown, zone: string): unknown {
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
			return toJson(json);
		}
		case 'dateTime':
			return normalizeDate(toText(label, value), zone);
		default:
			return toText(label, value);
	}
}

function toText(label: string, value: unknown): string {
	if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
	// Luxon dates, as in n8n's expressions, convert to ISO text; other objects would become "[object Object]".
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
