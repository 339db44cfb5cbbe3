import type { ListRow, OperationRow } from '../catalogue/types';
import { isObject } from '../parameters/propertyPath';
import { assertObject, unexpectedResponse } from '../transport/http/responseShape';

/**
 * How many of the expected fields an object must have. Not all of them, because later versions of Jamf Pro add fields, even required ones
 * (jamf-behavior 4.7).
 */
const MAX_MISSING_SHARE_OF_REQUIRED = 0.25;
const MIN_SHARE = 1 / 3;
/** For an object that a write is based on. */
const MIN_SHARE_OF_BASIS = 0.5;

/**
 * Asserts that a response is what Jamf documents for the operation. A gateway, a cache or a maintenance page can return something else, or
 * nothing, with status 200.
 *
 * - A read returns content. An object has the expected fields and the requested ID.
 * - A write returns no content, or an object with at least one expected field that does not have another ID. A creation returns the ID.
 *
 * @throws UnreadableResponseError otherwise; the client retries a read, and reports the outcome of a write as unknown
 */
export function assertExpected<T>(value: T, row: OperationRow, ids: readonly string[], status: number): T {
	const { responseType, expects = [], list, routes } = row;
	const isEmpty = value === undefined || value === null;
	if (routes[0].method !== 'GET') {
		if (isEmpty && returnsNew(row)) throw unexpectedResponse("The server's response is empty.", status);
		if (!isEmpty && responseType === undefined) assertWritten(value, row, ids, status);
		return value;
	}
	if (list !== undefined || responseType !== undefined) return value;
	if (isEmpty) throw unexpectedResponse("The server's response is empty.", status);
	if (expects.length > 0) assertFields(assertObject(value, status), row, ids, status, MIN_SHARE);
	return value;
}

/**
 * Asserts that an object is the requested one: it has the expected fields and the requested ID. A write that is based on it would reset any
 * missing field.
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

function assertFields(
	value: object,
	row: OperationRow,
	ids: readonly string[],
	status: number,
	minShare: number,
): void {
	const { expects = [], expectsRequired = 0 } = row;
	const names = selectEvidence(expects);
	const missing = names.filter((name) => !Object.hasOwn(value, name));
	const required = expects.slice(0, expectsRequired);
	const missingRequired = required.filter((name) => !Object.hasOwn(value, name));
	const isIncomplete = missingRequired.length > required.length * MAX_MISSING_SHARE_OF_REQUIRED;
	if (isIncomplete || names.length - missing.length < names.length * minShare) {
		const amount = missing.length === names.length ? 'none' : 'too few';
		const listed = [...new Set([...required, ...names])].join(', ');
		throw unexpectedResponse(`The server's response has ${amount} of the expected fields ${listed}.`, status);
	}
	assertId(value, row, ids, status, true);
}

function assertWritten(value: unknown, row: OperationRow, ids: readonly string[], status: number): void {
	const { expects = [] } = row;
	if (expects.length === 0) return;
	const object = assertObject(value, status);
	if (!expects.some((name) => Object.hasOwn(object, name))) {
		throw unexpectedResponse(`The server's response has none of the expected fields ${expects.join(', ')}.`, status);
	}
	if (/^(replace|update)$/.test(row.value)) assertId(object, row, ids, status, false);
}

/** Whether the response of a creation has the ID or the address of the new object, without which the outcome is unknown. */
function returnsNew({ value, expects = [], responseType }: OperationRow): boolean {
	return value === 'create' && responseType === undefined && (expects.includes('id') || expects.includes('href'));
}

/** Asserts that an object has the ID in the path of its route. */
function assertId(
	value: object,
	{ expects = [], path }: OperationRow,
	ids: readonly string[],
	status: number,
	isRequired: boolean,
): void {
	const requested = path?.length === 1 && path[0]?.name === 'id' ? ids[0] : undefined;
	if (requested === undefined || !expects.includes('id')) return;
	const id = isObject(value) ? value['id'] : undefined;
	const isId = typeof id === 'string' || typeof id === 'number';
	if (isId ? isSameId(String(id), requested) : !isRequired) return;
	const found = isId ? `the object with the ID ${String(id).slice(0, 60)}` : 'an object without an ID';
	throw unexpectedResponse(`The server returned ${found} instead of ${requested.slice(0, 60)}.`, status);
}

/**
 * Asserts that the entries of a list belong to the requested one: each has a documented field and most of the required ones, or is a text
 * or a number where Jamf documents these.
 *
 * @throws UnreadableResponseError otherwise, which the client retries
 */
export function assertEntries(
	entries: readonly unknown[],
	{ scalars }: Pick<ListRow, 'scalars'>,
	{ expects = [], expectsRequired = 0 }: Pick<OperationRow, 'expects' | 'expectsRequired'>,
): void {
	if (scalars === true) {
		if (entries.every((entry) => typeof entry === 'string' || typeof entry === 'number')) return;
		throw unexpectedResponse('The server returned a different list: an entry is neither text nor a number.', 200);
	}
	const names = selectEvidence(expects);
	if (names.length === 0) return;
	const required = expects.slice(0, expectsRequired);
	const isEntry = (entry: unknown) => {
		if (!isObject(entry) || !names.some((name) => Object.hasOwn(entry, name))) return false;
		const missing = required.filter((name) => !Object.hasOwn(entry, name));
		return missing.length <= required.length * MAX_MISSING_SHARE_OF_REQUIRED;
	};
	if (entries.every(isEntry)) return;
	const listed = [...new Set([...required, ...names])].join(', ');
	throw unexpectedResponse(
		`The server returned a different list: an entry does not have the expected fields ${listed}.`,
		200,
	);
}

/** Fields of most objects, and of the error objects of gateways. */
const COMMON_FIELDS = ['code', 'error', 'errors', 'id', 'message', 'name', 'status'];

/** The expected fields that identify a response: common ones only count where there are no others. */
function selectEvidence(expects: readonly string[]): readonly string[] {
	const specific = expects.filter((name) => !COMMON_FIELDS.includes(name));
	return specific.length > 0 ? specific : expects;
}

function isSameId(id: string, requested: string): boolean {
	return id.toLowerCase() === requested.toLowerCase() || (/^\d+$/.test(requested) && Number(id) === Number(requested));
}
