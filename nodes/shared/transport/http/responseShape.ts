import { readJson } from './responseBody';
import { UnreadableResponseError } from '../errors/errors';
import type { HttpResponse } from '../types';

const FORMS = {
	boolean: (value: unknown) => typeof value === 'boolean',
	text: (value: unknown) => typeof value === 'string',
	texts: (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
};

/** Fields that an answer must have, in a form that can be built on. */
type Shape<T> = { readonly [Name in keyof T]?: keyof typeof FORMS };

/**
 * An answer that must be one object: nothing may be concluded, or written, from anything else.
 *
 * @throws UnreadableResponseError when it is none, or lacks one of the fields
 */
export function assertObject<T extends object>(answer: unknown, status: number, shape: Shape<T> = {}): T {
	if (answer === undefined || answer === null) throw unexpectedResponse('The answer of the server is empty.', status);
	if (typeof answer !== 'object' || Array.isArray(answer)) {
		throw unexpectedResponse('The answer of the server is not an object.', status);
	}
	for (const [name, form] of Object.entries(shape) as Array<[string, keyof typeof FORMS]>) {
		if (FORMS[form]((answer as Record<string, unknown>)[name])) continue;
		throw unexpectedResponse(`The answer of the server does not have the expected field "${name}".`, status);
	}
	return answer as T;
}

/** A reader for `JamfClient.send`: JSON that must be such an object. */
export function expectObject<T extends object>(shape: Shape<T> = {}): (response: HttpResponse) => Promise<T> {
	return async (response) => assertObject(await readJson(response), response.status, shape);
}

/** The same for a write: some servers answer it with nothing (jamf-behavior 4.3). */
export async function expectOptionalObject(response: HttpResponse): Promise<object | undefined> {
	const answer = await readJson(response);
	return answer === undefined || answer === null ? undefined : assertObject(answer, response.status);
}

/** The error of a success that brought something else than Jamf documents. */
export function unexpectedResponse(message: string, status: number): UnreadableResponseError {
	return new UnreadableResponseError(
		message,
		'Send the request with API Request to see what comes, and report it with the version of Jamf Pro.',
		status,
	);
}
