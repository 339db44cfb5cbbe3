import type { OperationRow, RouteRow } from '../catalogue/types';
import { isObject } from '../parameters/propertyPath';
import { unexpectedResponse } from '../transport/http/responseShape';

/**
 * Asserts that the response of a read is what was requested: it has content, at least half of the documented fields, and the requested
 * ID. A gateway, a cache or a maintenance page can send something else with status 200.
 *
 * @throws UnreadableResponseError otherwise, which the client retries
 */
export function assertExpected<T>(
	value: T,
	{ expects, answer, list, path }: OperationRow,
	{ method, renamed = {} }: RouteRow,
	ids: readonly string[],
	status: number,
): T {
	if (method !== 'GET' || list !== undefined || answer !== undefined) return value;
	if (value === undefined || value === null) throw unexpectedResponse("The server's response is empty.", status);
	if (expects === undefined) return value;
	if (!isObject(value)) throw unexpectedResponse("The server's response is not an object.", status);
	const found = expects.filter((name) => Object.hasOwn(value, name) || Object.hasOwn(value, renamed[name] ?? name));
	if (found.length * 2 < expects.length) {
		throw unexpectedResponse(`The server's response does not have the expected fields ${expects.join(', ')}.`, status);
	}
	const requested = path?.length === 1 && path[0]?.name === 'id' ? ids[0] : undefined;
	const { id } = value;
	const isOther = typeof id === 'string' || typeof id === 'number' ? String(id) !== requested : false;
	if (requested !== undefined && expects.includes('id') && isOther) {
		throw unexpectedResponse(
			`The server returned the object with the ID ${String(id)} instead of ${requested}.`,
			status,
		);
	}
	return value;
}
