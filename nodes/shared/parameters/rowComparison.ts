import { isObject } from './propertyPath';
import type { Clause } from './rsql';

/** Whether a row matches a condition. Text is compared case-insensitively, as on the server (jamf-behavior 3.4). */
export function compareClause(row: unknown, { field, operator, values }: Clause): boolean {
	const found = (readValues(row, field) ?? []).filter((value) => value !== null);
	const [first = ''] = values;
	const some = (test: (text: string, wanted: string) => boolean) =>
		found.some((value) => test(String(value).toLowerCase(), first.toLowerCase()));
	const ordered = (test: (order: number) => boolean) => found.some((value) => test(order(value, first)));
	const equals = () => found.some((value) => values.some((each) => order(value, each) === 0));
	switch (operator) {
		case 'contains':
			return some((text, part) => text.includes(part));
		case 'endsWith':
			return some((text, part) => text.endsWith(part));
		case 'startsWith':
			return some((text, part) => text.startsWith(part));
		case 'equals':
		case 'in':
			return equals();
		case 'notEquals':
		case 'notIn':
			return !equals();
		case 'greater':
			return ordered((each) => each > 0);
		case 'greaterOrEqual':
			return ordered((each) => each >= 0);
		case 'less':
			return ordered((each) => each < 0);
		case 'lessOrEqual':
			return ordered((each) => each <= 0);
		case 'matches':
			return some(matchesPattern);
		case 'notMatches':
			return !some(matchesPattern);
	}
}

/**
 * The values of a field: several if its path contains an array, `undefined` if the row does not have the field. Filters omit the section of
 * some fields.
 */
export function readValues(row: unknown, field: string): unknown[] | undefined {
	const path = field.split('.');
	const places = [row, ...(isObject(row) ? Object.values(row) : [])];
	for (const place of places) {
		const values = collect(place, path);
		if (values !== undefined) return values;
	}
	return undefined;
}

function collect(value: unknown, path: readonly string[]): unknown[] | undefined {
	if (Array.isArray(value)) {
		const found = (value as unknown[]).map((each) => collect(each, path)).filter((each) => each !== undefined);
		return found.length === 0 ? undefined : found.flat();
	}
	const [first, ...rest] = path;
	if (first === undefined) return [value];
	return isObject(value) && Object.hasOwn(value, first) ? collect(value[first], rest) : undefined;
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Compares like a sort function: negative if `value` comes first, 0 if both are equal, `NaN` if they cannot be compared. */
function order(value: unknown, wanted: string): number {
	if (typeof value === 'number') return wanted.trim() === '' ? NaN : value - Number(wanted);
	const text = String(value).toLowerCase();
	if (MOMENT.test(wanted) && MOMENT.test(text.toUpperCase()))
		return Date.parse(text.toUpperCase()) - Date.parse(wanted);
	const other = wanted.toLowerCase();
	return text < other ? -1 : text > other ? 1 : 0;
}

/** Whether a text matches a pattern, in which * matches any text. */
function matchesPattern(text: string, pattern: string): boolean {
	const [first = '', ...parts] = pattern.split('*');
	const last = parts.pop();
	if (last === undefined) return text === first;
	if (!text.startsWith(first)) return false;
	let at = first.length;
	for (const part of parts) {
		const found = text.indexOf(part, at);
		if (found === -1) return false;
		at = found + part.length;
	}
	return text.length - last.length >= at && text.endsWith(last);
}
