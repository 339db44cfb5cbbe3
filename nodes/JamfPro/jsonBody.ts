import type { EncodedBody } from '../shared/calls/dialect';
import { readCommandType } from '../shared/errors/mdmCommandPrivileges';

/** Encodes a value as a JSON body. */
export function encodeJson(value: unknown, contentType = 'application/json'): EncodedBody {
	const command = readCommandType(value);
	return {
		headers: { 'content-type': contentType },
		body: JSON.stringify(value),
		...(command !== undefined && { command }),
	};
}
