import { InputError } from '../transport/errors/errors';
import { normalizeDate } from './dates';
import { splitList } from './splitList';

/** One condition of the filter builder. */
export interface Condition {
	field?: unknown;
	operator?: unknown;
	value?: unknown;
}

/** The operators of the filter builder, and their RSQL (jamf-behavior 3.4). */
export const OPERATORS: Readonly<Record<string, { name: string; write: (values: string[]) => string }>> = {
	contains: { name: 'Contains', write: ([value = '']) => `==${quoteRsql(`*${value}*`)}` },
	endsWith: { name: 'Ends With', write: ([value = '']) => `==${quoteRsql(`*${value}`)}` },
	equals: { name: 'Equals', write: ([value = '']) => `==${quoteRsql(value)}` },
	greater: { name: 'Greater Than or After', write: ([value = '']) => `>${quoteRsql(value)}` },
	greaterOrEqual: { name: 'Greater Than or Equal', write: ([value = '']) => `>=${quoteRsql(value)}` },
	in: { name: 'Is One Of', write: (values) => `=in=(${values.map(quoteRsql).join(',')})` },
	less: { name: 'Less Than or Before', write: ([value = '']) => `<${quoteRsql(value)}` },
	lessOrEqual: { name: 'Less Than or Equal', write: ([value = '']) => `<=${quoteRsql(value)}` },
	notEquals: { name: 'Does Not Equal', write: ([value = '']) => `!=${quoteRsql(value)}` },
	notIn: { name: 'Is None Of', write: (values) => `=out=(${values.map(quoteRsql).join(',')})` },
	startsWith: { name: 'Starts With', write: ([value = '']) => `==${quoteRsql(`${value}*`)}` },
};

/**
 * Combines the conditions into an RSQL filter.
 *
 * @param zone the time zone of dates without one
 * @throws InputError for a condition without a field, operator or value, or whose value is not text, a number, a boolean or a date
 */
export function toRsql(conditions: readonly Condition[], combine: 'and' | 'or', zone: string): string {
	return conditions.map((condition) => writeCondition(condition, zone)).join(combine === 'or' ? ',' : ';');
}

function writeCondition({ value, ...given }: Condition, zone: string): string {
	// Expressions can return anything.
	const field = toText('', given.field);
	const operator = toText('', given.operator);
	if (!/^[\w.-]+$/.test(field)) {
		throw new InputError(
			field === '' ? 'A condition of the filter has no field.' : `"${field.slice(0, 60)}" is not a field to filter by.`,
			'Select the field from the list, or remove the condition.',
		);
	}
	const definition = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
	if (definition === undefined) {
		throw new InputError(
			`The filter has no operator "${operator.slice(0, 60)}".`,
			`Use one of ${Object.keys(OPERATORS).join(', ')}.`,
		);
	}
	const isList = operator === 'in' || operator === 'notIn';
	const values = isList ? toList(field, value) : [toText(field, value)];
	if (values.every((each) => each === '')) {
		throw new InputError(`The condition on "${field}" has no value.`, 'Enter a value, or remove the condition.');
	}
	const isPartialMatch = /^(contains|endsWith|startsWith)$/.test(operator);
	return field + definition.write(isPartialMatch ? values : values.map((each) => normalizeDate(each, zone)));
}

function toList(field: string, value: unknown): string[] {
	const parts = Array.isArray(value) ? (value as unknown[]) : splitList(toText(field, value));
	return parts.map((part) => toText(field, part).trim()).filter((part) => part !== '');
}

function toText(field: string, value: unknown): string {
	if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
	if (typeof value === 'object' && value !== null) {
		// A Luxon date, as in n8n's expressions.
		if ('toISO' in value) return String(value);
		throw new InputError(
			`The value of the condition${field === '' ? '' : ` on "${field}"`} is an object.`,
			'Use text, a number or a date.',
		);
	}
	return String(value ?? '');
}

/** Quotes a value for an RSQL filter (jamf-behavior 3.4). */
export function quoteRsql(value: string): string {
	return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
