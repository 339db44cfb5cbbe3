import type { OperationRow } from '../catalogue/types';
import { isObject } from '../parameters/propertyPath';
import { unexpectedResponse } from '../transport/http/responseShape';

/**
 * Asserts that the response of a read has content. A gateway, a cache or a maintenance page can send nothing with status 200.
 *
 * @throws UnreadableResponseError otherwise, which the client retries
 */
export function assertContent<T>(value: T, { answer, list, routes: [{ method }] }: OperationRow, status: number): T {
	const isRead = method === 'GET' && list === undefined && answer === undefined;
	if (isRead && (value === undefined || value === null)) {
		throw unexpectedResponse("The server's response is empty.", status);
	}
	return value;
}

/**
 * Asserts that an object which a write is based on is the requested one: it has documented fields and the requested ID. Whatever is
 * missing from it would be reset.
 *
 * @throws UnreadableResponseError otherwise, which the client retries
 */
export function assertRequested<T extends object>(
	value: T,
	{ expects = [], path }: OperationRow,
	ids: readonly string[],
	status: number,
): T {
	if (expects.length > 0 && !expects.some((name) => Object.hasOwn(value, name))) {
		throw unexpectedResponse(`The server's response has none of the expected fields ${expects.join(', ')}.`, status);
	}
	const requested = path?.length === 1 && path[0]?.name === 'id' ? ids[0] : undefined;
	const id = isObject(value) ? value['id'] : undefined;
	const isOther = (typeof id === 'string' || typeof id === 'number') && String(id) !== requested;
	if (requested !== undefined && expects.includes('id') && isOther) {
		throw unexpectedResponse(
			`The server returned the object with the ID ${String(id)} instead of ${requested}.`,
			status,
		);
	}
	return value;
}
