import { readJson } from './responseBody';
import { UnreadableResponseError } from '../errors/errors';
import type { HttpResponse } from '../types';

const FIELD_TYPES = {
	boolean: (value: unknown) => typeof value === 'boolean',
	string: (value: unknown) => typeof value === 'string',
	'string[]': (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
};

/** The fields that a response must have, with their types. */
type Shape<T> = { readonly [Name in keyof T]?: keyof typeof FIELD_TYPES };

/**
 * Asserts that the value of a response is an object with these fields.
 *
 * @throws UnreadableResponseError otherwise
 */
export function assertObject<T extends object>(value: unknown, status: number, shape: Shape<T> = {}): T {
	if (value === undefined || value === null) throw emptyResponse(status);
	if (typeof value !== 'object' || Array.isArray(value)) {
		throw unexpectedResponse("The server's response is not an object.", status);
	}
	for (const [name, type] of Object.entries(shape) as Array<[string, keyof typeof FIELD_TYPES]>) {
		if (FIELD_TYPES[type]((value as Record<string, unknown>)[name])) continue;
		throw unexpectedResponse(`The server's response does not have the expected field "${name}".`, status);
	}
	return value as T;
}

/** A reader for `JamfClient.send` that expects a JSON object with these fields. */
export function expectObject<T extends object>(shape: Shape<T> = {}): (response: HttpResponse) => Promise<T> {
	return async (response) => assertObject(await readJson(response), response.status, shape);
}

/**
 * A reader for reads, which must return content.
 *
 * @throws UnreadableResponseError when the body is empty or `null`
 */
export async function readRequiredJson(response: HttpResponse): Promise<unknown> {
	const value = await readJson(response);
	if (value === undefined || value === null) throw emptyResponse(response.status);
	return value;
}

/** A reader for writes, for which some servers return no content (jamf-behavior 4.3). */
export async function expectOptionalObject(response: HttpResponse): Promise<object | undefined> {
	const value = await readJson(response);
	return value === undefined || value === null ? undefined : assertObject(value, response.status);
}

function emptyResponse(status: number): UnreadableResponseError {
	return unexpectedResponse("The server's response is empty.", status);
}

/** The error for a successful response that is not what Jamf documents. */
export function unexpectedResponse(message: string, status: number): UnreadableResponseError {
	return new UnreadableResponseError(
		message,
		'A proxy, a login page or maintenance can cause this: try again in a few minutes. To see the response, send the same request with API Request.',
		status,
	);
}
