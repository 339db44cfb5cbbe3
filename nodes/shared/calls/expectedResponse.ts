import type { OperationRow } from '../catalogue/types';
import { isObject } from '../parameters/propertyPath';
import { assertObject, unexpectedResponse } from '../transport/http/responseShape';

/** The minimum share of the expected fields in an object that a write is based on. */
const MIN_SHARE_OF_BASIS = 0.5;

/**
 * Asserts that the response of a read has content, and that an object is the requested one: it has a documented field and not a different
 * ID. A gateway, a cache or a maintenance page can return something else, or nothing, with status 200.
 *
 * @throws UnreadableResponseError otherwise, which the client retries
 */
export function assertContent<T>(value: T, row: OperationRow, ids: readonly string[], status: number): T {
	const { answer, expects = [], list, routes } = row;
	if (routes[0].method !== 'GET' || list !== undefined || answer !== undefined) return value;
	if (value === undefined || value === null) throw unexpectedResponse("The server's response is empty.", status);
	if (expects.length > 0) assertFields(assertObject(value, status), row, ids, status, 0);
	return value;
}

/**
 * Asserts that an object that a write is based on is the requested one: it has at least half of the expected fields, and the requested ID.
 * The write would reset any missing field.
 *
 * @throws UnreadableResponseError otherwise, which the client retries
 */
export function assertRequested<T extends object>(
	value: T,
	row: OperationRow,
	ids: readonly string[],
	status: number,
): T {
	assertFields(value, row, ids, status, MIN_SHARE_OF_BASIS);
	return value;
}

/**
 * Asserts that the entries of a list belong to the requested one: each has a documented field.
 *
 * @throws UnreadableResponseError otherwise, which the client retries
 */
export function assertEntries(entries: readonly unknown[], expects: readonly string[] = []): void {
	const names = selectEvidence(expects);
	if (names.length === 0) return;
	const isEntry = (entry: unknown) => isObject(entry) && names.some((name) => Object.hasOwn(entry, name));
	if (entries.every(isEntry)) return;
	throw unexpectedResponse(
		`The server returned a different list: an entry has none of the expected fields ${names.join(', ')}.`,
		200,
	);
}

function assertFields(
	value: object,
	{ expects = [], path }: OperationRow,
	ids: readonly string[],
	status: number,
	minShare: number,
): void {
	const names = selectEvidence(expects);
	const missing = names.filter((name) => !Object.hasOwn(value, name));
	if (names.length > 0 && names.length - missing.length < Math.max(1, names.length * minShare)) {
		const amount = missing.length === names.length ? 'none' : 'too few';
		throw unexpectedResponse(`The server's response has ${amount} of the expected fields ${names.join(', ')}.`, status);
	}
	const requested = path?.length === 1 && path[0]?.name === 'id' ? ids[0] : undefined;
	if (requested === undefined || !expects.includes('id')) return;
	const id = isObject(value) ? value['id'] : undefined;
	const isId = typeof id === 'string' || typeof id === 'number';
	if (isId ? isSameId(String(id), requested) : minShare === 0) return;
	const found = isId ? `the object with the ID ${String(id).slice(0, 60)}` : 'an object without an ID';
	throw unexpectedResponse(`The server returned ${found} instead of ${requested.slice(0, 60)}.`, status);
}

/** Fields of most objects, and of the error objects of gateways. */
const COMMON_FIELDS = ['code', 'error', 'errors', 'id', 'message', 'status'];

/** The expected fields that identify a response: common ones only count where there are no others. */
function selectEvidence(expects: readonly string[]): readonly string[] {
	const specific = expects.filter((name) => !COMMON_FIELDS.includes(name));
	return specific.length > 0 ? specific : expects;
}

function isSameId(id: string, requested: string): boolean {
	return id.toLowerCase() === requested.toLowerCase() || (/^\d+$/.test(requested) && Number(id) === Number(requested));
}
