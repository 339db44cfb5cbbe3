import { InputError } from '../transport/errors/errors';
import { normalizeDate } from './dates';
import { splitList } from './splitList';

/** One condition of the filter builder. */
export interface Condition {
	field?: unknown;
	operator?: unknown;
	value?: unknown;
}

/** The label of a filter operator, and how to write it in RSQL (jamf-behavior 3.4). */
interface Operator {
	name: string;
	write: (values: readonly string[]) => string;
	/** Only these treat * as a wildcard. */
	hasWildcards?: true;
}

export const OPERATORS = {
	contains: { name: 'Contains', write: ([value = '']) => `==${quoteRsql(`*${value}*`)}` },
	endsWith: { name: 'Ends With', write: ([value = '']) => `==${quoteRsql(`*${value}`)}` },
	equals: { name: 'Equals', write: ([value = '']) => `==${quoteRsql(value)}` },
	greater: { name: 'Greater Than or After', write: ([value = '']) => `>${quoteRsql(value)}` },
	greaterOrEqual: { name: 'Greater Than or Equal', write: ([value = '']) => `>=${quoteRsql(value)}` },
	in: { name: 'Is One Of', write: (values) => `=in=(${values.map(quoteRsql).join(',')})` },
	less: { name: 'Less Than or Before', write: ([value = '']) => `<${quoteRsql(value)}` },
	lessOrEqual: { name: 'Less Than or Equal', write: ([value = '']) => `<=${quoteRsql(value)}` },
	matches: { name: 'Matches', write: ([value = '']) => `==${quoteRsql(value)}`, hasWildcards: true },
	notEquals: { name: 'Does Not Equal', write: ([value = '']) => `!=${quoteRsql(value)}` },
	notIn: { name: 'Is None Of', write: (values) => `=out=(${values.map(quoteRsql).join(',')})` },
	notMatches: { name: 'Does Not Match', write: ([value = '']) => `!=${quoteRsql(value)}`, hasWildcards: true },
	startsWith: { name: 'Starts With', write: ([value = '']) => `==${quoteRsql(`${value}*`)}` },
} satisfies Record<string, Operator>;

export type OperatorName = keyof typeof OPERATORS;

/** A validated condition. */
export interface Clause {
	field: string;
	operator: OperatorName;
	values: readonly string[];
}

/**
 * Validates the conditions of the filter builder.
 *
 * @param zone the time zone for dates that do not specify one
 * @throws InputError for a condition without a field, operator or value, or whose value is not text, a number, a boolean or a date
 */
export function readClauses(conditions: readonly Condition[], zone: string): Clause[] {
	return conditions.map((condition) => readClause(condition, zone));
}

/** Combines the conditions into an RSQL filter. */
export function toRsql(clauses: readonly Clause[], combine: 'and' | 'or'): string {
	return clauses
		.map(({ field, operator, values }) => field + OPERATORS[operator].write(values))
		.join(combine === 'or' ? ',' : ';');
}

function readClause({ value, ...given }: Condition, zone: string): Clause {
	// Expressions can return anything.
	const field = toText('', given.field);
	const operator = toText('', given.operator);
	if (!/^[\w.-]+$/.test(field)) {
		throw new InputError(
			field === '' ? 'A condition of the filter has no field.' : `"${field.slice(0, 60)}" is not a field to filter by.`,
			'Select the field from the list, or remove the condition.',
		);
	}
	if (!isOperator(operator)) {
		throw new InputError(
			`"${operator.slice(0, 60)}" is not a filter operator.`,
			`Use one of ${Object.keys(OPERATORS).join(', ')}.`,
		);
	}
	const isList = operator === 'in' || operator === 'notIn';
	const values = isList ? toList(field, value) : [toText(field, value)];
	if (values.every((each) => each === '')) {
		throw new InputError(`The condition on "${field}" has no value.`, 'Enter a value, or remove the condition.');
	}
	const isPartialMatch = /^(contains|endsWith|startsWith)$/.test(operator);
	return { field, operator, values: isPartialMatch ? values : values.map((each) => normalizeDate(each, zone)) };
}

function isOperator(name: string): name is OperatorName {
	return Object.hasOwn(OPERATORS, name);
}

function toList(field: string, value: unknown): string[] {
	const parts = Array.isArray(value) ? (value as unknown[]) : splitList(toText(field, value));
	return parts.map((part) => toText(field, part).trim()).filter((part) => part !== '');
}

function toText(field: string, value: unknown): string {
	if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
	if (typeof value === 'object' && value !== null) {
		// A Luxon date from an n8n expression.
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
