import { invalidField } from './failure';
import type { Json } from './json';
import type { Comparison, Expression } from './rsql';

export type FieldKind = 'text' | 'number' | 'boolean' | 'date';

export interface Field<T> {
	kind: FieldKind;
	read: (row: T) => Json | undefined;
	filterable: boolean;
	sortable: boolean;
}

export type Fields<T> = Readonly<Record<string, Field<T>>>;
type Test = (value: NonNullable<Json>) => boolean;
type Ordered = string | number;

// jamf-behavior 3.4: three, two or no fractional digits, or only the date; the `.6Z` that the server returns is rejected.
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{2,3})?Z)?$/;
const DATE_PREFIX = /^\d[\dT:.-]*\*$/;

export function compile<T>(expression: Expression, fields: Fields<T>): (row: T) => boolean {
	if ('all' in expression) {
		const tests = expression.all.map((part) => compile(part, fields));
		return (row) => tests.every((test) => test(row));
	}
	if ('any' in expression) {
		const tests = expression.any.map((part) => compile(part, fields));
		return (row) => tests.some((test) => test(row));
	}
	const field = Object.hasOwn(fields, expression.field) ? fields[expression.field] : undefined;
	if (!field?.filterable) throw invalidField(expression.field, 'no such field to filter by');
	const test = comparisonTest(expression, field.kind);
	return (row) => {
		const value = field.read(row);
		// jamf-behavior 4.6: a null date matches <.
		if (value === null || value === undefined) return field.kind === 'date' && expression.operator === '<';
		return test(value);
	};
}

function comparisonTest({ field, operator, values }: Comparison, kind: FieldKind): Test {
	const first = values[0] ?? '';
	const equal = (text: string) => equality(text, kind, field);
	const order = () => ordering(first, kind, field);
	const tests: Record<Comparison['operator'], () => Test> = {
		'==': () => equal(first),
		'!=': () => negated(equal(first)),
		'=in=': () => anyOf(values.map(equal)),
		'=out=': () => negated(anyOf(values.map(equal))),
		'<': () =>
			(
				(compare) => (value: NonNullable<Json>) =>
					compare(value) < 0
			)(order()),
		'<=': () =>
			(
				(compare) => (value: NonNullable<Json>) =>
					compare(value) <= 0
			)(order()),
		'>': () =>
			(
				(compare) => (value: NonNullable<Json>) =>
					compare(value) > 0
			)(order()),
		'>=': () =>
			(
				(compare) => (value: NonNullable<Json>) =>
					compare(value) >= 0
			)(order()),
	};
	return tests[operator]();
}

const negated =
	(test: Test): Test =>
	(value) =>
		!test(value);
const anyOf =
	(tests: Test[]): Test =>
	(value) =>
		tests.some((test) => test(value));

function equality(text: string, kind: FieldKind, field: string): Test {
	const wildcard = text.includes('*') && (kind === 'text' || (kind === 'date' && DATE_PREFIX.test(text)));
	if (wildcard) {
		const pattern = new RegExp(`^${text.split('*').map(literal).join('.*')}$`, 'is');
		return (value) => pattern.test(String(value));
	}
	const wanted = comparable(text, kind, field);
	return (value) => comparable(String(value), kind, field, true) === wanted;
}

function ordering(text: string, kind: FieldKind, field: string): (value: NonNullable<Json>) => number {
	const wanted = comparable(text, kind, field);
	return (value) => compareOrdered(comparable(String(value), kind, field, true), wanted);
}

export const compareOrdered = (a: Ordered, b: Ordered): number => (a < b ? -1 : a > b ? 1 : 0);

/** Stored values are trusted; client values are validated as on the server. */
export function comparable(text: string, kind: FieldKind, field: string, stored = false): Ordered {
	if (kind === 'text') return text.toLowerCase();
	if (kind === 'boolean') {
		if (!stored && !/^(true|false)$/i.test(text)) throw invalidField(field, 'not a boolean');
		return text.toLowerCase();
	}
	if (kind === 'date' && !stored && !DATE.test(text)) throw invalidField(field, 'not a date the server reads');
	const number = kind === 'date' ? Date.parse(text) : Number(text);
	if (text.trim() === '' || Number.isNaN(number)) throw invalidField(field, `not a ${kind}`);
	return number;
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
